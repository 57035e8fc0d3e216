#!/usr/bin/env bash
# Prints `registry` or `build`: where the images come from. Does the daemon's image registry answer within seconds?
# IMAGES=registry|build overrides; with `registry` a registry must answer.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

# Asked as the daemon would be: through its mirrors and proxies. A look at one manifest is a few kilobytes and no pull.
registry_answers() {
  docker image inspect "$NODE_IMAGE" > /dev/null 2>&1 || timeout "${REGISTRY_TIMEOUT:-5}" docker manifest inspect "$NODE_IMAGE" > /dev/null 2>&1
}

main() {
  case ${IMAGES:-} in
    build) echo build ;;
    registry)
      registry_answers || die "no image registry answers and IMAGES=registry was asked for" "check the network, or use IMAGES=build"
      echo registry ;;
    "") if registry_answers; then echo registry; else echo build; fi ;;
    *) die "IMAGES=$IMAGES is neither registry nor build" "leave it out to let the lab find out" ;;
  esac
}

main "$@"
