#!/usr/bin/env bash
# apt.sh PACKAGE…: installs what is not there yet, on Debian as root; elsewhere it says what is missing.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

missing() { # dpkg knows a removed package as well, hence the status
  local package
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2> /dev/null) == ii* ]] || echo "$package"
  done
}

main() {
  local log=$LAB_CACHE/run/apt.log wanted
  mapfile -t wanted < <(missing "$@")
  ((${#wanted[@]})) || return 0
  [[ $EUID == 0 && -e /etc/debian_version ]] || die "not installed: ${wanted[*]}" "install them, by your package manager's names"
  say "installing ${wanted[*]}"
  exec 6> /var/run/naming-of-cats-apt.lock 7>&- 9>&-   # apt-get waits for dpkg's lock, and not for that of its lists. 7, 9: see docker.sh
  ! command -v flock > /dev/null || flock 6
  # apt-get update may complain of a repository that is none of ours; what counts is whether the packages come.
  apt-get update -qq > "$log" 2>&1 6>&- || true
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=300 --no-install-recommends "${wanted[@]}" >> "$log" 2>&1 6>&- ||
    die "apt-get cannot install ${wanted[*]}" "read $log"
}

main "$@"
