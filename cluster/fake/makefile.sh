# shellcheck shell=bash
# For cluster/test-scripts.sh: which cluster a target asks.

a_lab_is_verified_where_it_was_made() {
  local part tree=$FAKE/tree
  mkdir -p "$tree/cluster" "$tree/probe"
  cp -p Makefile kind-config.yaml "$tree"
  cp -p cluster/{versions.env,lab.sh,images-made.sh,whose.sh,test.sh} "$tree/cluster"
  for part in cluster/{up,lint,maven,test-bad-input,test-scripts,test-cluster,test-containers}.sh probe/probe; do
    # shellcheck disable=SC2016 # for the shell there
    printf '#!/bin/sh\necho "${0##*/} asks $CONTEXT" >> "$FAKE/asked"\n' > "$tree/$part"
    chmod +x "$tree/$part"
  done
  for part in lab test "test CONTEXT=mine"; do
    : > "$FAKE/asked"
    # shellcheck disable=SC2086 # several words
    says 0 "" env CONTEXT=mine make -C "$tree" $part
    asked "probe asks kind-$CLUSTER"
    ! grep -E "(probe|maven.sh) asks mine" "$FAKE/asked" || fail "make $part asks another cluster than it makes"
  done
}
