# shellcheck shell=bash
# For cluster/test-scripts.sh: the agent outside, which sends nothing before its default route is gone.

a_vantage_outside_that_was_not_looked_at_does_not_stay() {
  : | there_are
  ended cluster/outside.sh tag
  asked "docker run --rm --network container:$CLUSTER-outside"
  [[ $(jq length "$FAKE/containers.json") == 0 ]] || fail "it stays, and nobody knows whether it has a default route"
}
