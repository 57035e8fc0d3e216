#!/usr/bin/env bash
# What scripts do with a Docker, a kind and a kubectl that only pretend (cluster/fake/tool): no cluster is needed and none is touched.
set -o errexit -o nounset -o pipefail
cd "$(dirname "$0")/.."
# shellcheck source=cluster/pretend.sh
. cluster/pretend.sh

failures=0
fail() { printf 'FAIL %s\n' "$*" >&2; failures=$((failures + 1)); }

# says CODE TEXT COMMAND…: how it ends and what it says, as nobody: root's guard.sh would take back the routes of a lab that is up.
says() {
  local code=0 said
  said=$(as_nobody "$FAKE:$PATH" "${@:3}" 2>&1 < /dev/null) || code=$?
  if ((code != $1)) || [[ $said != *"$2"* ]]; then fail "${*:3}: code $code, said: $said"; fi
}

asked() { grep -q -- "$1" "$FAKE/asked" || fail "nobody asked for '$1': $(cat "$FAKE/asked")"; }

# container NAME LABEL=VALUE…, whose id no real one has, with the time of its start in $STARTED
container() {
  jq -n --arg id "pretended-$1" --arg name "$1" --arg started "${STARTED:-1}" '{Id: $id, Name: $name, State: {Running: true, StartedAt: $started},
    Config: {Image: ($ENV.IMAGE // "somebody/else"), Labels: ($ARGS.positional | map(split("=") | {(.[0]): .[1]}) | add)}}' --args "${@:2}"
}

there_are() { mkdir -p "$LAB_CACHE/run"; jq -s . | tee "$FAKE/made.json" > "$FAKE/containers.json"; : > "$FAKE/asked"; }

started() { # CONTROL-PLANE WORKER: when
  local of=io.x-k8s.kind.cluster=$CLUSTER role=io.x-k8s.kind.role
  { STARTED=$1 container "$CLUSTER-control-plane" "$of" "$role=control-plane"; STARTED=$2 container "$CLUSTER-worker" "$of" "$role=worker"; } | there_are
}

made() { # anew, of one that was never finished
  started 1 1
  echo creating > "$LAB_CACHE/run/cluster-$CLUSTER"
  says 0 "made anew" cluster/create.sh node:1
}

# As a race leaves it, or is about to.
a_cluster_that_is_as_it_was_is_kept() {
  made
  started 1 2
  says 0 "there and healthy" cluster/create.sh node:1
  asked "docker exec pretended-$CLUSTER-worker sysctl"   # it had forgotten that
  started 2 2
  touch "$FAKE/race"
  says 1 "wait for its end" cluster/create.sh node:1
  rm "$FAKE/race"
  says 0 "made anew" cluster/create.sh node:1
}

a_context_is_given_back() {
  local before
  for before in prod ''; do
    echo "$before" > "$FAKE/context"
    made
    started 2 2
    says 0 "made anew" cluster/create.sh node:1
    says 0 "nothing of the lab runs" cluster/down.sh
    [[ $(cat "$FAKE/context") == "$before" ]] || fail "the context is '$(cat "$FAKE/context")' and not '$before', as it was"
  done
}

a_cluster_of_another_daemon_is_not_forgotten() {
  made
  echo unix:///another.sock > "$FAKE/daemon"
  says 1 "was made at unix:///var/run/docker.sock" cluster/down.sh
  says 1 "was made at unix:///var/run/docker.sock" cluster/create.sh node:1
  [[ -e $LAB_CACHE/run/cluster-$CLUSTER ]] || fail "nobody knows it any more"
  echo unix:///var/run/docker.sock > "$FAKE/daemon"
  says 0 "nothing of the lab runs" cluster/down.sh
}

# What `make another` and `make bench-up` leave when they are killed; the second has the lab's ranges.
a_cluster_beside_goes_with_make_down() {
  local of=io.x-k8s.kind.cluster
  { container x-cat-control-plane $of=x-cat; container a-bare-control-plane $of=a-bare; container his-control-plane $of=his; } | there_are
  touch "$LAB_CACHE/run/kind-x-cat.yaml" "$LAB_CACHE/run/kind-a-bare.yaml"
  says 0 "down: x-cat, left of" cluster/down.sh
  asked "docker rm .*pretended-x-cat-control-plane"
  asked "docker rm .*pretended-a-bare-control-plane"
  [[ -z $(compgen -G "$LAB_CACHE/run/kind-*") ]] || fail "the marks of what has gone stay"
  [[ $(jq -r '.[].Name' "$FAKE/containers.json") == his-control-plane ]] || fail "somebody else's is gone: $(cat "$FAKE/asked")"
}

a_name_is_not_enough() {
  container "$CLUSTER-with-lab" some=label | there_are
  says 0 "nothing of the lab runs" cluster/down.sh
  [[ $(jq length "$FAKE/containers.json") == 1 ]] || fail "somebody else's container is gone: $(cat "$FAKE/asked")"
  container "$CLUSTER-outside" some=label | there_are
  says 1 "somebody else's by that name has to go" cluster/outside.sh tag
  [[ $(jq length "$FAKE/containers.json") == 1 ]] || fail "somebody else's container is gone: $(cat "$FAKE/asked")"
  IMAGE=naming-of-cats/node:1 container "$CLUSTER-with-lab" some=label | there_are
  says 0 "nothing of the lab runs" cluster/down.sh
  asked "docker rm .*pretended-$CLUSTER-with-lab"
}

# Whose JVM would run for good.
a_training_that_was_killed_goes_with_make_clean() {
  { container training org.namingofcats.made-for=images; container his some=label; } | there_are
  says 0 "cache is gone" cluster/clean.sh
  [[ $(jq -r '.[].Name' "$FAKE/containers.json") == his ]] || fail "a training stays, or somebody else's goes: $(cat "$FAKE/asked")"
  touch "$FAKE/off"
  says 0 "the lab's images stay" cluster/clean.sh
  rm "$FAKE/off"
}

a_list_that_cannot_be_had_is_no_empty_one() {
  says 0 "address of ingress/lab: ready" env LOAD_BALANCER=yes cluster/await.sh
  touch "$FAKE/off"
  says 1 "" env LOAD_BALANCER=yes cluster/await.sh
  rm "$FAKE/off"
}

a_build_waits_for_the_other() {
  mkdir -p target
  printf '#!/bin/sh\necho built\n' > mvnw
  says 0 built cluster/maven.sh test
  exec 8> target/images.lock
  flock 8
  says 124 "waiting for another build" timeout 1 cluster/maven.sh test
  exec 8>&-
}

# In networks of their own, which only root can have: the second has two ways out.
a_guard_sees_its_host() {
  unshare --net true 2> /dev/null || { echo "skip guard.sh: only root can have a network of his own" >&2; return; }
  local said
  said=$(unshare --net bash -c 'iptables -w -t nat -N KUBE-SERVICES && iptables -w -t nat -A KUBE-SERVICES -d 10.96.0.1/32 && cluster/guard.sh on' 2>&1) &&
    fail "guard.sh on takes a node's Services away"
  [[ $said == *"is a node of a Kubernetes cluster"* ]] || fail "guard.sh on: $said"
  # shellcheck disable=SC2016 # for the shell there
  said=$(unshare --net bash -c 'for way in one two; do ip link add $way type bridge && ip link set $way up; done
    ip route add default dev one && cluster/guard.sh on && cluster/guard.sh check && echo held &&
    ip route replace default dev two && cluster/guard.sh check' 2>&1) && fail "guard.sh check says nothing of a way out that is not counted"
  [[ $said == held$'\n'*"leave by two are not counted"* ]] || fail "guard.sh check: $said"
}

main() {
  local part cases=0 tool
  export FAKE=$scratch/fake
  mkdir "$FAKE"
  for tool in docker kind kubectl pgrep; do cp cluster/fake/tool "$FAKE/$tool"; done
  touch "$FAKE/context"
  echo unix:///var/run/docker.sock > "$FAKE/daemon"
  in_a_copy
  for part in $(compgen -A function a_); do
    "$part"
    cases=$((cases + 1))
  done
  echo "scripts: $cases cases, $failures failures" >&2
  ((cases > 0 && failures == 0))
}

main "$@"
