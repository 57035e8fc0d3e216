#!/usr/bin/env bash
# test-fuzz.sh: schemathesis against the agent and the services, as plain JVMs on this machine's loopback: by the OpenAPI document that
# Quarkus serves in the build with -Pfuzz, the same cases every time. Whatever comes in, no answer is a 5xx. Needs no cluster.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

EXAMPLES=${EXAMPLES:-100}   # for each operation, beyond those that cover the document
WORK=$LAB_CACHE/run/fuzz
declare -A PORTS=([service-b]=18080 [sidecar]=18081 [probe]=18082 [service-a]=18083)   # 18080 is the target in probe/src/fuzz
JVMS=()

build() {
  say "building the fuzz variant, log in $WORK/build.log"
  cluster/maven.sh -Pfuzz package -Dmaven.test.skip=true > "$WORK/build.log" 2>&1 ||
    maven_failed "$WORK/build.log" "the fuzz variant does not build"
}

start() { # MODULE [ARGUMENT]
  LAB_TOKEN=fuzz QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=${PORTS[$1]} SIDECAR_URL=http://127.0.0.1:${PORTS[sidecar]} \
    "$JDK/bin/java" -Xmx128m -XX:+UseSerialGC -jar "$1/target/fuzz/quarkus-app/quarkus-run.jar" "${@:2}" > "$WORK/$1.log" 2>&1 &
  JVMS+=($!)
}

stop() { kill "${JVMS[@]}" 2> /dev/null || true; }

answers() { kill -0 "$2" && curl --silent --fail --output /dev/null "http://127.0.0.1:$1/q/health/started"; }

fuzz() { # MODULE
  local url=http://127.0.0.1:${PORTS[$1]} grant
  grant=$("$ROOT/cluster/grant.sh" fuzz 127.0.0.1 "${PORTS[service-b]}" 1) || return   # left of || errexit is off
  mkdir -p "$WORK/$1"
  (cd "$WORK/$1" && PYTHONPATH=$ROOT/cluster/fuzz PYTHONDONTWRITEBYTECODE=1 SCHEMATHESIS_HOOKS=hooks "$BIN/schemathesis" run "$url/q/openapi" \
    --header "X-Lab-Grant: $grant" --checks not_a_server_error --max-examples "$EXAMPLES" --generation-deterministic --request-timeout 35 \
    --no-color --warnings off --report ndjson --report-ndjson-path cases.ndjson) > "$WORK/$1.txt" 2>&1 ||
    { sed -n '/FAILURES/,$p' "$WORK/$1.txt" >&2; say "FAIL $1: a server error, or no run at all: $WORK/$1.txt"; return 1; }
  statuses "$1"
}

# Nothing was learnt when every request was turned away at the door.
statuses() { # MODULE
  local counts
  counts=$(jq -r '.. | .status_code? // empty' "$WORK/$1/cases.ndjson" | sort | uniq -c | awk '{printf "%s %s× ", $2, $1}')
  [[ " $counts" == *" 200 "* ]] || { say "FAIL $1: no request came through: $counts"; return 1; }
  say "ok   $1: no 5xx · $counts"
}

main() {
  local module failed=0
  cd "$ROOT"
  mkdir -p "$WORK"
  JDK=$(cluster/java-home.sh)
  BIN=$(cluster/scan/pip-tool.sh schemathesis "$TOOL_SCHEMATHESIS")
  build
  trap stop EXIT
  for module in service-b sidecar service-a; do start "$module"; done
  start probe agent
  for module in 0:service-b 1:sidecar 2:service-a 3:probe; do
    until_true 60 "${module#*:} to start" answers "${PORTS[${module#*:}]}" "${JVMS[${module%:*}]}" || die "${module#*:} does not start" "read $WORK/${module#*:}.log"
  done
  for module in probe service-b sidecar service-a; do fuzz "$module" || failed=1; done
  return "$failed"
}

main "$@"
