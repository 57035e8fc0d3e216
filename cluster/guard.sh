#!/usr/bin/env bash
# guard.sh on|off|check: packets for pod and Service addresses never leave this host by its default route.
# Outside the cluster nobody knows these ranges, so the host would pass such a packet on to somebody's network; so would
# a node whose kube-proxy has no rules yet. The host answers "unreachable" instead, and a counter shows that nothing left.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

PROTO=196   # marks the routes as ours
RANGES=$(awk '/podSubnet:|serviceSubnet:/ {print $2}' "${KIND_CONFIG:-$ROOT/kind-config.yaml}")

counter() { # ACTION RANGE: a rule without a target only counts
  iptables -w -t mangle "$1" POSTROUTING -o "$(uplink)" -d "$2" -m comment --comment naming-of-cats
}

uplink() { ip -o route show default | awk '{for (i = 1; i < NF; i++) if ($i == "dev") {print $(i + 1); exit}}'; }

counted() { command -v iptables > /dev/null && [[ -n $(uplink) ]]; }

on() {
  local range
  for range in $RANGES; do
    ! ip route show root "$range" | grep -v "proto $PROTO" > /dev/null ||   # no -q, which hangs up on a long list
      die "this host already has a route to $range" "change the ranges in kind-config.yaml"
    # A route is looked up before a Service's address is translated: a node would lose its own cluster's Services.
    [[ $(iptables -w -t nat -S KUBE-SERVICES 2> /dev/null) != *"-d ${range%.*.*}."* ]] ||
      die "this host is a node of a Kubernetes cluster, with Services in $range" "change the ranges in kind-config.yaml, or remove what is left of one: iptables -t nat -F KUBE-SERVICES"
    ip route replace unreachable "$range" proto $PROTO
    counted || continue
    counter -C "$range" 2> /dev/null || counter -A "$range"
  done
}

# Of every way out that there has been: a machine that changed networks has a counter for each.
forget_counters() { # RANGE
  command -v iptables > /dev/null || return 0
  local rule
  iptables -w -t mangle -S POSTROUTING 2> /dev/null | grep -F naming-of-cats | grep -F -- "$1" | while read -r -a rule; do
    iptables -w -t mangle -D "${rule[@]:1}"
  done || true
}

off() {
  local range
  for range in $RANGES; do
    ip route del unreachable "$range" proto $PROTO 2> /dev/null || true
    forget_counters "$range"
  done
}

check() {
  local range address left
  for range in $RANGES; do
    address=${range%.*}.77
    ! ip route get "$address" > /dev/null 2>&1 || die "the host has a way to $address" "run cluster/guard.sh on"
    counted || { say "guard: no iptables or no default route here, so nothing is counted"; continue; }
    # A machine that changed networks has a rule for the way out that it had.
    counter -C "$range" 2> /dev/null || die "packets for $range that leave by $(uplink) are not counted" "run cluster/guard.sh on"
    left=$(iptables -w -t mangle -nvxL POSTROUTING | awk -v r="$range" '/naming-of-cats/ && index($0, r) {n += $1} END {print n + 0}')
    ((left == 0)) || die "$left packets for $range left this host" "run cluster/guard.sh on, then look for who sent them"
  done
}

main() {
  [[ $EUID == 0 ]] || { say "guard: not root, so packets for pod addresses are not held back here"; return; }
  command -v ip > /dev/null || [[ ${1:-} == off ]] || die "there is no 'ip' to keep packets for pods on this host with" "install iproute2"
  case ${1:-} in
    on | off | check) "$1" ;;
    *) die "guard.sh: unknown word '${1:-}'" "use on, off or check" ;;
  esac
}

main "$@"
