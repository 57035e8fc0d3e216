#!/usr/bin/env bash
# image.sh: kube-router as an image that every node has, for `make policies`. Prints its name. It is kube-proxy's image, which has
# iptables, with Debian's ipset and the program itself.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

build() { # IMAGE PROGRAM
  local context
  context=$(large_folder)
  # shellcheck disable=SC2064 # expanded now, the variable is local
  trap "rm -rf '$context'" EXIT
  "$ROOT/cluster/apt.sh" mmdebstrap debian-archive-keyring >&2
  mmdebstrap --quiet --mode=root --variant=extract --include=ipset --dpkgopt='path-exclude=/usr/share/*' "$DEBIAN_SUITE" "$context/ipset.tar" \
    2> "$LAB_CACHE/run/debian.log" || die "mmdebstrap failed" "read $LAB_CACHE/run/debian.log"
  cp "$2" "$context"
  image_of "$1" "$context" "FROM $PROXY" 'ADD ipset.tar /' 'COPY kube-router /usr/local/bin/' 'ENTRYPOINT ["/usr/local/bin/kube-router"]'
}

main() {
  local image program
  PROXY=registry.k8s.io/kube-proxy:v$KUBERNETES_VERSION
  have_image "$PROXY" || die "there is no image $PROXY of the lab's own" "run 'make clean lab'"
  "$ROOT/cluster/check-build.sh"
  program=$("$ROOT/cluster/go/build.sh" kuberouter)/kube-router
  image=naming-of-cats/kube-router:$(key_of "$program $(docker image inspect -f '{{.Id}}' "$PROXY") $(hash_of cluster/policies/image.sh)")
  have_image "$image" || build "$image" "$program"
  to_every_node "$image"
  echo "$image"
}

main
