#!/usr/bin/env bash
# pip-tool.sh NAME VERSION: a command line from PyPI in a folder of its own in the cache; prints that folder's bin.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

main() {
  local folder=$LAB_CACHE/python/$1-$2
  if [[ ! -x $folder/bin/$1 ]]; then
    command -v python3 > /dev/null || die "no python3, which $1 needs" "install Python 3.10 or newer with its module venv"
    python3 -c 'import ensurepip' 2> /dev/null || "$ROOT/cluster/apt.sh" python3-venv >&2   # Debian's python3 has no whole venv
    say "fetching $1 $2 from PyPI"
    rm -rf "$folder"
    if ! { python3 -m venv "$folder" && "$folder/bin/pip" install --quiet "$1==$2"; } > "$LAB_CACHE/run/$1.log" 2>&1; then
      rm -rf "$folder"   # half a tool would pass for one
      tail -3 "$LAB_CACHE/run/$1.log" >&2
      die "$1 cannot be installed" "read $LAB_CACHE/run/$1.log"
    fi
  fi
  echo "$folder/bin"
}

main "$@"
