#!/usr/bin/env bash
# The parts of the node image that come from Debian: the node's root filesystem as the image `naming-of-cats/node-base:KEY`,
# and tools.tar for the containers that need iptables or nft. Prints KEY. Needs no compiler and no Go binary of ours.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

HERE=cluster/node
SLIM=(--dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*')

# debian VARIANT PACKAGES FILE: a root filesystem as one tar, which appears only when it is complete.
debian() {
  [[ -s $3 ]] && return
  rm -f "$3".*
  mmdebstrap --quiet --mode=root --variant="$1" --include="$2" "${SLIM[@]}" "$DEBIAN_SUITE" "$3.$$.tar" 2> "$LAB_CACHE/run/debian.log" ||
    die "mmdebstrap failed" "read $LAB_CACHE/run/debian.log"
  mv "$3.$$.tar" "$3"
}

kind_module() { # the folder of kind's sources; its image's files are not in its binary
  (cd "$ROOT/cluster/go/kind" && go mod download sigs.k8s.io/kind &&
    go list -m -f '{{.Dir}}' sigs.k8s.io/kind)
}

node_base() { # KEY
  have_image "naming-of-cats/node-base:$1" && return
  local context
  context=$(mktemp -d "$LAB_CACHE/node/tmp.XXXXXX")
  debian minbase "$(paste -sd, "$ROOT/$HERE/packages")" "$LAB_CACHE/node/rootfs-$1.tar"
  docker import "$LAB_CACHE/node/rootfs-$1.tar" "naming-of-cats/debian:$1" > /dev/null
  cp -r "$(kind_module)/images/base/files" "$context/kind-files"
  chmod -R u+w "$context"
  cp -r "$ROOT/$HERE/files" "$ROOT/$HERE/prepare.sh" "$context"
  build_image "naming-of-cats/node-base:$1" -f "$ROOT/$HERE/Dockerfile.base" \
    --build-arg "DEBIAN=naming-of-cats/debian:$1" --build-arg "PAUSE_IMAGE=registry.k8s.io/pause:$PAUSE_TAG" "$context"
  rm -rf "$context" "$LAB_CACHE/node/rootfs-$1.tar"
}

main() {
  local key
  key=$(hash_of $HERE/packages $HERE/files $HERE/prepare.sh $HERE/Dockerfile.base $HERE/system.sh)
  key=$(key_of "$key $DEBIAN_SUITE $KIND_VERSION $PAUSE_TAG")
  mkdir -p "$LAB_CACHE/node"
  "$ROOT/cluster/apt.sh" mmdebstrap debian-archive-keyring >&2
  debian extract "$(paste -sd, "$ROOT/$HERE/tools")" "$(tools_tar)"
  node_base "$key"
  echo "$key"
}

main "$@"
