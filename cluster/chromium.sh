#!/usr/bin/env bash
# chromium.sh: prints where a Chromium is, for the live page's test; on Debian as root a missing one is installed.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

# What is called chromium on Ubuntu is a snap, which another program cannot drive; there Chrome serves as well.
find_browser() { command -v google-chrome || command -v chromium || command -v chromium-browser; }

main() {
  find_browser && return
  "$ROOT/cluster/apt.sh" chromium >&2
  find_browser
}

main "$@"
