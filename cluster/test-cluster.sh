#!/usr/bin/env bash
# Is this a cluster as any other? DNS, hairpin, session affinity, hostPort, exec, logs, port-forward, and nothing leaks out of it.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

NS=test-cluster-$$
PORT=$((20000 + RANDOM % 10000))
failed=0
k() { kubectl --context "$CONTEXT" --namespace "$NS" "$@"; }

# passes WHAT COMMAND…: rules and names take a moment to spread, hence the deadline.
passes() {
  local what=$1
  shift
  if until_true 20 "$what" "$@"; then echo "ok   $what"; else echo "FAIL $what"; failed=$((failed + 1)); fi
}

toolbox() { # an image with busybox that the nodes have, or can get
  if have_image naming-of-cats/pod-network:dev; then echo docker.io/naming-of-cats/pod-network:dev; else echo "$TOOLBOX_IMAGE"; fi
}

get() { k exec "$1" -- busybox wget -q -O - "http://$2"; }

answered_by() { [[ $(get "$1" "$2") == "$3" ]]; }

affinity() { [[ $(for _ in {1..12}; do get one faithful; done | sort -u | wc -l) == 1 ]]; }

host_port() {
  local node
  node=$(k get pod two -o 'jsonpath={.status.hostIP}')
  answered_by one "$node:18080" two
}

port_forward() {
  k port-forward pod/one "$PORT:8080" & local forward=$!
  until_true 10 "port-forward" curl -sf "http://127.0.0.1:$PORT" || true
  local answer
  answer=$(curl -sf "http://127.0.0.1:$PORT" || true)
  kill $forward
  [[ $answer == one ]]
}

# Not "timed out" and no answer: the packet was told that it cannot go there.
held_back() { # ADDRESS
  docker exec "$CLUSTER-control-plane" curl -sv -m 5 "http://$1" 2>&1 | grep -q 'No route to host\|unreachable'
}

unknown_addresses() {
  local own
  own=$(k get node "$CLUSTER-control-plane" -o 'jsonpath={.spec.podCIDR}')
  held_back 10.96.255.254 && held_back "${own%.*}.254"
}

main() {
  trap 'kubectl --context "$CONTEXT" delete namespace "$NS" --wait=false > /dev/null 2>&1 || true' EXIT
  kubectl --context "$CONTEXT" create namespace "$NS" > /dev/null
  sed "s|IMAGE|$(toolbox)|" "$ROOT/cluster/test-cluster.yaml" | k apply -f - > /dev/null
  passes "pods start on two nodes" k wait --for=condition=Ready pod one two --timeout=1s
  passes "exec" k exec one -- busybox true
  passes "logs" bash -c "kubectl --context $CONTEXT -n $NS logs one | grep -qx started"
  passes "port-forward" port_forward
  passes "DNS and ClusterIP" answered_by two "alone.$NS.svc.cluster.local" one
  passes "hairpin: a pod reaches itself by its Service" answered_by one alone one
  passes "session affinity" affinity
  passes "hostPort" host_port
  passes "packets for unknown Services and dead pods are held back" unknown_addresses
  passes "no packet for pods or Services left the host" "$ROOT/cluster/guard.sh" check
  ((failed == 0))
}

main "$@"
