#!/usr/bin/env bash
# libraries.sh TAG FOLDER: unpacks /app of the images called TAG-plain into FOLDER/<module>, and moves the jars that all four have, half of
# each, into an image of their own, from which the others are made: naming-of-cats/libraries:TAG, in FOLDER/libraries as well.
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

everybody_has() { # FILE
  local module
  for module in "${MODULES[@]}"; do cmp -s "$WORK/$1" "$WORK/$module/${1#*/}" || return; done
}

move() {
  local jar module
  mkdir -p "$WORK/libraries/lib/boot" "$WORK/libraries/lib/main"
  for jar in $(cd "$WORK/probe" && find lib -name '*.jar'); do
    everybody_has "probe/$jar" || continue
    cp -p "$WORK/probe/$jar" "$WORK/libraries/$jar"
    for module in "${MODULES[@]}"; do rm "$WORK/$module/$jar"; done
  done
}

unpack
move
printf '%s\n' "FROM $("$ROOT/cluster/java-base/build.sh" --name)" "COPY lib /app/lib/" > "$WORK/libraries.Dockerfile"
build_image "naming-of-cats/libraries:$TAG" --file "$WORK/libraries.Dockerfile" "$WORK/libraries"
