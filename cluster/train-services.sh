#!/usr/bin/env bash
# train-services.sh TAG FOLDER: the services' images, from what libraries.sh left in FOLDER, with one ahead-of-time cache for all (JEP 483, 514).
# A JVM takes a cache that was made for the beginning of its class path. So what all services have comes first, is one layer with its
# cache, and is trained by the service that uses most of it; a service's own classes come after it, found out at each start.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
# shellcheck source=cluster/train/entrypoint.sh
. "$ROOT/cluster/train/entrypoint.sh"

TAG=$1 WORK=$2
TRAINER='service-a'
COMMON=$(class_path lib/first.jar "$LIBRARIES" lib/shared.jar)
CACHE=/app/lib/services.aot
OPENS=("${QUARKUS_OPENS[@]}" --add-opens=java.base/jdk.internal.loader=ALL-UNNAMED)   # for Train.java, and the same in a service's life

extract() { (mkdir -p "$2" && cd "$2" && "$JDK/bin/jar" --extract --file "$1"); }   # JAR FOLDER

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
  "$JDK/bin/javac" -cp "$WORK/libraries/$LIBRARIES" -d "$WORK/first" "$ROOT/cluster/train/Train.java"
  "$JDK/bin/jar" --create --no-manifest --file "$WORK/shared/lib/first.jar" -C "$WORK/first" .
}

# The class path of what only this service has.
own() { (cd "$WORK/$1" && shopt -s nullglob && class_path quarkus/generated-bytecode.jar app/*.jar lib/*/*.jar); }   # SERVICE

main() {
  local service base=naming-of-cats/services:$TAG
  JDK=$("$ROOT/cluster/java-home.sh")
  share
  image_of "$base-plain" "$WORK/shared" "FROM naming-of-cats/libraries:$TAG" "COPY lib /app/lib/"
  image_of "$base-$TRAINER" "$WORK/$TRAINER" "FROM $base-plain" "COPY . /app/"
  mkdir "$WORK/cache"
  "$ROOT/cluster/train.sh" "$TRAINER" "$base-$TRAINER" "$WORK/cache/services.aot" "${OPENS[@]}" "-Dtrain.own=$(own "$TRAINER")" -cp "$COMMON" Train
  docker rmi "$base-$TRAINER" > /dev/null
  image_of "$base" "$WORK/cache" "FROM $base-plain" "COPY services.aot /app/lib/"
  for service in "${SERVICES[@]}"; do
    printf '%s\n' "${OPENS[@]}" "-cp $COMMON:$(own "$service")" > "$WORK/$service/command"
    with_cache "naming-of-cats/$service:$TAG" "$WORK/$service" "$CACHE" "FROM $base" "COPY . /app/"
  done
}

main
