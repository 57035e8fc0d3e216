#!/usr/bin/env bash
# load-images.sh TAG [--early]: brings the four Java images of a tag to the nodes that lack them.
# With --early it waits until the images are built and the nodes' containerd answers, which is long before their cluster does.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

# Beside workers a control plane runs nothing of the lab but an agent.
wanted() { # NODE
  if [[ $(docker inspect -f '{{index .Config.Labels "io.x-k8s.kind.role"}}' "$1") == control-plane &&
    -n $(nodes --filter label=io.x-k8s.kind.role=worker) ]]; then echo probe; else printf '%s\n' "${MODULES[@]}"; fi
}

lacking() { # NODE TAG: prints the images
  local there module
  there=$(docker exec "$1" ctr --namespace k8s.io images ls -q)
  for module in $(wanted "$1"); do grep -qx "docker.io/naming-of-cats/$module:$2" <<< "$there" || echo "naming-of-cats/$module:$2"; done
}

# Nodes that lack the same share an archive, in which layers that the images share are once; all nodes side by side.
load() {
  local node lacking job jobs=()
  declare -A nodes_by=()
  have_java_images "$1" || die "not all Java images of $1 are there" "run 'make images'"
  for node in $(nodes); do
    lacking=$(lacking "$node" "$1" | xargs)
    [[ -z $lacking ]] || nodes_by[$lacking]+="$node "
  done
  ((${#nodes_by[@]} > 0)) || { say "images: no node lacks $1"; return; }
  WORK=$(large_folder)   # global: the trap runs after this function
  trap 'end_children $$; rm -rf "$WORK"' EXIT
  for lacking in "${!nodes_by[@]}"; do
    # shellcheck disable=SC2086 # several words each
    archive_to "$(mktemp "$WORK/archive.XXXXXX")" "$lacking" ${nodes_by[$lacking]} &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || die "an image archive could not be imported" "see above; 'make images' tries again"; done
  say "images: $1 loaded"
}

archive_to() { # FILE IMAGES NODE…
  local file=$1 images=$2 node job jobs=()
  shift 2
  # shellcheck disable=SC2086 # several words
  docker save --output "$file" $images
  for node in "$@"; do
    docker exec --interactive "$node" ctr --namespace k8s.io images import - < "$file" > /dev/null &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || return; done
}

# kind's nodes are there when as many of them as kind-config.yaml names have containerd's own image.
all_here() {
  local node count=0
  have_java_images "$1" || return
  for node in $(nodes); do
    grep -q /pause: <<< "$(docker exec "$node" ctr --namespace k8s.io images ls -q)" || return
    count=$((count + 1))
  done
  ((count > 0 && count == $(grep -c '^ *- role:' "$ROOT/kind-config.yaml")))
}

[[ ${2:-} != --early ]] || until_true 120 "the nodes to take images" all_here "$1"
load "$1"
