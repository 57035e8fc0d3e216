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
