#!/usr/bin/env bash
# A second `make lab` builds and loads nothing, `make up` heals a cluster whose node was killed, and `make down` leaves nothing of the lab. To be run
# last, since it takes the lab down.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

FAILED=0
has() { [[ $2 == *"$3"* ]] || { say "FAIL $1 does not say '$3': $2"; FAILED=1; }; }   # WHAT OUTPUT TEXT
left() { [[ -z $2 ]] || { say "FAIL make down leaves $1: $2"; FAILED=1; }; }            # WHAT OUTPUT

again() {
  local said
  make -C "$ROOT" lab > /dev/null 2>&1 || die "make lab fails" "run it"
  said=$(make -C "$ROOT" lab 2>&1) || die "a second make lab fails: $said" "see above"
  has "a second make lab" "$said" "it is there and healthy"
  has "a second make lab" "$said" "images: no node lacks"
  has "its log of the images" "$(< "$LAB_CACHE/run/images.log")" "nothing has changed"
}

healed() {
  local said
  docker kill "$CLUSTER-worker" > /dev/null
  said=$("$ROOT/cluster/up.sh" 2>&1) || die "make up fails when a node was killed: $said" "look at cluster/create.sh"
  has "make up after a node was killed" "$said" "made anew"
  kubectl --context "kind-$CLUSTER" wait --for=condition=Ready nodes --all --timeout=5s > /dev/null || FAILED=1
}

down() {
  local network daemon
  network=$(ls "$LAB_CACHE/run/network-is-ours" 2> /dev/null || true)
  daemon=$(cat "$LAB_CACHE/run/dockerd.pid" 2> /dev/null || true)
  "$ROOT/cluster/down.sh" --keep-docker
  left "containers" "$(docker ps -aq --filter "label=org.namingofcats.cluster=$CLUSTER" && docker ps -aq --filter "name=^/$CLUSTER-" && nodes --all)"
  [[ -z $network ]] || left "its network" "$(docker network ls --quiet --filter 'name=^kind$')"
  "$ROOT/cluster/down.sh"
  left "its context" "$(kubectl config get-contexts --output name | grep -x "kind-$CLUSTER" || true)"
  left "routes" "$(ip route show proto 196 2> /dev/null || true)"
  left "rules" "$(iptables -w -t mangle -S POSTROUTING 2> /dev/null | grep naming-of-cats || true)"
  [[ -z $daemon ]] || left "its dockerd" "$(ps -o comm= -p "$daemon" || true)"
  "$ROOT/cluster/down.sh"   # twice does no harm
}

main() {
  for part in again healed down; do
    "$part"
    say "test-down: $part · ${SECONDS}s"
  done
  return "$FAILED"
}

main "$@"
