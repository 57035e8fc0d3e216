# shellcheck shell=bash
# For cluster/test-scripts.sh: what check-host.sh asks of a machine, and installs.

a_machine_that_has_built_needs_less_disk() {
  # shellcheck disable=SC2016 # for the shell there
  printf '#!/bin/sh\nprintf "of\\nx 0 0 %%s\\n" $((5 * 1024 * 1024))\n' > "$FAKE/df"
  chmod +x "$FAKE/df"
  says 1 "5 GB of disk are free at $LAB_CACHE, the lab needs 12" cluster/check-host.sh
  touch "$LAB_CACHE/images-made"
  says 1 "the lab needs 6" cluster/check-host.sh
  rm "$LAB_CACHE/images-made" "$FAKE/df"
}

a_missing_tool_brings_no_other() {
  [[ $EUID == 0 && -e /etc/debian_version ]] || { echo "skip: only root on Debian has tools installed" >&2; return; }
  local path
  path=$(path_without jq apt-get dpkg-query)
  : > "$FAKE/asked"
  # shellcheck disable=SC2016 # for the shell there
  printf '#!/bin/sh\necho "apt-get $*" >> "$FAKE/asked"\n' > "$path/apt-get"
  printf '#!/bin/sh\nexit 1\n' > "$path/dpkg-query"   # nothing is installed
  chmod +x "$path/apt-get" "$path/dpkg-query"
  PATH=$path cluster/check-host.sh > /dev/null 2>&1 || true
  asked "apt-get install .* jq$"
  ! grep -E "gawk|procps" "$FAKE/asked" >&2 || fail "what is there is installed"
}
