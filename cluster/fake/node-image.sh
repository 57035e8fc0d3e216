# shellcheck shell=bash
# For cluster/test-scripts.sh: who needs what the build way needs.

a_node_image_that_is_there_needs_no_builder() {
  says 0 "naming-of-cats/node:" env IMAGES=build cluster/node-image.sh
  touch "$FAKE/no-node"
  says 1 "on Debian as root only" env IMAGES=build cluster/node-image.sh
  rm "$FAKE/no-node"
}

a_node_image_that_cannot_be_built_is_found_out_first() {
  local tool
  touch "$FAKE/no-node"
  for tool in kind go; do cp -p "$(path_without nothing)/$tool" "$FAKE/$tool"; done
  says 1 "on Debian as root only" env IMAGES=build cluster/up.sh --with-lab
  [[ ! -e $LAB_CACHE/run/images.log ]] || fail "Maven has begun, in vain"
  rm "$FAKE/no-node" "$FAKE/go"
  cp cluster/fake/tool "$FAKE/kind"
}
