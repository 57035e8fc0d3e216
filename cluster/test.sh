#!/usr/bin/env bash
# `make test`: one part after the other, the quick ones first; the first that fails ends it.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

cd "$ROOT"
CONTEXT=kind-$CLUSTER   # lab, it and labs are of the cluster that is made here, whatever the probe is pointed at
for part in lint unit lab test-cluster test-containers it labs; do
  say "── $part"
  if [[ $part == test-* ]]; then "cluster/$part.sh"; else make --no-print-directory CONTEXT="$CONTEXT" $part; fi
done
say "test: all parts passed"
