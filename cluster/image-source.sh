#!/usr/bin/env bash
# Prints `registry` or `build`: where the images come from. Does the daemon's image registry answer within seconds, or a minute where it was asked for?
# IMAGES=registry|build overrides; with `registry` a registry must answer.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

LOG=$LAB_CACHE/run/registry.log

# Who asks for a registry waits longer for it than who wants to know.
PATIENCE=${REGISTRY_TIMEOUT:-$([[ ${IMAGES:-} == registry ]] && echo 60 || echo 10)}

# The daemon is asked, because only it knows its mirrors and proxies, and for an image of 2 MB that `make test` needs anyway.
registry_answers() {
  have_image "$NODE_IMAGE" && return
  echo "$TOOLBOX_IMAGE takes longer than $PATIENCE seconds" > "$LOG"
  timeout "$PATIENCE" docker pull --quiet "$TOOLBOX_IMAGE" >> "$LOG" 2>&1
}

main() {
  case ${IMAGES:-} in
    build) echo build ;;
    registry)
      registry_answers || die "IMAGES=registry was asked for, and no image registry answers: $(tail -1 "$LOG")" "check the network, use IMAGES=build, or wait for it longer by REGISTRY_TIMEOUT=300"
      echo registry ;;
    "") if registry_answers; then echo registry; else say "no image registry answers: $(tail -1 "$LOG")"; echo build; fi ;;
  esac
}

main "$@"
