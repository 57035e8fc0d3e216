#!/usr/bin/env bash
# libraries.sh TAG FOLDER: unpacks /app of the images called TAG-plain into FOLDER/<module>, and makes one jar of those that all four have,
# FOLDER/libraries, one of those that only the services all have, FOLDER/shared, and one of what the probe alone has. The first becomes an image
# of its own, from which the others are made: naming-of-cats/libraries:TAG.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
# shellcheck source=cluster/train/entrypoint.sh
. "$ROOT/cluster/train/entrypoint.sh"

TAG=$1 WORK=$2

unpack() {
  local module container
  for module in "${MODULES[@]}"; do
    container=$(docker create --label org.namingofcats.made-for=images "naming-of-cats/$module:$TAG-plain")
    docker cp "$container:/app" "$WORK/$module" 2>&1 | cat >&2   # newer clients tell a terminal how far they are, and Debian's has no -q
    docker rm "$container" > /dev/null
  done
}

move() { # FOLDER MODULE…: what these modules all have
  local to=$WORK/$1 jar module
  shift
  mkdir -p "$to/lib/boot" "$to/lib/main"
  for jar in $(cd "$WORK/$1" && find lib -name '*.jar'); do
    all_have "$jar" "${@/#/$WORK/}" || continue
    cp -p "$WORK/$1/$jar" "$to/$jar"
    for module in "$@"; do rm "$WORK/$module/$jar"; done
  done
}

# A JVM opens every jar of its class path at each start.
merge() { # FOLDER JAR: of all that are in its lib
  local jars
  mapfile -t jars < <(find "$WORK/$1/lib" -name '*.jar' | LC_ALL=C sort)
  "$("$ROOT/cluster/java-home.sh")/bin/java" "$ROOT/cluster/train/Merge.java" "$WORK/$1.jar" "${jars[@]}" ||
    die "the libraries of $1 do not become one jar" "see above; two that have the same class, and not alike, cannot be in it together"
  rm -r "${WORK:?}/$1/lib"
  install -D --mode 644 "$WORK/$1.jar" "$WORK/$1/$2"
  rm "$WORK/$1.jar"
}

unpack
move libraries "${MODULES[@]}"
move shared "${SERVICES[@]}"
merge libraries "$LIBRARIES"
merge shared lib/shared.jar
merge probe lib/own.jar
image_of "naming-of-cats/libraries:$TAG" "$WORK/libraries" "FROM $("$ROOT/cluster/java-base/build.sh" --name)" "COPY lib /app/lib/"
