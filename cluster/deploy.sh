#!/usr/bin/env bash
# deploy.sh: brings the images and k8s/ to the cluster and the outside vantage beside it, and waits until all of it answers.
# Safe to run again: what is as it should be is left alone. Nothing is pruned: what nobody declares any more stays.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

NAMESPACES=(naming-of-cats naming-of-cats-nodes)
TAG=$("$ROOT/cluster/images.sh" --tag)
# Never the user's current context: a deploy to the wrong cluster is worse than none.
k() { kubectl --context "kind-$CLUSTER" --request-timeout=20s "$@"; }
put() { k apply --server-side --force-conflicts --field-manager=naming-of-cats -f - > /dev/null; }

# The run's token is made once: agents that run already have it in their environment.
make_token() {
  local namespace token
  token=$(k -n "${NAMESPACES[0]}" get secret run-token -o jsonpath='{.data.token}' --ignore-not-found | base64 -d)
  token=${token:-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')}
  for namespace in "${NAMESPACES[@]}"; do
    put << YAML
{apiVersion: v1, kind: Secret, metadata: {name: run-token, namespace: $namespace}, stringData: {token: $token}}
YAML
  done
}

# A manifest of a kind that this cluster does not know would be refused; the probe says which path it lacks.
knows_gateways() { k get --raw /apis/gateway.networking.k8s.io/v1 > /dev/null 2>&1; }

manifests() {
  local file
  [[ -z ${LOAD_BALANCER:-} ]] || until_true 120 "the Gateway API" knows_gateways
  for file in "$ROOT"/k8s/base/*.yaml "$ROOT"/k8s/paths/*.yaml; do
    if [[ $file == */gateway.yaml ]] && ! knows_gateways; then say "  no Gateway API in this cluster: without ${file##*/}"; else echo "$file"; fi
  done
}

apply() {
  local file files pods
  mapfile -t files < <(manifests)
  pods=$(pod_range)   # network-policy.yaml tells pods from others by it
  put < "$ROOT/k8s/base/namespace.yaml"
  make_token
  # A pod restarts exactly when its image has changed: the tag is a hash of what is in it.
  for file in "${files[@]}"; do sed "s|\(image: naming-of-cats/[a-z-]*\):dev$|\1:$TAG|; s|10\.244\.0\.0/16|$pods|" "$file"; done | put
}

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

main() {
  k get --raw /readyz > /dev/null 2>&1 || die "the API server of context kind-$CLUSTER does not answer" "run 'make up'"
  "$ROOT/cluster/images.sh" load   # before anything is changed: pods whose image is nowhere help nobody
  say "deploying k8s/ with images :$TAG"
  apply
  "$ROOT/cluster/outside.sh" "$TAG"
  wait_for_all
  say "deployed · ${SECONDS}s"
}

main "$@"
