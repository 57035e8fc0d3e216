# shellcheck shell=bash
# For cluster/test-scripts.sh: which daemon docker.sh stops.

a_daemon_of_ours_is_stopped_when_it_says_that_it_is_empty() {
  mkdir -p "$LAB_CACHE/run"
  # shellcheck disable=SC2016 # for the shell there
  printf '#!/bin/sh\ntrap "kill \$!; exit 0" TERM\necho $$ > "$LAB_CACHE/run/dockerd.pid"\nsleep 60 &\nwait\n' > "$FAKE/dockerd"
  chmod +x "$FAKE/dockerd"
  as_nobody "$PATH" "$FAKE/dockerd" &
  until [[ -s $LAB_CACHE/run/dockerd.pid ]]; do sleep 0.1; done
  container his some=label | there_are
  echo unix:///another.sock > "$FAKE/daemon"   # which has none
  says 0 "containers run in it" cluster/docker.sh stop
  touch "$FAKE/off"
  says 0 "does not answer" cluster/docker.sh stop
  rm "$FAKE/off"
  : | there_are
  says 0 "stopping the dockerd" cluster/docker.sh stop
  echo unix:///var/run/docker.sock > "$FAKE/daemon"
  rm -f "$LAB_CACHE/run/dockerd.pid"   # which a dockerd would take away itself
}
