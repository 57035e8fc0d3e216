# shellcheck shell=bash
# For cluster/test-scripts.sh: guard.sh as root, in networks of its own.

a_guard_sees_its_host() {
  unshare --net iptables -w -t mangle -S > /dev/null 2>&1 || { echo "skip guard.sh: only root can have a network of his own, with iptables" >&2; return; }
  local said
  said=$(unshare --net bash -c 'iptables -w -t nat -N KUBE-SERVICES && iptables -w -t nat -A KUBE-SERVICES -d 10.96.0.1/32 && cluster/guard.sh on' 2>&1) &&
    fail "guard.sh on takes a node's Services away"
  [[ $said == *"is a node of a Kubernetes cluster"* ]] || fail "guard.sh on: $said"
  # With two ways out.
  # shellcheck disable=SC2016 # for the shell there
  said=$(unshare --net bash -c 'for way in one two; do ip link add $way type bridge && ip link set $way up; done
    ip route add default dev one && cluster/guard.sh on && cluster/guard.sh check && echo held &&
    ip route replace default dev two && cluster/guard.sh check' 2>&1) && fail "guard.sh check says nothing of a way out that is not counted"
  [[ $said == held$'\n'*"leave by two are not counted"* ]] || fail "guard.sh check: $said"
  # Of somebody's VPN, or another cluster's pods, within the lab's range.
  # shellcheck disable=SC2016 # for the shell there
  said=$(unshare --net bash -c 'ip link add vpn type bridge && ip link set vpn up && seq -f "route add 10.244.%.0f.0/24 dev vpn" 200 | ip -batch - &&
    for try in 1 2 3 4 5; do ! cluster/guard.sh on || exit 0; done; exit 1' 2>&1) && fail "guard.sh on leaves a way for pods' packets"
  [[ $said == *"already has a route to 10.244.0.0/16"* ]] || fail "guard.sh on: $said"
}
