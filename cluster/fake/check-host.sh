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

a_machine_that_is_refused_gets_no_package() {
  : > "$FAKE/asked"
  printf '#!/bin/sh\necho "apt.sh $*" >> "%s"\n' "$FAKE/asked" > "$FAKE/stub"
  cp -p cluster/apt.sh "$FAKE/apt.sh"
  chmod +x "$FAKE/stub"
  cp -p "$FAKE/stub" cluster/apt.sh
  PATH=$(path_without jq) MIN_MEMORY_GB=9999 cluster/check-host.sh > /dev/null 2>&1 && fail "a machine with too little memory is taken"
  cp -p "$FAKE/apt.sh" cluster/apt.sh
  [[ ! -s $FAKE/asked ]] || fail "a machine that is refused gets $(cat "$FAKE/asked")"
}

the_same_tools() { sed -nE 's/.*(for tool in |TOOLS = ")(curl [a-z0-9 ]*)[;"].*/\2/p' "$1"; }   # FILE

a_doctor_looks_for_the_same_tools() {
  [[ $(the_same_tools cluster/check-host.sh) == "$(the_same_tools probe/src/main/java/org/namingofcats/probe/doctor/HostExam.java)" ]] ||
    fail "check-host.sh and HostExam.java look for other tools"
}
