#!/usr/bin/env bash
# await.sh: waits until all of the lab is ready and has its addresses; says what it waited for when it gives up.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
# shellcheck source=cluster/deployed.sh
. "$ROOT/cluster/deployed.sh"

# Side by side; each has a deadline and says what it waits for.
wait_for() { # NAMESPACE WHAT COMMAND…
  local namespace=$1 what=$2
  shift 2
  (
    timeout 180 kubectl --context "kind-$CLUSTER" -n "$namespace" "$@" > /dev/null 2>&1 || { say "  $what: not ready after ${SECONDS}s"; exit 1; }
    say "  $what: ready · ${SECONDS}s"
  ) &
  waits+=($!)
}

wait_for_all() {
  local waits=() pid failed=0 name
  say "waiting for the workloads and their addresses (at most 180s)"
  for name in deployment/service-a deployment/service-b daemonset/agent; do
    wait_for naming-of-cats "$name" rollout status "$name" --timeout=180s
  done
  wait_for naming-of-cats-nodes daemonset/node-agent rollout status daemonset/node-agent --timeout=180s
  if has_load_balancer; then wait_for_addresses; fi
  for pid in "${waits[@]}"; do wait "$pid" || failed=1; done
  ((failed == 0)) || { show_state >&2; die "the lab does not become ready" "see the pods and events above; 'make deploy' tries again"; }
}

# A cluster without MetalLB and Contour is a lab too; the probe says which paths it lacks. up.sh says when they are on their way.
has_load_balancer() { [[ -n ${LOAD_BALANCER:-} ]] || k get namespace metallb-system > /dev/null 2>&1; }

wait_for_addresses() {
  for name in $(k -n naming-of-cats get services -o jsonpath='{.items[?(@.spec.type=="LoadBalancer")].metadata.name}'); do
    wait_for naming-of-cats "address of $name" wait "service/$name" --for=jsonpath='{.status.loadBalancer.ingress[0].ip}' --timeout=180s
  done
  wait_for naming-of-cats "address of ingress/lab" wait ingress/lab --for=jsonpath='{.status.loadBalancer.ingress[0].ip}' --timeout=180s
}

show_state() {
  local namespace
  for namespace in "${NAMESPACES[@]}"; do
    k -n "$namespace" get pods -o wide || true
    k -n "$namespace" get events --field-selector type=Warning --sort-by=.lastTimestamp | tail -15 || true
  done
}

wait_for_all
