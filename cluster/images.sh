#!/usr/bin/env bash
# images.sh [build|load|--tag]: the four Java images; without an argument build and load.
# `build` needs no cluster, so it can run while one is being created. What has not changed, by tag, is neither built nor loaded again.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
# shellcheck source=cluster/train/entrypoint.sh
. "$ROOT/cluster/train/entrypoint.sh"

STAMP=probe/target/image-tag   # of which tag the command line in probe/target/quarkus-app is
LOG=$ROOT/target/images-build.log

tag() {
  local sources=(pom.xml mvnw .mvn cluster/images.sh cluster/train cluster/libraries.sh cluster/train.sh cluster/train-services.sh)
  local module hash base
  for module in api "${MODULES[@]}"; do sources+=("$module/pom.xml" "$module/src/main"); done
  hash=$(hash_of "${sources[@]}") && base=$("$ROOT/cluster/java-base/build.sh" --name) || return   # within an argument a failure is lost
  key_of "$hash $base"
}

built() {
  have_java_images "$1" || return
  # Somebody may have run Maven by hand since: then the command line may be of other sources.
  [[ $(cat "$ROOT/$STAMP" 2> /dev/null) == "$1" && $ROOT/$STAMP -nt $ROOT/probe/target/quarkus-app/quarkus-run.jar ]]
}

# Maven looks for a proxy in its own settings alone.
proxy_note() {
  [[ -z ${https_proxy:-}${HTTPS_PROXY:-}${all_proxy:-}${ALL_PROXY:-} ]] || grep -qsE '<(proxy|mirror)>' ~/.m2/settings.xml ||
    say "note: Maven takes no proxy from https_proxy; if it cannot download, name the proxy in ~/.m2/settings.xml: https://maven.apache.org/guides/mini/guide-proxies.html"
}

build() {
  { mkdir -p "$ROOT/target" && [[ -w $ROOT/target ]]; } 2> /dev/null ||
    die "$ROOT/target cannot be written to" "if another account built here: sudo chown -R $(id -un) target */target"
  exec 8> "$ROOT/target/images.lock"
  flock -n 8 || built "$1" || { say "images: waiting for another build in this folder"; flock 8; }   # two in one target folder would spoil both
  if built "$1"; then say "images: $1, nothing has changed"; return; fi
  local base what=$1 training='' goals=(package k8s:build)
  if have_java_images "$1"; then   # a clone of the same sources has built them: the command line alone is each one's own
    goals=(package) what="the command line of $1"
  fi
  base=$("$ROOT/cluster/java-base/build.sh") || exit   # it has said why
  say "images: building $what, log in $LOG"
  proxy_note
  rm -f "$ROOT/$STAMP"
  (cd "$ROOT" && JAVA_HOME=$(cluster/java-home.sh) && DOCKER_HOST=$(daemon_address) && export JAVA_HOME DOCKER_HOST && ./mvnw -B -ntp "${goals[@]}" \
    -Dmaven.test.skip=true -Dimage.tag="$1-plain" -Dimage.base="$base") > "$LOG" 2>&1 8>&- ||
    maven_failed "$LOG" "the Java images do not build"
  if [[ ${goals[*]} == *k8s:build* ]]; then
    trap 'end_children $$' EXIT   # Ctrl-C does not reach it
    train "$1" 8>&- &
    training=$!
  fi
  train_command_line
  [[ -z $training ]] || wait "$training" || exit   # it has said why
  echo "$1" > "$ROOT/$STAMP"
  "$ROOT/cluster/forget-images.sh" "$1"
  say "images: $what built in ${SECONDS}s"
}

# With a cache of its own: it has twice the libraries of a service, and runs on every node.
probe_image() { # TAG FOLDER
  local untrained=naming-of-cats/probe:$1-untrained cache=/app/app.aot jars
  mkdir "$2/probe.cache"
  jars=$(cd "$2/probe" && class_path quarkus/transformed-bytecode.jar quarkus/generated-bytecode.jar app/*.jar "$LIBRARIES" lib/own.jar)
  printf '%s\n' "${QUARKUS_OPENS[@]}" "-cp $jars" > "$2/probe/command"
  image_of "$untrained" "$2/probe" "FROM naming-of-cats/libraries:$1" "COPY . /app/"
  "$ROOT/cluster/train.sh" probe "$untrained" "$2/probe.cache/app.aot" @/app/command "$QUARKUS_MAIN"
  with_cache "naming-of-cats/probe:$1" "$2/probe.cache" "$cache" "FROM $untrained" "COPY app.aot /app/"
  docker rmi "$untrained" > /dev/null
}

# Side by side: a JVM that starts leaves half of a core idle.
train() {
  local job jobs=()
  say "images: training the JVMs · ${SECONDS}s"
  FOLDER=$(large_folder)   # global: the trap runs after this function
  trap 'rm -rf "$FOLDER"' EXIT
  "$ROOT/cluster/libraries.sh" "$1" "$FOLDER"
  "$ROOT/cluster/train-services.sh" "$1" "$FOLDER" 8>&- &
  jobs+=($!)
  probe_image "$1" "$FOLDER" 8>&- &
  jobs+=($!)
  for job in "${jobs[@]}"; do wait "$job" || die "an image could not be trained" "see above; 'make images' tries again"; done
}

# As far as it comes without a cluster.
train_command_line() {
  rm -f "$ROOT/probe/target/probe.aot"
  PROBE_TRAINING=yes "$ROOT/probe/probe" verify --context there-is-none > /dev/null 2>&1 || true
}

main() {
  local tag
  tag=$(tag)
  case ${1:-both} in
    --tag) echo "$tag" ;;
    build) build "$tag" ;;
    load) "$ROOT/cluster/load-images.sh" "$tag" ;;
    both) build "$tag"; "$ROOT/cluster/load-images.sh" "$tag" ;;
    *) die "images.sh: unknown word '$1'" "use build, load or --tag" ;;
  esac
}

main "$@"
