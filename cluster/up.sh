#!/usr/bin/env bash
# up.sh [--with-lab]: the cluster of kind-config.yaml with its add-ons, ready; safe to repeat and to interrupt.
# With --with-lab the Java images are built beside it, and the lab is deployed while the add-ons start.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

export STEPS=5
JAVA=() LOAD=''
NODE='' MADE_OF=''

java_images_beside() {
  phase java "$ROOT/cluster/images.sh" build > "$LAB_CACHE/run/images.log" 2>&1 &
  JAVA=($! "$LAB_CACHE/run/images.log" "the Java images do not build")
}

# Nodes that are still to be made have the Java images in them, if these are built. Else they are loaded while kubeadm waits for its
# control plane, when there is CPU to spare; what this does not manage, deploy.sh does.
images_for_nodes() {
  local tag
  tag=$("$ROOT/cluster/images.sh" --tag)
  [[ -n $(nodes --all) ]] || MADE_OF=$("$ROOT/cluster/node/with-lab.sh" "$NODE" "$tag")
  [[ $MADE_OF == "$NODE" ]] || return 0
  phase load "$ROOT/cluster/load-images.sh" "$tag" --early > "$LAB_CACHE/run/load.log" 2>&1 &
  LOAD=$!
}

# finished PID LOG CAUSE: waits for what runs beside. goes_on, the same: only that it has not failed yet, since what comes next would be in vain.
finished() { wait "$1" || { tail -20 "$2" >&2; die "$3" "read $2"; }; }
goes_on() { kill -0 "$1" 2> /dev/null || finished "$@"; }

lab_beside_add_ons() {
  local log=$LAB_CACHE/run/addons-beside.log beside deploy
  phase add-ons add_ons > "$log" 2>&1 &
  beside=($! "$log" "the add-ons do not become ready")
  finished "${JAVA[@]}"
  [[ -z $LOAD ]] || wait "$LOAD" || true
  goes_on "${beside[@]}"
  LOAD_BALANCER=yes phase deploy "$ROOT/cluster/deploy.sh" &   # left of || errexit is off, and phase would go on
  deploy=$!
  wait -n || true   # whichever ends first
  goes_on "${beside[@]}"
  wait "$deploy" || { cat "$log" >&2; die "the lab cannot be deployed" "see above; the last lines are of the add-ons, which start beside it"; }
  finished "${beside[@]}"
}

add_ons() {
  CONTEXT=kind-$CLUSTER "$ROOT/cluster/addons/apply.sh"   # whatever the probe is pointed at
  kubectl --context "kind-$CLUSTER" -n kube-system rollout status deployment/coredns --timeout=120s > /dev/null ||
    die "CoreDNS does not become ready" "run 'make logs'"
}

node_image() {
  NODE=$("$ROOT/cluster/node-image.sh")
  "$ROOT/cluster/tools.sh" "$NODE"
}

# What a cold build cost, measured against its longest part: the images alone, and all of it with the cluster and its add-ons.
measure() {
  local kubernetes
  kubernetes=$(cat "$LAB_CACHE/run/kubernetes.seconds" 2> /dev/null || echo 0)
  ((kubernetes >= 60)) || return 0
  { cat "$LAB_CACHE/run/phases"; printf 'kubernetes\t0\t%s000\n' "$kubernetes"; } > "$LAB_CACHE/cold-phases"   # for `make bench-up`
  awk -v all="$SECONDS" -v built="$BUILT" -v go="$kubernetes" 'BEGIN {
    printf "cold build: images %d s, with cluster and add-ons %d s; go build of Kubernetes %d s; ratios %.2f and %.2f\n",
      built, all, go, built / go, all / go}' | tee -a "$LAB_CACHE/measurements.txt" >&2
}

main() {
  exec 9> "$LAB_CACHE/run/up.lock"
  ! command -v flock > /dev/null || flock -n 9 || die "another 'make' is bringing the lab up" "wait for it"
  trap 'end_children $$' EXIT
  rm -f "$LAB_CACHE/run/kubernetes.seconds" "$LAB_CACHE/run/phases"
  step "the host" "Docker, node image, cluster, add-ons"
  phase host "$ROOT/cluster/check-host.sh"
  "$ROOT/cluster/guard.sh" on
  step "Docker" "node image"
  phase docker "$ROOT/cluster/docker.sh" start
  "$ROOT/cluster/guard.sh" on   # once more: Docker's package brings the iptables that count
  IMAGES=$("$ROOT/cluster/image-source.sh")   # before Maven begins: it would be in vain where the node image can neither be had nor built
  export IMAGES
  [[ $IMAGES != build ]] || "$ROOT/cluster/node/image.sh" --check > /dev/null
  [[ ${1:-} != --with-lab ]] || java_images_beside
  step "the node image" "cluster"
  phase node-image node_image
  BUILT=$SECONDS
  step "the cluster $CLUSTER" "add-ons"
  MADE_OF=$NODE
  if ((${#JAVA[@]} > 0)); then
    goes_on "${JAVA[@]}"
    phase node-with-lab images_for_nodes
  fi
  local definitions=''
  [[ -n $(nodes --all) ]] || { "$ROOT/cluster/addons/beforehand.sh" > "$LAB_CACHE/run/addons-beforehand.log" 2>&1 & definitions=$!; }
  phase cluster "$ROOT/cluster/create.sh" "$NODE" "$MADE_OF"
  [[ -z $definitions ]] || wait "$definitions" || true   # what it did not manage, the add-ons do
  step "the add-ons, MetalLB and Contour${JAVA[*]:+, and the lab}"
  if ((${#JAVA[@]} > 0)); then lab_beside_add_ons; else phase add-ons add_ons; fi
  measure
  say "up: context kind-$CLUSTER · ${SECONDS}s"
}

main "$@"
