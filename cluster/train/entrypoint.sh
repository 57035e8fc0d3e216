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

takes_cache() { # IMAGE CACHE
  docker run --rm --entrypoint java "$1" @/java/options "-XX:AOTCache=$2" -XX:AOTMode=on @/app/command -version > /dev/null 2>&1 && return
  docker rmi "$1" > /dev/null || true   # else the next build would find it there
  die "the JVM of $1 does not take its cache" "see docs/adr/0009-ahead-of-time-cache.md for what must be the same"
}
