#!/usr/bin/env bash
# A race, a proof or a page that is killed outright leaves behind what it did to the cluster's own parts. The next `make up` finds and mends it.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

k() { kubectl --context "kind-$CLUSTER" "$@"; }
desired() { k -n kube-system get daemonset kube-proxy -o 'jsonpath={.status.desiredNumberScheduled}'; }
nowhere() { [[ $(desired) == 0 ]]; }
everywhere() { [[ $(desired) == $(nodes | wc -l) ]]; }

main() {
  local worker said part
  worker=$CLUSTER-worker
  # As CoreDnsDown, KubeProxyDown and Drain do it.
  k -n kube-system scale deployment coredns --replicas=0 > /dev/null
  k -n kube-system patch daemonset kube-proxy -p '{"spec": {"template": {"spec": {"nodeSelector": {"namingofcats.org/no-such-node": "true"}}}}}' > /dev/null
  k cordon "$worker" > /dev/null
  until_true 60 "kube-proxy to be nowhere" nowhere
  said=$("$ROOT/cluster/up.sh" 2>&1) || die "make up fails on what was left: $said" "look at cluster/create.sh"
  for part in "CoreDNS was" "kube-proxy was" "$worker was" "healthy"; do
    [[ $said == *"$part"* ]] || die "make up does not say '$part': $said" "look at cluster/create.sh"
  done
  until_true 60 "kube-proxy on every node" everywhere
  k -n kube-system rollout status deployment/coredns --timeout=60s > /dev/null
  [[ -z $(k get nodes -o 'jsonpath={.items[?(@.spec.unschedulable)].metadata.name}') ]] || die "$worker is still cordoned" "look at cluster/create.sh"
  say "what killed runs leave is put back · ${SECONDS}s"
}

main "$@"
