#!/usr/bin/env bash
# train-services.sh TAG FOLDER: the services' images, from what libraries.sh left in FOLDER, with one ahead-of-time cache for all (JEP 483, 514).
# A JVM takes a cache that was made for the beginning of its class path. So what all services have comes first, is one layer with its
# cache, and is trained by the service that uses most of it; a service's own classes come after it, found out at each start.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

TAG=$1 WORK=$2
TRAINER='service-a'
MAIN=io.quarkus.bootstrap.runner.AotQuarkusEntryPoint
OPENS=()   # those of Quarkus's manifest, which count with -jar only, and one for Train.java
for package in java.lang java.nio jdk.internal.misc jdk.internal.loader; do OPENS+=("--add-opens=java.base/$package=ALL-UNNAMED"); done

extract() { (mkdir -p "$2" && cd "$2" && "$JDK/bin/jar" --extract --file "$1" "${@:3}"); }   # JAR FOLDER FILE…

# What Quarkus changed in a library has to come before it, so that is put together in lib/first.jar; with the classes that it generated
# alike for all services, nine of ten.
share() {
  local service class generated=("${SERVICES[@]/#/$WORK/generated/}")
  mkdir "$WORK/first"
  for service in "${SERVICES[@]}"; do
    extract "$WORK/$service/quarkus/transformed-bytecode.jar" "$WORK/changed"
    for class in $(cd "$WORK/changed" && find . -name '*.class'); do
      [[ ! -e $WORK/first/$class ]] || cmp -s "$WORK/changed/$class" "$WORK/first/$class" ||
        die "Quarkus changes $class in $service in its own way" "give that service a cache of its own, as cluster/images.sh does for the probe"
    done
    cp -r "$WORK/changed/." "$WORK/first"
    rm -r "$WORK/changed"
  done
  for service in "${SERVICES[@]}"; do extract "$WORK/$service/quarkus/generated-bytecode.jar" "$WORK/generated/$service"; done
  for class in $(cd "${generated[0]}" && find . -name '*.class'); do
    if all_have "$class" "${generated[@]}"; then install -D "${generated[0]}/$class" "$WORK/first/$class"; fi
  done
  "$JDK/bin/javac" -cp "$WORK/libraries/lib/boot/*:$WORK/shared/lib/boot/*" -d "$WORK/first" "$ROOT/cluster/train/Train.java"
  "$JDK/bin/jar" --create --no-manifest --file "$WORK/shared/lib/first.jar" -C "$WORK/first" .
}

# The class path of a service in Quarkus's order, as far as it lies in the FOLDERs.
class_path() { # SERVICE FOLDER…
  local service=$1 jar folder
  shift
  tr -d '\r' < "$WORK/manifests/$service/META-INF/MANIFEST.MF" | sed -z 's/\n //g' | sed -n 's/^Class-Path: //p' | tr ' ' '\n' |
    while read -r jar; do
      for folder in "$@"; do if [[ $jar != *transformed-bytecode.jar && -f $WORK/$folder/$jar ]]; then echo "/app/$jar"; fi; done
    done | paste -sd:
}

main() {
  local service first own base=naming-of-cats/services:$TAG
  JDK=$("$ROOT/cluster/java-home.sh")
  for service in "${SERVICES[@]}"; do extract "$WORK/$service/quarkus-run.jar" "$WORK/manifests/$service" META-INF/MANIFEST.MF; done
  share
  first=/app/lib/first.jar:$(class_path "$TRAINER" libraries shared)
  image_of "$base-plain" "$WORK/shared" "FROM naming-of-cats/libraries:$TAG" "COPY lib /app/lib/"
  image_of "$base-$TRAINER" "$WORK/$TRAINER" "FROM $base-plain" "COPY . /app/"
  mkdir "$WORK/cache"
  "$ROOT/cluster/train.sh" "$TRAINER" "$base-$TRAINER" "$WORK/cache/services.aot" "${OPENS[@]}" "-Dtrain.own=$(class_path "$TRAINER" "$TRAINER")" -cp "$first" Train
  docker rmi "$base-$TRAINER" > /dev/null
  image_of "$base" "$WORK/cache" "FROM $base-plain" "COPY services.aot /app/lib/"
  for service in "${SERVICES[@]}"; do
    own=$(class_path "$service" "$service")
    printf '%s\n' "${OPENS[@]}" -XX:AOTCache=/app/lib/services.aot "-cp $first:$own" > "$WORK/$service/command"
    image_of "naming-of-cats/$service:$TAG" "$WORK/$service" "FROM $base" "COPY . /app/" "ENTRYPOINT [\"java\", \"@/java/options\", \"@/app/command\", \"$MAIN\"]"
    docker run --rm --entrypoint java "naming-of-cats/$service:$TAG" @/java/options -XX:AOTMode=on @/app/command -version > /dev/null 2>&1 ||
      die "the JVM of $service does not take the cache of all services" "see docs/adr/0009-ahead-of-time-cache.md for what must be the same"
  done
}

main
