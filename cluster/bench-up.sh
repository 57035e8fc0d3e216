#!/usr/bin/env bash
# bench-up.sh: what `make lab` costs when its images are there and its cluster is not. ROUNDS (3) times: a bare cluster of the same
# configuration, another, the lab; two minutes a round. Nothing runs beside any of them. Takes the lab's cluster down and leaves a new lab.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

ROUNDS=${ROUNDS:-3}
REPORT=$ROOT/target/lab-report
TIMES=$REPORT/bench-up.tsv
BARE=${CLUSTER:0:35}-bare

[[ $ROUNDS =~ ^[1-9][0-9]?$ ]] || die "ROUNDS='$ROUNDS' is not from 1 to 99" "leave it out for 3"
now() { date +%s%3N; }
note() { printf '%s\t%s\t%s\t%s\n' "$@" >> "$TIMES"; }   # ROUND NAME FROM UNTIL
no_bare() { CLUSTER=$BARE nodes --all | remove_containers; }

bare() { # ROUND
  local from
  say "round $1 of $ROUNDS · a bare cluster · ${SECONDS}s"
  claim_network
  from=$(now)
  kind create cluster -q --name "$BARE" --config "$ROOT/kind-config.yaml" --image "$NODE" --kubeconfig "$REPORT/bare.kubeconfig" ||
    die "kind cannot create a bare cluster" "see above; 'make lab' shows whether the lab can be made"
  note "$1" bare "$from" "$(now)"
  no_bare
}

lab() { # ROUND
  local from until up
  say "round $1 of $ROUNDS · make lab, log in $REPORT/bench-up.log · ${SECONDS}s"
  from=$(now)
  make -C "$ROOT" lab > "$REPORT/bench-up.log" 2>&1 || { tail -5 "$REPORT/bench-up.log" >&2; die "'make lab' failed" "read $REPORT/bench-up.log"; }
  until=$(now)
  sed "s/^/$1\t/" "$LAB_CACHE/run/phases" >> "$TIMES"
  up=$(cut -f 3 "$LAB_CACHE/run/phases" | sort -n | tail -1)
  note "$1" lab "$from" "$until"
  note "$1" verify "$up" "$until"
  note "$1" checks 0 "$(jq .tookMillis "$REPORT/report.json")"
  note "$1" slowest-check 0 "$(jq '[.checks[].tookMillis] | max' "$REPORT/report.json")"
}

main() {
  local round
  mkdir -p "$REPORT"
  "$ROOT/cluster/docker.sh" start
  "$ROOT/cluster/images.sh" build
  if [[ $("$ROOT/cluster/image-source.sh") == registry ]]; then NODE=$NODE_IMAGE; else NODE=$("$ROOT/cluster/node/image.sh"); fi
  rm -f "$TIMES"
  [[ ! -e $LAB_CACHE/cold-phases ]] || sed 's/^/0\t/' "$LAB_CACHE/cold-phases" > "$TIMES"
  trap 'no_bare; rm -f "$REPORT/bare.kubeconfig"' EXIT
  for ((round = 1; round <= ROUNDS; round++)); do
    "$ROOT/cluster/down.sh" --keep-docker 2> "$REPORT/bench-up.log" || { cat "$REPORT/bench-up.log" >&2; exit 1; }
    "$ROOT/cluster/guard.sh" on
    bare "$round"
    bare "$round"
    lab "$round"
  done
  "$ROOT/probe/probe" bench up --times "$TIMES" "$@"
}

main "$@"
