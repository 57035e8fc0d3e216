#!/usr/bin/env bash
# `make test`: one part after the other, the quick ones first; the first that fails ends it.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

cd "$ROOT"
for part in lint unit lab test-cluster test-containers it labs; do
  say "── $part"
  if [[ $part == test-* ]]; then "cluster/$part.sh"; else make --no-print-directory $part; fi
done
say "test: all parts passed"
