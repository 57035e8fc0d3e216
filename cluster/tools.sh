#!/usr/bin/env bash
# tools.sh NODE_IMAGE: kind and kubectl of the lab's versions, in $LAB_CACHE/bin.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

get_kind() {
  has_kind && return
  local folder
  folder=$("$ROOT/cluster/go/build.sh" kind) || exit   # it has said why
  ln -sf "$folder/kind" "$LAB_CACHE/bin/kind"
}

# The node image has the kubectl that fits.
get_kubectl() { # NODE_IMAGE
  local mark=$LAB_CACHE/bin/.kubectl-of
  [[ -x $LAB_CACHE/bin/kubectl && $(cat "$mark" 2> /dev/null) == "$1" ]] && return
  docker run --rm --network none --entrypoint cat "$1" /usr/bin/kubectl > "$LAB_CACHE/bin/kubectl.new"
  chmod +x "$LAB_CACHE/bin/kubectl.new"
  mv "$LAB_CACHE/bin/kubectl.new" "$LAB_CACHE/bin/kubectl"
  echo "$1" > "$mark"
}

get_kind
get_kubectl "$1"
