#!/usr/bin/env bash
# build.sh [--name]: builds naming-of-cats/java-base:<key> unless it is there, and prints that name; --name only prints.
# The host's own JDK and C library go in, so it needs no registry; whatever is in it is in the key.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

JAVA_HOME=$("$ROOT/cluster/java-home.sh")
STRIP=$(command -v strip || true)   # of binutils, which not every host has

link_runtime() { # FOLDER
  local log=$LAB_CACHE/run/jlink.log
  # Every image has an ahead-of-time cache, so classes are hardly ever read from here: they are compressed, without line numbers,
  # and without an archive of parsed ones (CDS), which no JVM with such a cache looks at.
  "$JAVA_HOME/bin/jlink" --output "$1/java" --add-modules "$(grep -v '^#' "$ROOT/cluster/java-base/modules" | paste -sd,)" \
    --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 > "$log" 2>&1 ||   # it tells of errors on stdout
    die "jlink makes no Java runtime: $(head -1 "$log")" "a JDK whose files were changed may not be linked; set JAVA_HOME to one as it was installed"
  # Names of the JVM's own functions are a fifth of it, and nobody debugs it here.
  [[ -z $STRIP ]] || "$STRIP" --strip-unneeded "$1"/java/lib/*.so "$1"/java/lib/server/*.so
}

# What `ldd` names, at the same places: the loader's path is compiled into every binary.
copy_libraries() {
  local library
  ldd "$1/java/bin/java" "$1"/java/lib/*.so "$1"/java/lib/server/*.so | grep -o '/[^ ]*' | grep -v ':$' | grep -v "^$1" | sort -u |
    while read -r library; do
      install -D "$(readlink -f "$library")" "$1$library"
    done
}

configure() {
  mkdir -p "$1/etc" "$1/app"
  install -d -m 1777 "$1/tmp"
  echo 'cats:x:10001:10001::/app:/nologin' > "$1/etc/passwd"
  echo 'cats:x:10001:' > "$1/etc/group"
  echo 'hosts: files dns' > "$1/etc/nsswitch.conf"   # else the C library asks DNS before /etc/hosts
  install -m 644 "$ROOT/cluster/java-base/options" "$1/java/options"
}

build() {
  local context
  context=$(mktemp -d)
  # shellcheck disable=SC2064 # expanded now, the variable is local
  trap "rm -rf '$context'" EXIT
  link_runtime "$context/rootfs"
  copy_libraries "$context/rootfs"
  configure "$context/rootfs"
  cp "$ROOT/cluster/java-base/Dockerfile" "$context"
  build_image "$1" "$context"
}

key() {
  { hash_of cluster/java-base; cat "$JAVA_HOME/release"; LC_ALL=C ldd --version; echo "$STRIP"; } | sha256sum | cut -c1-12
}

main() {
  local image
  image=naming-of-cats/java-base:$(key)
  if [[ ${1:-} != --name ]] && ! have_image "$image"; then
    say "building $image"
    build "$image"
  fi
  echo "$image"
}

main "$@"
