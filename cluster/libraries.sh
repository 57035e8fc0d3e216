#!/usr/bin/env bash
# libraries.sh TAG FOLDER: unpacks /app of the images called TAG-plain into FOLDER/<module>, and moves the jars that all four have into
# FOLDER/libraries, those that only the services all have into FOLDER/shared. The former become an image of their own, from which the others
# are made: naming-of-cats/libraries:TAG.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

TAG=$1 WORK=$2

# The jars keep their times, which a JVM compares with those of its training.
unpack() {
  local module container
  for module in "${MODULES[@]}"; do
    container=$(docker create "naming-of-cats/$module:$TAG-plain")
    docker cp -q "$container:/app" "$WORK/$module"
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

unpack
move libraries "${MODULES[@]}"
move shared "${SERVICES[@]}"
image_of "naming-of-cats/libraries:$TAG" "$WORK/libraries" "FROM $("$ROOT/cluster/java-base/build.sh" --name)" "COPY lib /app/lib/"
