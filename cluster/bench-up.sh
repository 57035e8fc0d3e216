#!/usr/bin/env bash
# bench-up.sh: what `make lab` costs when its images are there and its cluster is not. ROUNDS (3) times: a bare cluster of the same
# configuration, another, the lab; two minutes a round. Nothing runs beside any of them. Takes the lab's cluster down and leaves a new lab.
# With COLD=3 everything is built from nothing three times before, ten minutes each: `make clean lab`. Without, the last such build is told of.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

ROUNDS=${ROUNDS:-3} COLD=${COLD:-0}
REPORT=$ROOT/target/lab-report
TIMES=$REPORT/bench-up.tsv
BARE=${CLUSTER:0:35}-bare
MARK=$(CLUSTER=$BARE; beside)   # empty: the ranges are the lab's

[[ $ROUNDS =~ ^[1-9][0-9]?$ ]] || die "ROUNDS='$ROUNDS' is not from 1 to 99" "leave it out for 3"
[[ $COLD =~ ^[0-9]$ ]] || die "COLD='$COLD' is not from 0 to 9" "leave it out for 0"
now() { date +%s%3N; }
note() { printf '%s\t%s\t%s\t%s\n' "$@" >> "$TIMES"; }   # ROUND NAME FROM UNTIL
no_bare() { CLUSTER=$BARE nodes --all | remove_containers && rm -f "$MARK"; }

bare() { # ROUND
  local from
  say "round $1 of $ROUNDS · a bare cluster · ${SECONDS}s"
  claim_network
  : > "$MARK"
  from=$(now)
  kind create cluster -q --name "$BARE" --config "$ROOT/kind-config.yaml" --image "$NODE" --kubeconfig "$REPORT/bare.kubeconfig" ||
    die "kind cannot create a bare cluster" "see above; 'make lab' shows whether the lab can be made"
  note "$1" bare "$from" "$(now)"
  no_bare
}

make_() { # TARGET…
  make -C "$ROOT" "$@" > "$REPORT/bench-up.log" 2>&1 || { tail -5 "$REPORT/bench-up.log" >&2; die "'make $*' failed" "read $REPORT/bench-up.log"; }
}

# Phases of a `make lab` that has ended, the verification after the last of them, and all of it: NAME FROM UNTIL.
whole() { # PHASES FROM UNTIL
  cat "$1"
  printf 'verify\t%s\t%s\nlab\t%s\t%s\n' "$(cut -f 3 "$1" | sort -n | tail -1)" "$3" "$2" "$3"
}

# Of the builds before the last one it is kept how long they took.
cold() { # NUMBER
  local from until before=$REPORT/bench-up-cold.tsv
  say "cold build $1 of $COLD · make clean lab, log in $REPORT/bench-up.log · ${SECONDS}s"
  (($1 > 1)) || : > "$before"
  make_ clean
  from=$(now)
  make_ lab
  until=$(now)
  [[ -e $LAB_CACHE/cold-phases ]] || die "nothing was built that takes a minute" "see $REPORT/bench-up.log"
  whole "$LAB_CACHE/cold-phases" "$from" "$until" > "$before.last"
  cat "$before" "$before.last" > "$LAB_CACHE/cold-phases"
  awk -F '\t' '{printf "%s\t0\t%d\n", $1, $3 - $2}' "$before.last" >> "$before"
}

lab() { # ROUND
  local from until
  say "round $1 of $ROUNDS · make lab, log in $REPORT/bench-up.log · ${SECONDS}s"
  from=$(now)
  make_ lab
  until=$(now)
  whole "$LAB_CACHE/run/phases" "$from" "$until" | sed "s/^/$1\t/" >> "$TIMES"
  note "$1" checks 0 "$(jq .tookMillis "$REPORT/report.json")"
  note "$1" slowest-check 0 "$(jq '[.checks[].tookMillis] | max' "$REPORT/report.json")"
}

main() {
  local round source
  mkdir -p "$REPORT"
  "$ROOT/cluster/docker.sh" start
  source=$("$ROOT/cluster/image-source.sh")
  ((COLD == 0)) || [[ $source == build ]] || die "a registry has the images, so nothing would be built" "leave COLD out, or use IMAGES=build"
  for ((round = 1; round <= COLD; round++)); do cold "$round"; done
  "$ROOT/cluster/images.sh" build
  NODE=$(IMAGES=$source "$ROOT/cluster/node-image.sh")
  rm -f "$TIMES"
  [[ ! -e $LAB_CACHE/cold-phases ]] || sed 's/^/0\t/' "$LAB_CACHE/cold-phases" > "$TIMES"
  claim_beside
  (CLUSTER=$BARE; ! anothers || die "$(anothers_is_there)" "run 'kind delete cluster --name $BARE' if it is to go")
  trap 'no_bare; rm -f "$REPORT/bare.kubeconfig"' EXIT
  no_bare   # of a run that was killed
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
