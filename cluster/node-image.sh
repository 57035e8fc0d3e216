#!/usr/bin/env bash
# node-image.sh: prints the reference of the node image, which is there then: pulled or built, by $IMAGES, which image-source.sh finds out.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

main() {
  if [[ ${IMAGES:-} == registry ]]; then
    say "images are pulled: a registry answers (IMAGES=build overrides)"
    have_image "$NODE_IMAGE" || docker pull -q "$NODE_IMAGE" > /dev/null || die "cannot pull $NODE_IMAGE" "check the network, or use IMAGES=build"
    echo "$NODE_IMAGE"
  else
    say "images are built here (IMAGES=registry overrides)"
    "$ROOT/cluster/node/image.sh"
  fi
}

main "$@"
