#!/usr/bin/env bash
# measure.sh [LIVES [ROUNDS]]: what the passport of service-b costs on the event loop, on a worker and on a virtual thread.
# A copy of the sources gets Threads.java, runs on the images' own JVM with their options and an ahead-of-time cache, one process for
# each kind of thread and a second one for the event loop (the control), and is asked on loopback by the C client of cluster/floor.
# Each life starts all processes anew; each round asks every one of them, in random order. A table of ratios is printed.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

LIVES=${1:-3} ROUNDS=${2:-10}
SECONDS_EACH=2
declare -A RATE=([keep]=1000 [new]=400)   # requests a second: a fifth of what one core can answer
declare -A ROUTE=([event-loop]=event-loop [again]=event-loop [worker]=worker [virtual]=virtual)
declare -A PORT=([event-loop]=18081 [again]=18082 [worker]=18083 [virtual]=18084) PROCESS=()

build() {
  (cd "$ROOT" && git ls-files -- pom.xml mvnw .mvn api service-a service-b sidecar probe | tar -c -T -) | tar -x -C "$WORK"
  cp "$ROOT/cluster/threads/Threads.java" "$WORK/service-b/src/main/java/org/namingofcats/serviceb/"
  (cd "$WORK" && JAVA_HOME=$("$ROOT/cluster/java-home.sh") ./mvnw -B -q package -pl api,service-b -Dmaven.test.skip=true) >&2
  local image container
  image=$("$ROOT/cluster/java-base/build.sh")
  container=$(docker create --label org.namingofcats.made-for=images "$image" java)
  docker cp "$container:/java" "$WORK/java"
  docker rm "$container" > /dev/null
}

# start NAME OPTION…: the service at the port of that name.
start() {
  local name=$1
  shift
  "$WORK/java/bin/java" "@$WORK/java/options" "$@" "-Dquarkus.http.port=${PORT[$name]}" -Dquarkus.http.host=127.0.0.1 \
    -Dquarkus.shutdown.delay=0s -jar "$WORK/service-b/target/quarkus-app/quarkus-run.jar" > "$WORK/$name.log" &
  PROCESS[$name]=$!
  until_true 60 "$name to start" curl --silent --fail "http://127.0.0.1:${PORT[$name]}/q/health/started"
}

stop() {
  kill "${PROCESS[$1]}" 2> /dev/null || true
  wait "${PROCESS[$1]}" 2> /dev/null || true   # 143, as it was told to end
  unset "PROCESS[$1]"
}

# CPU time of a process so far in clock ticks (10 ms), all its threads.
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }

ask() { # NAME KIND SECONDS: how late each request was sent and how long it took, ns
  "$FLOOR/client" 127.0.0.1 "${PORT[$1]}" "/threads/${ROUTE[$1]}" "${RATE[$2]}" "$((RATE[$2] * $3))" "$2" training 0
}

# One line: life round kind name, CPU µs a request, p50 and p99 µs, requests that failed.
measure() { # LIFE ROUND KIND NAME
  local before after
  before=$(ticks "${PROCESS[$4]}")
  ask "$4" "$3" "$SECONDS_EACH" > "$WORK/answers"
  after=$(ticks "${PROCESS[$4]}")
  sort -n -k 2 "$WORK/answers" | awk -v cpu=$((after - before)) -v at="$1 $2 $3 $4" \
    '$2 < 0 {failed++} {took[NR] = $2 / 1000} END {print at, cpu * 10000 / NR, took[int(NR * 0.5)], took[int(NR * 0.99)], failed + 0}'
}

life() {
  local name kind round
  for name in "${!ROUTE[@]}"; do start "$name" "-XX:AOTCache=$WORK/app.aot"; done
  for name in "${!ROUTE[@]}"; do for kind in keep new; do ask "$name" "$kind" 3 > /dev/null; done; done   # warm
  for ((round = 1; round <= ROUNDS; round++)); do
    for kind in keep new; do
      for name in $(shuf -e "${!ROUTE[@]}"); do measure "$1" "$round" "$kind" "$name"; done
    done
  done
  for name in "${!ROUTE[@]}"; do
    say "$name: $(awk '/VmRSS|Threads/ {printf "%s %s ", $1, $2}' "/proc/${PROCESS[$name]}/status")"
    stop "$name"
  done
}

main() {
  local life
  WORK=$(large_folder)
  trap 'for name in "${!PROCESS[@]}"; do stop "$name"; done; rm -rf "$WORK"' EXIT
  FLOOR=$("$ROOT/cluster/floor/build.sh")
  build
  start again "-XX:AOTCacheOutput=$WORK/app.aot"
  for path in threads/event-loop threads/worker threads/virtual q/health/live no-such-path; do
    curl --silent --output /dev/null --header "X-Lab-Nonce: training" "http://127.0.0.1:${PORT[again]}/$path"
  done
  stop again
  for ((life = 1; life <= LIVES; life++)); do life "$life"; done | tee "$ROOT/target/threads.txt" | awk -f "$ROOT/cluster/threads/ratios.awk"
}

main
