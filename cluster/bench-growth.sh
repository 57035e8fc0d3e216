#!/usr/bin/env bash
# bench-growth.sh MODE [OPTION…]: `probe bench growth OPTION…` in a cluster of its own, whose kube-proxy is in MODE, iptables or
# nftables. Needs `make up images` once, for the node image.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
[[ ${1:-} =~ ^(iptables|nftables)$ ]] || die "MODE='${1:-}' is neither iptables nor nftables" "leave it out to measure in the lab's own cluster"
LAB=$CLUSTER
export CLUSTER=growth-$1 CONTEXT=kind-growth-$1
# shellcheck source=cluster/own-cluster.sh
. "$ROOT/cluster/own-cluster.sh"

main() {
  make_own_cluster "$1"
  "$ROOT/probe/probe" bench growth "${@:2}"
}

main "$@"
