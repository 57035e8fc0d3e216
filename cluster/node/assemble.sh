#!/usr/bin/env bash
# assemble.sh NODE_IMAGE BASE_KEY: binaries and Debian's files become container images, those go into the node image.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

REF=$1 BASE_KEY=$2
IMAGES=$ROOT/cluster/node/images
UPSTREAM=registry.k8s.io
RUN=$LAB_CACHE/run

# image DOCKERFILE FILES… -- TAGS…
image() {
  local dockerfile=$1 context tag
  shift
  context=$(mktemp -d "$LAB_CACHE/node/tmp.XXXXXX")
  while [[ $1 != -- ]]; do ln "$1" "$context/" 2> /dev/null || cp "$1" "$context/"; shift; done
  shift
  build_image "$1" -f "$IMAGES/$dockerfile" "$context"
  rm -rf "$context"
  for tag in "${@:2}"; do docker tag "$1" "$tag"; done
  printf '%s\n' "$@" >> "$WORK/images"
}

binary() { find "$(grep "/go/out/$1-" "$RUN/programs")" -type f -name "$1"; }

control_plane_images() {
  local source kube
  cp "$(tools_tar)" "$WORK/tools.tar"
  mapfile -t kube < <(printf "$UPSTREAM/kube-%s:v$KUBERNETES_VERSION\n" apiserver controller-manager scheduler proxy)
  image kubernetes.Dockerfile "$WORK/tools.tar" "$IMAGES/pod-network" "$(binary kubernetes)" -- naming-of-cats/pod-network:dev "${kube[@]}"
  image etcd.Dockerfile "$(binary etcd)" -- $UPSTREAM/etcd:"$ETCD_TAG"
  image coredns.Dockerfile "$(binary coredns)" -- $UPSTREAM/coredns/coredns:"$COREDNS_TAG"
  source=$(cd "$ROOT/cluster/go/kubernetes" && go mod download k8s.io/kubernetes && go list -m -f '{{.Dir}}' k8s.io/kubernetes)
  gcc -Os -static -DVERSION="v$PAUSE_TAG" -o "$WORK/pause" "$source/build/pause/linux/pause.c"
  image pause.Dockerfile "$WORK/pause" -- $UPSTREAM/pause:"$PAUSE_TAG"
}

# The images go into the store of the node's own containerd, unpacked at first use: no privilege is needed for that.
preload() {
  mkdir -p "$1"
  sort -u "$WORK/images" | xargs docker save |
    docker run -i --rm --network none -v "$1:/var/lib/containerd" --entrypoint /bin/bash "naming-of-cats/node-base:$BASE_KEY" -c '
      set -e
      containerd --log-level fatal & until ctr version > /dev/null 2>&1; do kill -0 $!; sleep 0.1; done
      ctr -n k8s.io images import --no-unpack - > /dev/null
      kill $!; wait $! || true; rm -rf /var/lib/containerd/tmpmounts' ||
    die "the images do not get into the node image" "see above; with a full disk, make room and run it again"
}

main() {
  WORK=$(mktemp -d "$LAB_CACHE/node/tmp.XXXXXX")
  trap 'rm -rf "$WORK"' EXIT
  local context=$WORK/context
  cat "$RUN/addon-images" > "$WORK/images"
  say "building the images of the control plane"
  control_plane_images
  sort -u "$WORK/images" > "$LAB_CACHE/images-made"
  say "putting $(sort -u "$WORK/images" | wc -l) images into the node image"
  mkdir -p "$context/usr/bin" "$context/kind" "$context/var/lib"
  preload "$context/var/lib/containerd"
  cp "$(binary kubernetes)" "$context/usr/bin/kubernetes"
  for name in kubeadm kubelet kubectl; do ln -s kubernetes "$context/usr/bin/$name"; done
  echo "v$KUBERNETES_VERSION" > "$context/kind/version"
  echo "SERVICE_RANGE=$(service_range)" > "$context/kind/service-range"
  build_image "$REF" -f - "$context" << DOCKERFILE
FROM naming-of-cats/node-base:$BASE_KEY
COPY . /
ENV container=docker
# systemd ends on this signal, not on SIGTERM
STOPSIGNAL SIGRTMIN+3
ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]
DOCKERFILE
}

main "$@"
