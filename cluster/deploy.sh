#!/usr/bin/env bash
# deploy.sh: brings the images and k8s/ to the cluster and the outside vantage beside it, and waits until all of it answers.
# Safe to run again: what is as it should be is left alone. Nothing is pruned: what nobody declares any more stays.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
# shellcheck source=cluster/deployed.sh
. "$ROOT/cluster/deployed.sh"

GATEWAY=$ROOT/k8s/paths/gateway.yaml
TAG=$("$ROOT/cluster/images.sh" --tag)
put() { k apply --server-side --force-conflicts --field-manager=naming-of-cats -f - > /dev/null; }

# Whatever has the run's token in its environment: NAMESPACE KIND/NAME, one a line.
with_token() {
  local namespace
  for namespace in "${NAMESPACES[@]}"; do
    k -n "$namespace" get daemonsets,deployments -o json |
      jq -r '.items[] | select(any(.spec.template.spec | .. | .secretKeyRef?.name?; . == "run-token")) | "\(.metadata.namespace) \(.kind)/\(.metadata.name)"' || return
  done
}

# The run's token is made once: agents that run already, in either namespace, have it in their environment. If it is gone from both,
# there is a new one, and they start anew.
make_token() {
  local namespace one token='' old=''
  for namespace in "${NAMESPACES[@]}"; do
    token=${token:-$(k -n "$namespace" get secret run-token -o jsonpath='{.data.token}' --ignore-not-found | base64 -d)}
  done
  if [[ -z $token ]]; then
    old=$(with_token)
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  fi
  for namespace in "${NAMESPACES[@]}"; do
    put << YAML
{apiVersion: v1, kind: Secret, metadata: {name: run-token, namespace: $namespace}, stringData: {token: $token}}
YAML
  done
  while read -r namespace one; do [[ -z $one ]] || k -n "$namespace" rollout restart "$one" > /dev/null; done <<< "$old"
}

# What the manifests leave open: a pod restarts exactly when its image has changed, because the tag is a hash of what is in it;
# network-policy.yaml tells pods from others by their range.
filled() { # FILE…
  local file pods
  pods=$(pod_range)
  for file in "$@"; do sed "s|\(image: naming-of-cats/[a-z-]*\):dev$|\1:$TAG|; s|10\.244\.0\.0/16|$pods|" "$file"; done
}

apply() {
  local file files=()
  for file in "$ROOT"/k8s/base/*.yaml "$ROOT"/k8s/paths/*.yaml; do [[ $file == "$GATEWAY" ]] || files+=("$file"); done
  put < "$ROOT/k8s/base/namespace.yaml"
  make_token
  filled "${files[@]}" | put
}

# Its kinds come one by one, in no order.
gateway_api() { k get --raw /apis/gateway.networking.k8s.io/v1 | jq --exit-status '[.resources[].name] | contains(["gateways", "httproutes"])'; }

# A manifest of a kind that this cluster does not know would be refused; the probe says which path it lacks.
apply_gateway() {
  [[ -z ${LOAD_BALANCER:-} ]] || until_true 120 "the Gateway API" gateway_api   # the add-ons are on their way
  if gateway_api > /dev/null 2>&1; then filled "$GATEWAY" | put; else say "  no Gateway API in this cluster: without ${GATEWAY##*/}"; fi
}

main() {
  k get --raw /readyz > /dev/null 2>&1 || die "the API server of context kind-$CLUSTER does not answer" "run 'make up'"
  "$ROOT/cluster/load-images.sh" "$TAG"   # before anything is changed: pods whose image is nowhere help nobody
  say "deploying k8s/ with images :$TAG"
  apply
  "$ROOT/cluster/outside.sh" "$TAG"
  apply_gateway
  "$ROOT/cluster/await.sh"
  say "deployed · ${SECONDS}s"
}

main "$@"
