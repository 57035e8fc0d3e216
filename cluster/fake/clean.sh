# shellcheck shell=bash
# For cluster/test-scripts.sh: what clean.sh finds, and says.

# Whose JVM would run for good.
a_training_that_was_killed_goes_with_make_clean() {
  { container training org.namingofcats.made-for=images; container his some=label; } | there_are
  says 0 "cache is gone" cluster/clean.sh
  [[ $(jq -r '.[].Name' "$FAKE/containers.json") == his ]] || fail "a training stays, or somebody else's goes: $(cat "$FAKE/asked")"
  touch "$FAKE/off"
  says 0 "the lab's images stay" cluster/clean.sh
  rm "$FAKE/off"
}

# A later build has taken their names.
a_nameless_image_of_ours_goes() {
  : | there_are
  echo sha256:ours > "$LAB_CACHE/images-made-ids"
  printf 'sha256:%s\n' ours theirs > "$FAKE/nameless"
  : > "$FAKE/images"
  says 0 "cache is gone" cluster/clean.sh
  asked "docker rmi -f sha256:ours$"
  ! grep theirs "$FAKE/asked" || fail "somebody else's is removed"
  rm "$FAKE/nameless"
}
