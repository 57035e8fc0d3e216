#!/usr/bin/env bash
# Every incident of lab page 12, or those that are named, as a learner meets them: it shows, a wrong diagnosis is refused, the right
# one is taken, a repair is accepted. Then each once more without a repair: the next one begins by putting the lab back.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

LAB='kubectl -n naming-of-cats'
failures=0
kubectl() { command kubectl --context "$CONTEXT" "$@"; }

# expect CODE TEXT COMMAND…: what the learner is told, and with which exit code.
expect() {
  local wanted=$1 text=$2 said code=0
  shift 2
  said=$("$@" 2>&1) || code=$?
  ((code == wanted)) && [[ $said == *"$text"* ]] && return
  say "FAIL $*: code $code, said: $said"
  failures=$((failures + 1))
}

# The command that `lab check` of any other page names, where an object of the lab is changed; else what a learner finds out.
repair() {
  local undo
  undo=$(probe/probe lab check 01 | sed -n 's/^  undo: //p' || true)
  if [[ -n $undo ]]; then eval "$undo"; return; fi
  case $1 in
    no-dns) kubectl -n kube-system scale deployment coredns --replicas 2 ;;
    passport-forged-by-a-wrong-pod) $LAB delete pods -l forger --grace-period 1 ;;
    no-address-to-be-had) $LAB annotate service service-a-load-balancer metallb.io/loadBalancerIPs- ;;
    sidecar-gone-so-not-ready) $LAB delete pods -l app.kubernetes.io/name=service-a ;;
    sidecar-on-another-pods-localhost) $LAB delete pods -l app.kubernetes.io/name=agent ;;
    outside-has-a-way-to-*)
      local image
      image=$(docker inspect -f '{{.Config.Image}}' "$CLUSTER-outside")
      docker rm -f "$CLUSTER-outside"
      "$ROOT/cluster/outside.sh" "${image##*:}" ;;
    *) say "FAIL $1: nobody knows how to repair it"; failures=$((failures + 1)) ;;
  esac
}

repaired() { probe/probe lab check 12 | grep "lab 12: done: it was $1, and all checks pass again"; }

as_a_learner() { # INCIDENT WRONG
  expect 0 "one thing is broken now" probe/probe lab incident --seed "$1"
  expect 1 "no: " probe/probe lab diagnose "$2"
  expect 0 "hint 1 of 4: these checks fail: " probe/probe lab hint
  expect 0 "right: it is $1." probe/probe lab diagnose "$1"
  repair "$1" > "$LAB_CACHE/run/repair.log" 2>&1 || { say "FAIL $1: the repair fails: $(tail -1 "$LAB_CACHE/run/repair.log")"; failures=$((failures + 1)); }
  until_true 120 "the repair of $1 to be accepted" repaired "$1" || failures=$((failures + 1))
  say "$1: seen, refused, found, repaired · ${SECONDS}s"
}

# What the incident broke is gone, and nobody is left who could be asked; what it broke may be no part of the lab.
taken_away() { # INCIDENT KUBECTL…
  expect 0 "one thing is broken now" probe/probe lab incident --seed "$1"
  expect 0 "" kubectl -n naming-of-cats "${@:2}"
  expect 0 "the lab is as it was deployed" probe/probe lab reset
  expect 0 " 0 failed" probe/probe verify --read-only
  say "$1, and ${*:2}: reset · ${SECONDS}s"
}

main() {
  local all name names=("$@")
  cd "$ROOT"
  mapfile -t all < <(probe/probe lab diagnose)
  ((${#all[@]} > 1)) || die "'probe lab diagnose' names no incidents" "see above"
  (($#)) || names=("${all[@]}")
  for name in "${names[@]}"; do as_a_learner "$name" "$([[ $name == "${all[0]}" ]] && echo "${all[1]}" || echo "${all[0]}")"; done
  for name in "${names[@]}"; do expect 0 "one thing is broken now" probe/probe lab incident --seed "$name"; say "$name: after a reset · ${SECONDS}s"; done
  expect 0 "the lab is as it was deployed" probe/probe lab reset
  expect 0 " 0 failed" probe/probe verify --read-only
  taken_away service-selector-matches-nobody delete service service-b
  taken_away ingress-backends-swapped patch ingress lab --type json -p '[{"op": "remove", "path": "/spec/rules/0/http/paths/1"}]'
  taken_away no-dns scale deployment --all --replicas 0
  say "incidents: ${#names[@]}, failures: $failures"
  ((failures == 0))
}

main "$@"
