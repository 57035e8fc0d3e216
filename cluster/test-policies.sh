#!/usr/bin/env bash
# `make policies` in the lab that is up: then nothing of a verification is skipped any more, and a policy that lets everybody in is
# noticed by the one check that must. The policies stay enforced until `make down`.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
# shellcheck source=cluster/expect.sh
. "$ROOT/cluster/expect.sh"

REPORT=$ROOT/target/policies-report

k() { kubectl --context "kind-$CLUSTER" -n naming-of-cats "$@"; }
failed() { jq -r '.checks[] | select(.verdict == "FAIL") | .id' "$REPORT/report.json"; }

verify() { # OPTION…; prints its exit code
  local code=0
  "$ROOT/probe/probe" verify --report "$REPORT" --patience 30 "$@" >&2 || code=$?
  echo "$code"
}

let_in() { # NAME: everybody
  k apply -f - > /dev/null << YAML
{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: $1}, spec: {podSelector: {}, ingress: [{}]}}
YAML
}

main() {
  "$ROOT/cluster/policies.sh"
  "$ROOT/cluster/policies.sh"   # safe to repeat
  expect "every check passes, none is skipped" test "$(verify --require all)" == 0
  trap 'k delete networkpolicy everybody --ignore-not-found > /dev/null' EXIT
  let_in everybody
  expect "a policy that lets everybody in fails the verification" test "$(verify --path pod-ip)" == 1
  expect "and just the one check that must notice" test "$(failed)" == pod-ip/closed-to-other-namespaces
  return "$FAILED"
}

main "$@"
