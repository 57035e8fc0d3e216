#!/usr/bin/env bash
# The node image of the build way: prints its reference, `naming-of-cats/node:KEY`; builds it when it is not there.
# What is independent runs in the shadow of the Kubernetes compile, the longest part by far.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

RUN=$LAB_CACHE/run
go_build() { GOCACHE=$LAB_CACHE/go/build GOMODCACHE=$LAB_CACHE/go/mod CGO_ENABLED=0 "$ROOT/cluster/go/build.sh" "$@"; }

# Says every 20 seconds what the compiler is at.
progress() {
  while sleep 20; do
    say "  … ${SECONDS}s, compiling $(pgrep -af '/compile ' | grep -o ' -p [^ ]*' | cut -c5- | tail -1 || true)"
  done
}

kubernetes() {
  local start=$SECONDS
  go_build kubernetes > "$RUN/kubernetes.path"
  echo $((SECONDS - start)) > "$RUN/kubernetes.seconds"
}

others() { # behind Kubernetes in the queue for the processors: these fill the gaps that its compile leaves
  nice -n 10 "$ROOT/cluster/node/system.sh" > "$RUN/system.key"
  "$ROOT/cluster/apt.sh" gcc libc6-dev >&2
  nice -n 10 bash -c "$(declare -f go_build); go_build etcd coredns" > "$RUN/others.paths"
  nice -n 10 "$ROOT/cluster/addons/images.sh" > "$RUN/addon-images"
}

main() {
  mkdir -p "$LAB_CACHE/node"
  rm -rf "$LAB_CACHE"/node/tmp.*   # of an interrupted build
  local ref
  ref=naming-of-cats/node:$(hash_of cluster/node cluster/go cluster/addons cluster/versions.env)
  if ! have_image "$ref"; then
    say "building the node image $ref: Kubernetes and the add-ons from their Go modules, the rest from Debian"
    progress & local clock=$!
    trap 'end_children $$' EXIT
    kubernetes & local compile=$!
    others
    wait $compile || die "Kubernetes does not compile" "see the lines above; with a full disk or a broken network run make again"
    kill $clock
    "$ROOT/cluster/node/assemble.sh" "$ref" "$(cat "$RUN/system.key")" "$RUN"
  fi
  echo "$ref"
}

main "$@"
