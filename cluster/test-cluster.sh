#!/usr/bin/env bash
# Is this a cluster as any other? DNS, hairpin, session affinity, hostPort, exec, logs, port-forward, and nothing leaks out of it.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

CONTEXT=kind-$CLUSTER   # never another one, whatever the probe is pointed at
NS=test-cluster-$$
PORT=$((20000 + RANDOM % 10000))
passed=0
failed=0
k() { kubectl --context "$CONTEXT" --namespace "$NS" "$@"; }

# passes WHAT COMMAND…: rules and names take a moment to spread, hence the deadline.
passes() {
  local what=$1
  shift
  if until_true 20 "$what" "$@"; then echo "ok   $what"; passed=$((passed + 1)); else echo "FAIL $what"; failed=$((failed + 1)); fi
}

toolbox() { # an image with busybox that the nodes have, or can get
  local ours=docker.io/naming-of-cats/pod-network:dev
  if [[ $(docker exec "$CLUSTER-control-plane" ctr --namespace k8s.io images ls -q) == *"$ours"* ]]; then echo "$ours"; else echo "$TOOLBOX_IMAGE"; fi
}

get() { timeout 10 kubectl --context "$CONTEXT" --namespace "$NS" exec "$1" -- busybox wget -q -O - "http://$2"; }   # a wget waits for two minutes

answered_by() { [[ $(get "$1" "$2") == "$3" ]]; }

affinity() { [[ $(for _ in {1..12}; do get echo-0 faithful; done | sort -u | wc -l) == 1 ]]; }

host_port() {
  local node
  node=$(k get pod echo-1 -o 'jsonpath={.status.hostIP}')
  answered_by echo-0 "$node:18080" echo-1
}

port_forward() {
  kubectl --context "$CONTEXT" --namespace "$NS" port-forward pod/echo-0 "$PORT:8080" & local forward=$!   # itself, so that it can be ended
  until_true 10 "port-forward" curl -sf "http://127.0.0.1:$PORT" || true
  local answer
  answer=$(curl -sf "http://127.0.0.1:$PORT" || true)
  kill $forward
  [[ $answer == echo-0 ]]
}

# Not "timed out" and no answer: the packet was told that it cannot go there.
held_back() { # ADDRESS
  local said
  if said=$(docker exec "$CLUSTER-control-plane" curl -sv -m 5 "http://$1" 2>&1); then return 1; fi
  [[ $said == *"No route to host"* || $said == *"onnection refused"* ]]
}

unknown_addresses() {
  local pods
  pods=$(k get node "$CLUSTER-control-plane" -o 'jsonpath={.spec.podCIDR}')
  held_back 10.96.255.254 && held_back "${pods%.*}.254"
}

main() {
  trap 'kubectl --context "$CONTEXT" delete namespace "$NS" --wait=false > /dev/null 2>&1 || true' EXIT
  kubectl --context "$CONTEXT" create namespace "$NS" > /dev/null
  sed "s|IMAGE|$(toolbox)|" "$ROOT/cluster/test-cluster.yaml" | k apply -f - > /dev/null
  passes "pods start on two nodes" k wait --for=condition=Ready pod echo-0 echo-1 --timeout=1s
  passes "exec" k exec echo-0 -- busybox true
  passes "logs" bash -c "kubectl --context $CONTEXT -n $NS logs echo-0 | grep -qx started"
  passes "port-forward" port_forward
  passes "DNS and ClusterIP" answered_by echo-1 "alone.$NS.svc.cluster.local" echo-0
  passes "hairpin: a pod reaches itself by its Service" answered_by echo-0 alone echo-0
  passes "session affinity" affinity
  passes "hostPort" host_port
  if [[ $EUID == 0 ]]; then
    passes "packets for unknown Services and dead pods are held back" unknown_addresses
    passes "no packet for pods or Services left the host" "$ROOT/cluster/guard.sh" check
  else
    echo "skip packets for unknown Services and dead pods are held back, and none left the host: only root can hold them back and count"
  fi
  echo "$passed passed, $failed failed"
  ((failed == 0))
}

main "$@"
