#!/usr/bin/env bash
# forget-images.sh TAG: removes the Java images of earlier sources, a hundred megabytes each time, but for those of TAG and the newest others, for two
# clones of one Docker. What a container uses `docker rmi` leaves alone.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

# `docker images` has the newest first.
earlier() {
  docker images --format '{{.Repository}}:{{.Tag}}' 'naming-of-cats/*' |
    sed -nE 's#^naming-of-cats/(probe|service-a|service-b|sidecar|services|libraries):([0-9a-f]{12})(-.*)?$#\2#p' |
    awk -v keep="$1" '$0 != keep && !seen[$0]++' | sed 1d
}

main() {
  local tag
  for tag in $(earlier "$1"); do
    docker images --format '{{.Repository}}:{{.Tag}}' 'naming-of-cats/*' | grep -E ":$tag(-|$)" | xargs -r docker rmi > /dev/null 2>&1 || true
  done
}

main "$@"
