#!/usr/bin/env bash
# load-images.sh TAG [--early]: brings the four Java images of a tag to the nodes that lack them.
# With --early it waits until the images are built and the nodes' containerd answers, which is long before their cluster does.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

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

# kind's nodes are there when as many of them as kind-config.yaml names have containerd's own image.
all_here() {
  local node count=0 module
  for module in "${MODULES[@]}"; do have_image "naming-of-cats/$module:$1" || return; done
  for node in $(docker ps --quiet --filter "label=io.x-k8s.kind.cluster=$CLUSTER"); do
    docker exec "$node" ctr --namespace k8s.io images ls -q | grep -q /pause: || return
    count=$((count + 1))
  done
  ((count > 0 && count == $(grep -c '^ *- role:' "$ROOT/kind-config.yaml")))
}

[[ ${2:-} != --early ]] || until_true 120 "the nodes to take images" all_here "$1"
load "$1"
