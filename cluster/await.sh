#!/usr/bin/env bash
# await.sh: waits until all of the lab is ready and has its addresses; says what it waited for when it gives up.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
# shellcheck source=cluster/deployed.sh
. "$ROOT/cluster/deployed.sh"

trap 'end_children $$' EXIT
ADDRESS="--for=jsonpath={.status.loadBalancer.ingress[0].ip}"

# Side by side; each has a deadline and says what it waits for.
wait_for() { # WHAT COMMAND…
  local what=$1
  shift
  (
    "$@" > /dev/null 2>&1 || { say "  $what: not ready after ${SECONDS}s"; exit 1; }
    say "  $what: ready · ${SECONDS}s"
  ) &
  waits+=($!)
}

in_time() { # SECONDS KUBECTL-ARGUMENT…
  timeout "$1" kubectl --context "kind-$CLUSTER" "${@:2}" --timeout="$1s"
}

# Contour writes an Ingress's address once. What it wants written in the moment when it becomes who may write is dropped (Contour 1.33,
# internal/k8s/status.go, Send), so whoever has waited long changes the Ingress, and Contour looks at it again.
ingress_address() {
  in_time 20 -n naming-of-cats wait ingress/lab "$ADDRESS" || {
    k -n naming-of-cats annotate ingress lab --overwrite "namingofcats.org/waited-for-since=$(date +%s)"
    in_time 160 -n naming-of-cats wait ingress/lab "$ADDRESS"
  }
}

wait_for_all() {
  local waits=() pid failed=0 name
  say "waiting for the workloads and their addresses (at most 180s)"
  for name in deployment/service-a deployment/service-b daemonset/agent; do
    wait_for "$name" in_time 180 -n naming-of-cats rollout status "$name"
  done
  wait_for daemonset/node-agent in_time 180 -n naming-of-cats-nodes rollout status daemonset/node-agent
  if has_load_balancer; then wait_for_addresses; fi
  for pid in "${waits[@]}"; do wait "$pid" || failed=1; done
  ((failed == 0)) || { show_state >&2; die "the lab does not become ready" "see the pods and events above; 'make deploy' tries again"; }
}

# A cluster without MetalLB and Contour is a lab too; the probe says which paths it lacks. up.sh says when they are on their way.
has_load_balancer() { [[ -n ${LOAD_BALANCER:-} ]] || k get namespace metallb-system > /dev/null 2>&1; }

wait_for_addresses() {
  local names   # apart from the loop, which would take a failure for none
  names=$(k -n naming-of-cats get services -o jsonpath='{.items[?(@.spec.type=="LoadBalancer")].metadata.name}')
  for name in $names; do
    wait_for "address of $name" in_time 180 -n naming-of-cats wait "service/$name" "$ADDRESS"
  done
  wait_for "address of ingress/lab" ingress_address
}

show_state() {
  local namespace
  for namespace in "${NAMESPACES[@]}"; do
    k -n "$namespace" get pods -o wide || true
    k -n "$namespace" get events --field-selector type=Warning --sort-by=.lastTimestamp | tail -15 || true
  done
}

wait_for_all
