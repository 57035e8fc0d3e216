#!/usr/bin/env bash
# beforehand.sh: while the nodes of $CLUSTER still join, and there is CPU to spare, has its API server take all of the add-ons that no pod
# runs of. kind tells the user's kubeconfig of a cluster when all is done, so here one for the moment is asked for.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

KUBECONFIG=$(mktemp)   # mode 0600
export KUBECONFIG CONTEXT=kind-$CLUSTER
trap 'end_children $$; rm -f "$KUBECONFIG"' EXIT

answers() { kind get kubeconfig --name "$CLUSTER" > "$KUBECONFIG" && kubectl get --raw /readyz --request-timeout=5s; }

until_true 120 "the API server" answers
"$ROOT/cluster/addons/apply.sh" --beforehand
