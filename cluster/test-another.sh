#!/usr/bin/env bash
# The probe runs unchanged against a cluster that `make` did not make: plain `kind create` with cluster/another.yaml. What that
# cluster lacks must be skipped with its reason, everything else must pass. Needs `make up images` once, for the node image.
set -o errexit -o nounset -o pipefail
LAB=${CLUSTER:-naming-of-cats}
export CLUSTER=another-cat CONTEXT=kind-another-cat
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
# shellcheck source=cluster/own-cluster.sh
. "$ROOT/cluster/own-cluster.sh"
# shellcheck source=cluster/expect.sh
. "$ROOT/cluster/expect.sh"

REPORT=$ROOT/target/another-report

# Which checks came to a verdict, as ids.
ids() { jq -r --arg verdict "$1" '.checks[] | select(.verdict == $verdict) | .id' "$REPORT/report.json"; }

skips_what_is_not_there() {
  local id
  for id in load-balancer/from-outside ingress/from-outside pod-ip/from-other-node cluster-ip/by-{ip,name}-from-other-node node-port/without-replica; do
    grep -qx "$id" <<< "$(ids SKIPPED)" || return 1
  done
}

skips_say_why() { [[ $(jq '[.checks[] | select(.verdict == "SKIPPED" and (.reason | length) < 10)] | length' "$REPORT/report.json") == 0 ]]; }

main() {
  local code=0
  make_own_cluster nftables
  "$ROOT/probe/probe" verify --report "$REPORT" || code=$?
  expect "exit code 0" test "$code" == 0
  expect "kube-proxy runs in nftables mode" test "$(jq -r .cluster.proxyMode "$REPORT/report.json")" == nftables
  expect "some checks pass" test "$(ids PASS | wc -l)" -gt 20
  expect "what is not there is skipped" skips_what_is_not_there
  expect "every skip says why" skips_say_why
  code=0
  "$ROOT/probe/probe" verify --report "$REPORT" --require all > /dev/null || code=$?
  expect "--require all makes a skip fail" test "$code" == 1
  return "$FAILED"
}

main "$@"
