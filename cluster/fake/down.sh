# shellcheck shell=bash
# For cluster/test-scripts.sh: what down.sh takes away, gives back and leaves alone.

a_context_is_given_back() {
  local before
  for before in prod ''; do
    echo "$before" > "$FAKE/context"
    made
    started 2 2
    says 0 "made anew" cluster/create.sh node:1
    says 0 "nothing of the lab runs" cluster/down.sh
    [[ $(cat "$FAKE/context") == "$before" ]] || fail "the context is '$(cat "$FAKE/context")' and not '$before', as it was"
  done
}

# What `make another` and `make bench-up` leave when they are killed; the second has the lab's ranges.
a_cluster_beside_goes_with_make_down() {
  local of=io.x-k8s.kind.cluster
  { container x-cat-control-plane $of=x-cat; container a-bare-control-plane $of=a-bare; container his-control-plane $of=his; } | there_are
  touch "$LAB_CACHE/run/kind-x-cat.yaml" "$LAB_CACHE/run/kind-a-bare.yaml"
  says 0 "down: x-cat, left of" cluster/down.sh
  asked "docker rm .*pretended-x-cat-control-plane"
  asked "docker rm .*pretended-a-bare-control-plane"
  [[ -z $(compgen -G "$LAB_CACHE/run/kind-*") ]] || fail "the marks of what has gone stay"
  [[ $(jq -r '.[].Name' "$FAKE/containers.json") == his-control-plane ]] || fail "somebody else's is gone: $(cat "$FAKE/asked")"
}

a_name_is_not_enough() {
  container "$CLUSTER-with-lab" some=label | there_are
  says 0 "nothing of the lab runs" cluster/down.sh
  [[ $(jq length "$FAKE/containers.json") == 1 ]] || fail "somebody else's container is gone: $(cat "$FAKE/asked")"
  container "$CLUSTER-outside" some=label | there_are
  says 1 "somebody else's by that name has to go" cluster/outside.sh tag
  [[ $(jq length "$FAKE/containers.json") == 1 ]] || fail "somebody else's container is gone: $(cat "$FAKE/asked")"
  IMAGE=naming-of-cats/node:1 container "$CLUSTER-with-lab" some=label | there_are
  says 0 "nothing of the lab runs" cluster/down.sh
  asked "docker rm .*pretended-$CLUSTER-with-lab"
}
