# shellcheck shell=bash
# What deploy.sh and await.sh share: where the lab is in its cluster, and how it is talked to.

# shellcheck disable=SC2034 # for who reads this file
NAMESPACES=(naming-of-cats naming-of-cats-nodes)
# Never the user's current context: a deploy to the wrong cluster is worse than none.
k() { kubectl --context "kind-$CLUSTER" --request-timeout=20s "$@"; }
