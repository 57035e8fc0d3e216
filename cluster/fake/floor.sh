# shellcheck shell=bash
# For cluster/test-scripts.sh: what a bench compares with, where it cannot be had.

a_gcc_without_a_static_library_is_as_none() {
  local path
  path=$(path_without gcc nginx apt-get)
  printf '#!/bin/sh\necho "cannot find -lc" >&2\nexit 1\n' | tee "$path/gcc" > "$path/apt-get"
  chmod +x "$path/gcc" "$path/apt-get"
  as_nobody "$path" cluster/floor/build.sh > "$FAKE/said" 2>&1 || fail "floor/build.sh: $(cat "$FAKE/said")"
  grep -q "no C server and client" "$FAKE/said" || fail "floor/build.sh: $(cat "$FAKE/said")"
}
