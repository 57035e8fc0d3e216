# shellcheck shell=bash
# For cluster/test-scripts.sh: what await.sh waits for.

a_list_that_cannot_be_had_is_no_empty_one() {
  says 0 "address of ingress/lab: ready" env LOAD_BALANCER=yes cluster/await.sh
  touch "$FAKE/off"
  says 1 "" env LOAD_BALANCER=yes cluster/await.sh
  rm "$FAKE/off"
}
