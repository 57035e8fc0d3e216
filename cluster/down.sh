#!/usr/bin/env bash
# Takes back everything that `make` made: cluster, containers, network, kubeconfig entry, routes, our own dockerd.
# Safe to run twice, and starts no daemon that is not there. With --keep-docker our own dockerd goes on.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

remove_from_docker() {
  not_elsewhere
  [[ ! -e $(beside) ]] || (claim_beside) || exit   # it is one of those, and in use
  if anothers; then
    another_stands || "$ROOT/cluster/guard.sh" off   # which a `make up` that was refused may have left
    die "$(anothers_is_there)" "run 'kind delete cluster --name $CLUSTER' if it is to go"
  fi
  { docker ps -aq --filter "label=org.namingofcats.cluster=$CLUSTER" && ours_named "$CLUSTER-with-lab" && nodes --all; } | remove_containers
}

# kind's network stays when somebody else's cluster uses it, one that is stopped too, or when it was there before us.
remove_network() {
  [[ -e $LAB_CACHE/run/network-is-ours && -z $(docker ps -aq --filter network=kind) ]] || return 0
  docker network rm kind > /dev/null 2>&1 || true
  docker network inspect kind > /dev/null 2>&1 || rm "$LAB_CACHE/run/network-is-ours"
}

forget_context() {
  command -v kubectl > /dev/null || return 0
  local word before
  before=$(cat "$(context_before)" 2> /dev/null || true)
  if [[ $(kubectl config current-context 2> /dev/null) == "kind-$CLUSTER" ]]; then
    kubectl config use-context "$before" > /dev/null 2>&1 || kubectl config unset current-context > /dev/null
  fi
  for word in context cluster user; do kubectl config delete-$word "kind-$CLUSTER" > /dev/null 2>&1 || true; done
  rm -f "$(context_before)"
}

# In this cache, or, by its container outside, in another's; not one that is left of a run that was killed.
another_stands() {
  local name
  any_ours && return
  for name in $(timeout 10 docker ps -a --filter label=org.namingofcats.cluster --format '{{.Label "org.namingofcats.cluster"}}' 2> /dev/null); do
    [[ -e $LAB_CACHE/run/kind-$name.yaml ]] || return 0
  done
  return 1
}

# A cluster beside the lab's goes when its script ends, if that is not killed.
remove_left() { # FILE, see whose.sh, beside
  local CLUSTER
  CLUSTER=$(basename "$1" .yaml | cut -d- -f2-)
  # shellcheck source=cluster/own-cluster.sh
  . "$ROOT/cluster/own-cluster.sh"
  claim_beside
  remove_own_cluster && say "down: $CLUSTER, left of a run that was killed"
}

main() {
  local left
  exec 9> "$LAB_CACHE/run/up.lock"
  ! command -v flock > /dev/null || flock -w 5 9 || die "a 'make' is bringing the lab up, and what it makes would stay" "end it or wait for it, then run this again"
  # The only case where a daemon is started here: ours was killed or the machine was, and its containers cannot be removed without it.
  "$ROOT/cluster/docker.sh" revive
  if timeout 10 docker info > /dev/null 2>&1; then
    remove_from_docker
    for left in "$LAB_CACHE"/run/kind-*.yaml; do [[ ! -e $left ]] || (remove_left "$left") || true; done   # it has said why not
    remove_network
  elif shut_out_of_docker; then
    die "Docker does not let $(id -un) in, so nothing is taken down" "run it as who ran 'make up'"
  elif [[ -e $(ours) ]]; then
    die "Docker does not answer, and $CLUSTER is in it" "start Docker and run it again"
  fi
  forget_context
  rm -f "$(ours)" "$(made_at)"
  another_stands && { say "down: $CLUSTER; another cluster of the lab stays"; return; }
  "$ROOT/cluster/guard.sh" off
  [[ ${1:-} == --keep-docker ]] || "$ROOT/cluster/docker.sh" stop
  say "down: nothing of the lab runs"
}

main "$@"
