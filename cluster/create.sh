#!/usr/bin/env bash
# create.sh NODE_IMAGE [LIKE_IT]: the cluster of kind-config.yaml, its nodes Ready and with their Service rules.
# LIKE_IT, if given, is what nodes are made of: NODE_IMAGE with the images of this day's lab in it, which no cluster is made anew for.
# A healthy one is kept; any other of ours is made anew: a half-dead kind node is not worth mending.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
# shellcheck source=cluster/put-back.sh
. "$ROOT/cluster/put-back.sh"

NODE=$1 MADE_OF=${2:-$1}
STATE=$(ours)
LOGS=$LAB_CACHE/logs/$CLUSTER
k() { kubectl --context "kind-$CLUSTER" "$@"; }

# The cluster as it was left: image, configuration, its containers, and the last start of its control plane. A worker that somebody started
# again, as `make race` does, is the one it was.
fingerprint() {
  local ids
  mapfile -t ids < <(nodes --all)
  echo "$NODE $(hash_of kind-config.yaml) $(key_of "$(docker inspect "${ids[@]}" | jq -c '.[] |
    [.Id, .State.Running, (select(.Config.Labels["io.x-k8s.kind.role"] == "control-plane") | .State.StartedAt)]')")"
}

# What a race, a proof or the live page of this machine does to a cluster is none of ours while it runs.
busy() {
  local pid
  for pid in $(pgrep -f 'quarkus-run\.jar (race|prove|soak|page)'); do elsewhere "$pid" || return 0; done
  return 1
}

# Whether that process was told, by its option or else by CONTEXT, of another cluster than this one.
elsewhere() { # PID
  local told
  told=$({ tr '\0' '\n' < "/proc/$1/cmdline" | sed -n '/^--context$/ {n; p}; s/^--context=//p'
    tr '\0' '\n' < "/proc/$1/environ" | sed -n 's/^CONTEXT=//p'; } 2> /dev/null | head -1) || true
  [[ $told == kind-* && $told != "kind-$CLUSTER" ]]   # another name may be this one's too
}

answers() { k get --raw /readyz --request-timeout=5s > /dev/null 2>&1; }

# kind makes the cluster's context the current one; `make down` gives the one before back.
remember_context() {
  local context
  context=$(kubectl config current-context 2> /dev/null) || return 0
  [[ $context == "kind-$CLUSTER" ]] || echo "$context" > "$(context_before)"
}

# A kubeconfig that does not know it, or another of its name, is no reason to lose a cluster.
known() { answers || { remember_context; kind export kubeconfig -q --name "$CLUSTER" > /dev/null 2>&1 && answers; }; }

healthy() {
  [[ -n $(nodes --all) && -s $STATE && $(cat "$STATE") == "$(fingerprint)" ]] &&
    known &&
    k wait --for=condition=Ready nodes --all --timeout=5s > /dev/null 2>&1
}

give_up() {
  kind export logs "$LOGS" --name "$CLUSTER" -q > /dev/null 2>&1 || true
  die "$1" "read $LOGS; 'make up' starts over"
}

create() {
  ! anothers ||   # check-host.sh saw none, but where the lab starts Docker it could not look
    die "$(anothers_is_there)" "run 'kind delete cluster --name $CLUSTER' or use CLUSTER=another"
  if [[ -n $(nodes --all) ]]; then
    ! busy || die "the cluster is not as it was made, and a race, a proof or a page works on it" "wait for its end, or end it"
    say "a cluster is there, but not the wanted one or not healthy: it is made anew"
    nodes --all | remove_containers
  fi
  echo creating > "$STATE"
  daemon_address > "$(made_at)"
  remember_context
  claim_network
  kind create cluster -q --name "$CLUSTER" --config "$ROOT/kind-config.yaml" --image "$MADE_OF" --retain || give_up "kind cannot create the cluster"
  say "kind create cluster took ${SECONDS}s"
  echo "kind create $SECONDS" >> "$LAB_CACHE/measurements.txt"
}

# A refusal is an ICMP message, and Linux sends one host only one of them a second: the third in a row would look like a timeout.
# A node that is started again has forgotten it.
refuse_at_once() {
  local node
  for node in $(nodes --all); do docker exec "$node" sysctl -qw net.ipv4.icmp_ratelimit=0; done
}

# Admission webhooks must not be called before every node's kube-proxy has its rules.
wait_for_nodes() {
  k wait --for=condition=Ready nodes --all --timeout=180s > /dev/null || give_up "the nodes do not become Ready"
  refuse_at_once
  local node
  for node in $(nodes --all); do
    until_true 60 "kube-proxy of $node" docker exec "$node" curl -sf http://127.0.0.1:10256/healthz || give_up "kube-proxy has no rules"
  done
  fingerprint > "$STATE"
}

not_elsewhere
if healthy; then
  refuse_at_once
  put_back
  say "it is there and healthy"
else
  create
  wait_for_nodes
fi
