#!/usr/bin/env bash
# build.sh: what `make bench` compares with, for the nodes: a server and a client in C, Debian's nginx with its libraries, and what runs them as a pod runs.
# Prints their folder. What cannot be had here is left out, and the bench says so.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

compile() {
  command -v gcc > /dev/null || { say "floor: no gcc here, so no C server and client"; return; }
  local program
  for program in server client; do
    gcc -O2 -static -o "$1/$program" "$ROOT/cluster/floor/$program.c" && continue
    rm -f "$1"/{server,client}
    say "floor: gcc makes no static program here, see above, so no C server and client"
    return
  done
}

# The binary alone, not installed: nothing is started or changed on this machine.
nginx_binary() {
  command -v nginx && return
  [[ -e /etc/debian_version ]] || return 0
  (cd "$1" && apt-get download -qq nginx > download.log 2>&1 && dpkg -x nginx_*.deb package) || return 0
  find "$1/package" -path '*/sbin/nginx' -type f
}

# With every library that it names and the loader itself, since a node's image has others or none.
copy_nginx() {
  local scratch binary library
  scratch=$(mktemp -d)
  binary=$(nginx_binary "$scratch")
  if [[ -n $binary ]]; then
    mkdir -p "$1/nginx"
    cp "$binary" "$1/nginx/nginx"
    ldd "$binary" | grep -o '/[^ ]*' | sort -u | while read -r library; do cp -L "$library" "$1/nginx/"; done
    cp -L "$(ldd "$binary" | grep -o '/[^ ]*ld-linux[^ ]*')" "$1/nginx/loader"
  else
    say "floor: no nginx here and none to be had, so none to compare with"
  fi
  rm -rf "$scratch"
}

main() {
  local folder next
  folder=$LAB_CACHE/floor/$(hash_of cluster/floor)
  if [[ ! -x $folder/client || ! -x $folder/nginx/nginx ]]; then   # what could not be had may be there by now
    next=$folder.next
    rm -rf "$next" "$folder"
    mkdir -p "$next"
    cp "$ROOT/cluster/floor/beside.sh" "$next"
    compile "$next"
    copy_nginx "$next"
    mv "$next" "$folder"
  fi
  echo "$folder"
}

main
