#!/usr/bin/env bash
# apply.sh: MetalLB, the Gateway API and Contour in the cluster of $CONTEXT: upstream's manifests with what `ours/` changes, a pool of
# addresses from the Docker network, and then waits until they work. Safe to repeat; the second time it takes seconds.
# With --beforehand only what no pod runs of, while the nodes are still joining: an API server is busy for seconds with definitions.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

HERE=$ROOT/cluster/addons
DEADLINE=300   # seconds for each wait; most of it is for the nodes to pull the images, where they do
k() { kubectl --context "$CONTEXT" "$@"; }

give_up() {
  for namespace in metallb-system projectcontour; do
    say "--- $namespace"
    k -n "$namespace" get pods,jobs,services -o wide >&2 || true
    k -n "$namespace" get events --field-selector type=Warning --sort-by=.lastTimestamp 2>&1 | tail -8 >&2 || true
  done
  die "$1" "see the state above; 'make up' tries again, 'make down up' starts over"
}

apply_manifests() {
  local upstream
  upstream=$("$HERE/manifests.sh")
  cp "$upstream"/*.yaml "$HERE"/ours/*.yaml "$WORK"
  "$HERE/secrets.sh"
  k kustomize "$WORK" | "$@" | put
}

without_pods() { awk -v RS='---\n' '!/(^|\n)kind: (Deployment|DaemonSet)\n/ {print "---"; print}'; }

# On the server's side: the definitions of resources are too long for the annotation that kubectl would keep otherwise. Their fields are
# upstream's and have been looked at: to have kubectl read the API's whole description again costs more than the rest.
put() {
  k apply --server-side --force-conflicts --validate=ignore -f - > "$LAB_CACHE/run/addons.log" 2>&1 ||
    { tail -5 "$LAB_CACHE/run/addons.log" >&2; give_up "the add-ons' manifests are refused"; }
}

apply_pool() { k apply --server-side --force-conflicts -f - <<< "$POOL"; }

wait_for() { # WHAT COMMAND…
  local what=$1
  shift
  say "  waiting for $what"
  "$@" > "$WORK/$BASHPID.log" 2>&1 || { tail -3 "$WORK/$BASHPID.log" >&2; give_up "$what: not within ${DEADLINE}s"; }
}

rolled_out() { wait_for "$2 in $1" k -n "$1" rollout status "$2" --timeout="${DEADLINE}s"; }

main() {
  k version --request-timeout=10s > /dev/null 2>&1 || die "no cluster answers in context '$CONTEXT'" "run 'make up' first, or set CONTEXT"
  mkdir -p "$LAB_CACHE/addons"
  WORK=$(mktemp -d "$LAB_CACHE/addons/tmp.XXXXXX")
  trap 'end_children $$; rm -rf "$WORK"' EXIT
  if [[ ${1:-} == --beforehand ]]; then apply_manifests without_pods; return; fi
  POOL=$("$HERE/pool.sh")
  apply_manifests cat
  # An object of a kind that was defined a moment ago is not known yet.
  wait_for "the Gateway API" until_true $DEADLINE "the GatewayClass to be accepted" \
    k apply --server-side --force-conflicts -f "$HERE/gateway-class.yaml"
  rolled_out metallb-system deployment/controller
  wait_for "MetalLB's webhook to take the pool of addresses" until_true $DEADLINE "the pool to be accepted" apply_pool
  rolled_out metallb-system daemonset/speaker
  rolled_out projectcontour deployment/contour
  rolled_out projectcontour daemonset/envoy
  wait_for "the address of the Service envoy" k -n projectcontour wait service/envoy \
    --for=jsonpath='{.status.loadBalancer.ingress[0].ip}' --timeout="${DEADLINE}s"
}

main "$@"
