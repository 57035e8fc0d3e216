# shellcheck shell=bash
# How an image with an ahead-of-time cache starts. Sourced by libraries.sh, images.sh and train-services.sh.
# The class path stands in /app/command, since `-jar` would put Quarkus's own jar first.

# shellcheck disable=SC2034 # both for who sources it
LIBRARIES=lib/boot/libraries.jar   # what all images have; Quarkus looks for its application two folders above the jar it was started from
# shellcheck disable=SC2034
QUARKUS_MAIN=io.quarkus.bootstrap.runner.AotQuarkusEntryPoint
QUARKUS_OPENS=()   # those of Quarkus's manifest, which count with -jar only
for package in java.lang java.nio jdk.internal.misc; do QUARKUS_OPENS+=("--add-opens=java.base/$package=ALL-UNNAMED"); done

class_path() { printf '/app/%s\n' "$@" | paste -sd:; }   # JAR…

entrypoint() { # CACHE: a Dockerfile's line
  echo "ENTRYPOINT [\"java\", \"@/java/options\", \"-XX:AOTCache=$1\", \"@/app/command\", \"$QUARKUS_MAIN\"]"
}

# with_cache IMAGE FOLDER CACHE LINE…: of FOLDER, by a Dockerfile of these LINEs; it has its name once its JVM takes the cache.
with_cache() {
  local untried=$1-untried
  image_of "$untried" "$2" "${@:4}" "$(entrypoint "$3")"
  docker run --rm --entrypoint java "$untried" @/java/options "-XX:AOTCache=$3" -XX:AOTMode=on @/app/command -version > /dev/null 2>&1 ||
    die "the JVM of $1 does not take its cache" "see docs/adr/0009-ahead-of-time-cache.md for what must be the same"
  docker tag "$untried" "$1"
  docker rmi "$untried" > /dev/null
}
