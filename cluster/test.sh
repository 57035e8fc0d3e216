#!/usr/bin/env bash
# `make test`: one part after the other, the quick ones first; the first that fails ends it.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

cd "$ROOT"
for part in lint unit lab test-cluster it labs; do
  say "── $part"
  if [[ $part == test-cluster ]]; then cluster/test-cluster.sh; else make --no-print-directory $part; fi
done
say "test: all parts passed"
