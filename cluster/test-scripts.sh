#!/usr/bin/env bash
# What scripts do with a Docker, a kind and a kubectl that only pretend (cluster/fake/tool): no cluster is needed and none is touched.
set -o errexit -o nounset -o pipefail
unset CDPATH   # see lab.sh
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

there_are() { mkdir -p "$LAB_CACHE/run"; touch "$LAB_CACHE/.naming-of-cats"; jq -s . | tee "$FAKE/made.json" > "$FAKE/containers.json"; : > "$FAKE/asked"; }

started() { # CONTROL-PLANE WORKER: when
  local of=io.x-k8s.kind.cluster=$CLUSTER role=io.x-k8s.kind.role
  { STARTED=$1 container "$CLUSTER-control-plane" "$of" "$role=control-plane"; STARTED=$2 container "$CLUSTER-worker" "$of" "$role=worker"; } | there_are
}

made() { # anew, of one that was never finished
  started 1 1
  echo creating > "$LAB_CACHE/run/cluster-$CLUSTER"
  says 0 "made anew" cluster/create.sh node:1
}

# A file of cluster/fake is a script's, and each of its functions a_… is a case.
for script in cluster/fake/*.sh; do
  # shellcheck source=/dev/null
  . "$script"
done

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
