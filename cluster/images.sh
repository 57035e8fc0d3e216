#!/usr/bin/env bash
# images.sh [build|load|--tag]: the four Java images; without an argument build and load.
# `build` needs no cluster, so it can run while one is being created. What has not changed, by tag, is neither built nor loaded again.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

MODULES=(service-a service-b sidecar probe)
STAMP=probe/target/image-tag   # of which tag the command line in probe/target/quarkus-app is
LOG=$LAB_CACHE/run/images-build.log

tag() {
  local sources=(pom.xml)
  local module
  for module in api "${MODULES[@]}"; do sources+=("$module/pom.xml" "$module/src/main"); done
  key_of "$(hash_of "${sources[@]}") $("$ROOT/cluster/java-base/build.sh" --name)"
}

built() {
  local module
  for module in "${MODULES[@]}"; do have_image "naming-of-cats/$module:$1" || return; done
  # Somebody may have run Maven by hand since: then the command line may be of other sources.
  [[ $(cat "$ROOT/$STAMP" 2> /dev/null) == "$1" && $ROOT/$STAMP -nt $ROOT/probe/target/quarkus-app/quarkus-run.jar ]]
}

build() {
  exec 8> "$LAB_CACHE/run/images.lock"
  flock 8   # two Maven builds in one target folder would spoil both
  if built "$1"; then say "images: $1, nothing has changed"; return; fi
  local base
  base=$("$ROOT/cluster/java-base/build.sh") || exit   # it has said why
  say "images: building $1, log in $LOG"
  rm -f "$ROOT/$STAMP"
  (cd "$ROOT" && JAVA_HOME=$(cluster/java-home.sh) && export JAVA_HOME && ./mvnw -B -ntp package k8s:build \
    -Dmaven.test.skip=true -Dimage.tag="$1" -Dimage.base="$base") > "$LOG" 2>&1 8>&- ||
    { grep -m 5 ERROR "$LOG" >&2; die "the Java images do not build" "read $LOG"; }
  echo "$1" > "$ROOT/$STAMP"
  say "images: $1 built in ${SECONDS}s"
}

lacks() { # NODE TAG
  local there module
  there=$(docker exec "$1" ctr --namespace k8s.io images ls -q)
  for module in "${MODULES[@]}"; do grep -qx "docker.io/naming-of-cats/$module:$2" <<< "$there" || return 0; done
  return 1
}

# One archive, all nodes side by side; layers that the four share are in it once.
load() {
  local node nodes=() job jobs=() images   # archive is global: the trap runs after this function
  mapfile -t images < <(printf "naming-of-cats/%s:$1\n" "${MODULES[@]}")
  for job in "${images[@]}"; do have_image "$job" || die "there is no image $job" "run 'make images'"; done
  for node in $(docker ps --quiet --filter "label=io.x-k8s.kind.cluster=$CLUSTER"); do
    if lacks "$node" "$1"; then nodes+=("$node"); fi
  done
  ((${#nodes[@]} > 0)) || { say "images: no node lacks $1"; return; }
  archive=$(mktemp)
  trap 'rm -f "$archive"' EXIT
  docker save --output "$archive" "${images[@]}"
  for node in "${nodes[@]}"; do
    docker exec --interactive "$node" ctr --namespace k8s.io images import - < "$archive" > /dev/null &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || die "an image archive could not be imported" "see above; 'make images' tries again"; done
  say "images: $1 loaded into ${#nodes[@]} nodes"
}

main() {
  local tag
  tag=$(tag)
  case ${1:-both} in
    --tag) echo "$tag" ;;
    build) build "$tag" ;;
    load) load "$tag" ;;
    both) build "$tag"; load "$tag" ;;
    *) die "images.sh: unknown word '$1'" "use build, load or --tag" ;;
  esac
}

main "$@"
