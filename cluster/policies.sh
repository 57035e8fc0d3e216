#!/usr/bin/env bash
# policies.sh: has the lab's NetworkPolicies enforced, by kube-router's firewall on every node, until `make down`. Safe to repeat.
# Only where the lab was built here: the cluster that kind's own image makes has kindnet, which enforces them itself.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

k() { kubectl --context "kind-$CLUSTER" -n kube-system "$@"; }

# It calls itself ready before it has looked at anything, and makes chains of its own before it has one for a pod.
rules_everywhere() {
  local node nodes   # apart from the loop, which would take a failure for none
  nodes=$(k get pods --all-namespaces -o json | jq -r '.items[] | select(.spec.hostNetwork | not) | .spec.nodeName // empty' | sort -u) && [[ -n $nodes ]] || return
  for node in $nodes; do
    docker exec "$node" iptables-save --table filter | grep KUBE-POD-FW- > /dev/null || return
  done
}

main() {
  local image found
  found=$(k get daemonsets -o name 2> /dev/null) || die "there is no cluster $CLUSTER" "run 'make lab'"
  [[ $found != *kindnet* ]] || { say "policies: this cluster's pod network is kindnet, which enforces them"; return; }
  say "policies: kube-router $KUBEROUTER_VERSION, its firewall alone, on every node"
  image=$("$ROOT/cluster/policies/image.sh")
  sed "s|naming-of-cats/kube-router:KEY|$image|; s|SERVICE_RANGE|$(service_range)|" "$ROOT/cluster/policies/kube-router.yaml" |
    k apply --server-side --force-conflicts --field-manager=naming-of-cats -f - > /dev/null
  k rollout status daemonset/kube-router --timeout=120s > /dev/null ||
    die "kube-router does not become ready" "read kubectl -n kube-system logs daemonset/kube-router"
  until_true 60 "kube-router's rules on every node" rules_everywhere ||
    die "kube-router writes no rules" "read kubectl -n kube-system logs daemonset/kube-router"
  say "policies: enforced on $(nodes | wc -l) nodes · ${SECONDS}s"
}

main "$@"
