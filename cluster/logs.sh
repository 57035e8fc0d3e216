#!/usr/bin/env bash
# The logs of nodes and pods, for whoever looks into a lab that misbehaves.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

folder=$LAB_CACHE/logs/$CLUSTER-$(date +%Y%m%d-%H%M%S)
[[ -n $(nodes --all 2> /dev/null) ]] || die "there is no cluster $CLUSTER" "run 'make up'"
had=2
kind export logs -q --name "$CLUSTER" "$folder" || { say "some logs of nodes could not be had"; had=$((had - 1)); }
kubectl --context "kind-$CLUSTER" cluster-info dump --all-namespaces --output-directory "$folder/dump" > /dev/null || { say "the API server does not answer"; had=$((had - 1)); }
((had > 0)) || die "there are no logs of $CLUSTER to be had" "see above; 'make up' makes it anew if it does not run"
echo "$folder"
