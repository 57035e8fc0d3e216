#!/usr/bin/env bash
# The node image of the build way: prints its reference, `naming-of-cats/node:KEY`; builds it when it is not there. With --check it only
# says whether that can be done.
# The Kubernetes compile is the longest part by far.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

RUN=$LAB_CACHE/run

# Debian's part needs no compiler, so it is done in the shadow of the long compile.
system_beside() {
  nice -n 10 "$ROOT/cluster/node/system.sh" > "$RUN/system.key" && "$ROOT/cluster/apt.sh" gcc libc6-dev >&2 &
  SYSTEM=$!
}

kubernetes() {
  local start=$SECONDS
  "$ROOT/cluster/go/build.sh" kubernetes > "$RUN/programs"
  echo $((SECONDS - start)) > "$RUN/kubernetes.seconds"
}

# What the node image consists of; how it is used is not part of it, nor are remarks.
key() {
  local versions
  versions=$(sed 's/ *#.*//; /^$/d; /^NODE_IMAGE=/d; /^TOOLBOX_IMAGE=/d; /^TOOL_/d; /^KUBEROUTER_/d' "$ROOT/cluster/versions.env")
  key_of "$versions $(service_range) $(hash_of cluster/go/{build.sh,contour,coredns,etcd,kind,kubernetes,metallb} cluster/node/{Dockerfile.base,packages,tools,prepare.sh,system.sh,assemble.sh,files,images} \
    cluster/addons/{Dockerfile,envoy.sh,images.sh,manifests.sh,manifests.sha256})"
}

# Of earlier node images none is wanted again, and each takes a gigabyte. One that a cluster still uses stays.
forget_others() { # REFERENCE BASE_KEY
  docker images --format '{{.Repository}}:{{.Tag}}' 'naming-of-cats/*' | grep -E '/(node|node-with-lab|node-base|debian):' |
    grep -vxF -e "$1" -e "naming-of-cats/node-base:$2" -e "naming-of-cats/debian:$2" | xargs -r docker rmi > /dev/null 2>&1 || true
  nameless_images | xargs -r docker rmi > /dev/null 2>&1 || true
  xargs docker image inspect -f '{{.Id}}' < "$LAB_CACHE/images-made" >> "$NAMELESS" 2> /dev/null || true
}

main() {
  local ref
  mkdir -p "$LAB_CACHE/node"
  ref=naming-of-cats/node:$(key)
  if ! have_image "$ref"; then
    "$ROOT/cluster/check-build.sh"
    [[ ${1:-} != --check ]] || return 0
    say "building the node image $ref: Kubernetes and the add-ons from their Go modules, the rest from Debian"
    rm -rf "$LAB_CACHE"/node/tmp.*   # of an interrupted build
    trap 'end_children $$' EXIT
    system_beside
    kubernetes
    # After Kubernetes, because it has compiled most of what these consist of.
    "$ROOT/cluster/go/build.sh" etcd coredns kind >> "$RUN/programs"
    "$ROOT/cluster/addons/images.sh" > "$RUN/addon-images"
    wait "$SYSTEM" || die "Debian's part of the node image failed" "see above"
    "$ROOT/cluster/node/assemble.sh" "$ref" "$(cat "$RUN/system.key")"
    forget_others "$ref" "$(cat "$RUN/system.key")"
  fi
  echo "$ref"
}

main "$@"
