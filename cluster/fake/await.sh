# shellcheck shell=bash
# For cluster/test-scripts.sh: what await.sh waits for.

a_list_that_cannot_be_had_is_no_empty_one() {
  says 0 "address of ingress/lab: ready" env LOAD_BALANCER=yes cluster/await.sh
  touch "$FAKE/off"
  says 1 "" env LOAD_BALANCER=yes cluster/await.sh
  rm "$FAKE/off"
}

# ended COMMAND…: does what it has begun go on when it is told to end?
ended() {
  local pid
  : > "$FAKE/slow"
  as_nobody "$FAKE:$PATH" "$@" > "$FAKE/said" 2>&1 < /dev/null &
  until [[ -s $FAKE/slow ]] || ! kill -0 $! 2> /dev/null; do sleep 0.1; done
  pkill -P $! || fail "$* has ended by itself: $(< "$FAKE/said")"
  wait $! || true
  while read -r pid; do ! ps -o stat=,args= -p "$pid" | grep -v ^Z || fail "$* leaves that"; done < "$FAKE/slow"
  rm "$FAKE/slow"
}

a_wait_ends_with_who_waits() { ended cluster/await.sh; }
