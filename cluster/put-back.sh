# shellcheck shell=bash
# Sourced by create.sh, whose k and wait_for_nodes it needs.

# What a `race`, `prove` or `page` that was killed took away of the cluster's own parts, which no manifest of the lab declares.
put_back() {
  local selector node
  ! busy || return 0
  if [[ $(k -n kube-system get deployment coredns -o 'jsonpath={.spec.replicas}') == 0 ]]; then
    say "CoreDNS was scaled to none: it is put back"
    k -n kube-system scale deployment coredns --replicas=2 > /dev/null
  fi
  selector=$(k -n kube-system get daemonset kube-proxy -o 'jsonpath={.spec.template.spec.nodeSelector.namingofcats\.org/no-such-node}')
  if [[ -n $selector ]]; then
    say "kube-proxy was kept off all nodes: it is put back"
    k -n kube-system patch daemonset kube-proxy --type=json \
      -p '[{"op": "remove", "path": "/spec/template/spec/nodeSelector/namingofcats.org~1no-such-node"}]' > /dev/null
    wait_for_nodes
  fi
  for node in $(k get nodes -o 'jsonpath={.items[?(@.spec.unschedulable)].metadata.name}'); do
    say "$node was cordoned: it is put back"
    k uncordon "$node" > /dev/null
  done
}
