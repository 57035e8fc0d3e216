# shellcheck shell=bash
# A cluster beside the lab's, as `make` would not make it: plain `kind create` with cluster/another.yaml. It goes when its script
# ends, or by `make down` if that is killed. To be sourced after lab.sh, with CLUSTER and CONTEXT set, and
# LAB, the name of the cluster whose node image it is made of.

export KUBECONFIG=$LAB_CACHE/run/kubeconfig-$CLUSTER   # the user's stays as it is
KIND_CONFIG=$(beside)
export KIND_CONFIG

remove_own_cluster() {
  { ours_named "$CLUSTER-outside" && nodes --all; } | remove_containers || return   # its configuration stays, and `make down` tries again
  [[ ! -e $KIND_CONFIG ]] || "$ROOT/cluster/guard.sh" off   # it holds the ranges
  rm -f "$KUBECONFIG" "$KIND_CONFIG"
}

make_own_cluster() { # MODE: kube-proxy's; with the lab in it
  local node
  claim_beside
  ! anothers || die "$(anothers_is_there)" "run 'kind delete cluster --name $CLUSTER' if it is to go"
  node=$(docker inspect -f '{{.Config.Image}}' "$LAB-control-plane" 2> /dev/null) || die "no node image to make a cluster of" "run 'make up'"
  trap 'end_children $$; remove_own_cluster' EXIT   # bash does not wait for children when it is told to end
  remove_own_cluster
  sed "s/kubeProxyMode: .*/kubeProxyMode: $1/" "$ROOT/cluster/another.yaml" > "$KIND_CONFIG"
  "$ROOT/cluster/guard.sh" on
  kind create cluster -q --name "$CLUSTER" --config "$KIND_CONFIG" --image "$node"
  "$ROOT/cluster/deploy.sh"
}
