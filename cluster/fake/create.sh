# shellcheck shell=bash
# For cluster/test-scripts.sh: which cluster create.sh keeps.

# As a race leaves it, or is about to.
a_cluster_that_is_as_it_was_is_kept() {
  made
  started 1 2
  says 0 "there and healthy" cluster/create.sh node:1
  asked "docker exec pretended-$CLUSTER-worker sysctl"   # it had forgotten that
  started 2 2
  touch "$FAKE/race"
  says 1 "wait for its end" cluster/create.sh node:1
  rm "$FAKE/race"
  says 0 "made anew" cluster/create.sh node:1
}

a_cluster_of_another_daemon_is_not_forgotten() {
  made
  echo unix:///another.sock > "$FAKE/daemon"
  says 1 "was made at unix:///var/run/docker.sock" cluster/down.sh
  says 1 "was made at unix:///var/run/docker.sock" cluster/create.sh node:1
  [[ -e $LAB_CACHE/run/cluster-$CLUSTER ]] || fail "nobody knows it any more"
  echo unix:///var/run/docker.sock > "$FAKE/daemon"
  says 0 "nothing of the lab runs" cluster/down.sh
}
