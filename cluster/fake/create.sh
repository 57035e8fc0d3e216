# shellcheck shell=bash
# For cluster/test-scripts.sh: which cluster create.sh keeps.

# As a race leaves it, or is about to.
a_cluster_that_is_as_it_was_is_kept() {
  made
  started 1 2
  says 0 "there and healthy" cluster/create.sh node:1
  asked "docker exec pretended-$CLUSTER-worker sysctl"   # it had forgotten that
  started 2 2
  echo 1 > "$FAKE/race"   # whose environment nobody may read
  says 1 "wait for its end" cluster/create.sh node:1
  rm "$FAKE/race"
  says 0 "made anew" cluster/create.sh node:1
}

a_race_elsewhere_keeps_no_cluster_from_being_mended() {
  local of
  for of in "CONTEXT=kind-elsewhere sh" "CONTEXT=kind-$CLUSTER sh" "CONTEXT=kind-elsewhere sh -s -- --context kind-$CLUSTER"; do
    rm -f "$FAKE/race"
    made
    # shellcheck disable=SC2016,SC2086 # for the shell there; several words
    as_nobody "$PATH" env $of <<< 'trap "kill \$!; exit 0" TERM; sleep 60 & echo $$ > "$FAKE/race"; wait' &
    until [[ -s $FAKE/race ]]; do sleep 0.1; done
    started 2 2
    if [[ $of == *elsewhere\ sh ]]; then says 0 "made anew" cluster/create.sh node:1; else says 1 "wait for its end" cluster/create.sh node:1; fi
    kill "$(< "$FAKE/race")"
    wait
  done
  rm "$FAKE/race"
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

a_context_that_make_up_leaves_is_given_back() {
  made
  started 2 2
  says 0 "made anew" cluster/create.sh node:1
  echo prod > "$FAKE/context"   # of another kubeconfig, which does not know the cluster
  touch "$FAKE/unknown"
  says 0 "there and healthy" cluster/create.sh node:1
  says 0 "nothing of the lab runs" cluster/down.sh
  [[ $(< "$FAKE/context") == prod ]] || fail "the context is '$(< "$FAKE/context")' and not prod, as it was"
}
