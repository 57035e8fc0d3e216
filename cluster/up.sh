#!/usr/bin/env bash
# up.sh [--with-images]: the cluster of kind-config.yaml with its add-ons, ready. A healthy one is kept, any other made anew.
# With --with-images the Java images are built beside it.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

export STEPS=6
STATE=$LAB_CACHE/run/cluster-$CLUSTER   # says that the cluster of this name is ours, and which one it is
LOGS=$LAB_CACHE/logs/$CLUSTER
k() { kubectl --context "$CONTEXT" "$@"; }
nodes() { docker ps -aq --filter "label=io.x-k8s.kind.cluster=$CLUSTER"; }

# The cluster as it was left: its image, its configuration, and its containers since their last start.
fingerprint() {
  local ids
  mapfile -t ids < <(nodes | sort)
  echo "$NODE $(hash_of kind-config.yaml)" "$(docker inspect -f '{{.Id}} {{.State.StartedAt}} {{.State.Running}}' "${ids[@]}" | key_of "$(cat)")"
}

healthy() {
  [[ -n $(nodes) && -s $STATE && $(cat "$STATE") == "$(fingerprint)" ]] &&
    k get --raw /readyz --request-timeout=5s > /dev/null 2>&1 &&
    k wait --for=condition=Ready nodes --all --timeout=5s > /dev/null 2>&1
}

choose_node_image() {
  local source
  source=$("$ROOT/cluster/image-source.sh")
  say "images: $source ($([[ $source == build ]] && echo 'no image registry answers' || echo 'an image registry answers'); IMAGES=registry|build overrides)"
  export IMAGES=$source
  if [[ $source == registry ]]; then
    NODE=$NODE_IMAGE
    have_image "$NODE" || docker pull -q "$NODE" > /dev/null || die "cannot pull $NODE" "check the network, or use IMAGES=build"
  else
    "$ROOT/cluster/check-build.sh"
    NODE=$("$ROOT/cluster/node/image.sh")
  fi
  "$ROOT/cluster/tools.sh" "$NODE"
}

create() {
  [[ -z $(nodes) || -e $STATE ]] ||
    die "there is a kind cluster '$CLUSTER' that this lab did not make" "run 'kind delete cluster --name $CLUSTER' or use CLUSTER=another"
  echo creating > "$STATE"
  if [[ -n $(nodes) ]]; then
    say "a cluster is there but is not the one wanted, or not healthy: it is made anew"
    kind delete cluster --name "$CLUSTER" -q
  fi
  docker network inspect kind > /dev/null 2>&1 || touch "$LAB_CACHE/run/network-is-ours"
  local start=$SECONDS
  kind create cluster -q --name "$CLUSTER" --config "$ROOT/kind-config.yaml" --image "$NODE" --retain || give_up "kind cannot create the cluster"
  say "kind create cluster took $((SECONDS - start))s"
  echo "kind create $((SECONDS - start))" >> "$LAB_CACHE/measurements.txt"
}

give_up() {
  kind export logs "$LOGS" --name "$CLUSTER" -q > /dev/null 2>&1 || true
  die "$1" "read $LOGS; 'make up' starts over"
}

# Admission webhooks must not be called before every node's kube-proxy has its rules.
wait_for_nodes() {
  k wait --for=condition=Ready nodes --all --timeout=180s > /dev/null || give_up "the nodes do not become Ready"
  local node
  for node in $(nodes); do
    until_true 60 "kube-proxy of $node" docker exec "$node" curl -sf http://127.0.0.1:10256/healthz || give_up "kube-proxy has no rules"
  done
}

# What a cold build cost, measured against its longest part.
measure() {
  local kubernetes
  kubernetes=$(cat "$LAB_CACHE/run/kubernetes.seconds" 2> /dev/null || echo 0)
  ((kubernetes >= 60)) || return 0
  say "cold build: all $SECONDS s, go build of Kubernetes $kubernetes s, ratio $(awk "BEGIN {printf \"%.2f\", $SECONDS / $kubernetes}")"
  echo "cold up $SECONDS, kubernetes $kubernetes" >> "$LAB_CACHE/measurements.txt"
}

JAVA=
images_beside() {
  "$ROOT/cluster/images.sh" build > "$LAB_CACHE/run/images.log" 2>&1 &
  JAVA=$!
}

images_loaded() {
  wait "$JAVA" || { tail -20 "$LAB_CACHE/run/images.log" >&2; die "the Java images do not build" "read $LAB_CACHE/run/images.log"; }
  "$ROOT/cluster/images.sh" load
}

main() {
  exec 9> "$LAB_CACHE/run/up.lock"
  flock -n 9 || die "another 'make' is bringing the lab up" "wait for it"
  trap 'end_children $$' EXIT
  rm -f "$LAB_CACHE/run/kubernetes.seconds"
  step "the host" "Docker, images, cluster, nodes, add-ons"
  "$ROOT/cluster/check-host.sh"
  "$ROOT/cluster/guard.sh" on
  step "Docker" "images"
  "$ROOT/cluster/docker.sh" start
  "$ROOT/cluster/guard.sh" on   # once more: Docker's package brings the iptables that count
  [[ ${1:-} != --with-images ]] || images_beside
  step "the node image" "cluster"
  choose_node_image
  step "the cluster $CLUSTER" "nodes"
  if healthy; then say "it is there and healthy"; else create; fi
  step "nodes and Service rules" "MetalLB and Contour"
  wait_for_nodes
  step "the add-ons"
  "$ROOT/cluster/addons/apply.sh" || give_up "the add-ons do not become ready"
  k -n kube-system rollout status deployment/coredns --timeout=120s > /dev/null || give_up "CoreDNS does not become ready"
  fingerprint > "$STATE"
  [[ -z $JAVA ]] || images_loaded
  measure
  say "up: context $CONTEXT · ${SECONDS}s"
}

main "$@"
