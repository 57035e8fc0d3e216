#!/usr/bin/env bash
# The registry way, where no registry answers: Debian's docker-registry is filled with the images that were built here and
# stands in for the public ones. `make lab IMAGES=registry` must pull the node image from it, the nodes their add-ons, and the
# lab must verify. A cluster of its own; needs `make lab` once, for the images.
set -o errexit -o nounset -o pipefail
export CLUSTER=registry-cat CONTEXT=kind-registry-cat
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
# shellcheck source=cluster/expect.sh
. "$ROOT/cluster/expect.sh"

PORT=${REGISTRY_PORT:-5005}
HOST=127.0.0.1:$PORT            # to Docker, loopback is a registry that needs no certificate
STORE=$ROOT/target/registry
LOG=$STORE/access.log
SERVERS=()

remove() {
  local pid
  "$ROOT/cluster/down.sh" --keep-docker > /dev/null 2>&1 || true
  for pid in "${SERVERS[@]}"; do kill "$pid" 2> /dev/null || true; done
  # What came by its digest has no tag to be removed by.
  docker images --digests --format '{{.Repository}}{{if eq .Tag "<none>"}}@{{.Digest}}{{else}}:{{.Tag}}{{end}}' "$HOST/*/*" | xargs -r docker rmi > /dev/null 2>&1 || true
  rm -rf "$STORE"
}

# One on loopback for the daemon, one on the gateway of kind's network for the nodes; both of one store.
serve() { # ADDRESS
  cat > "$STORE/$1.yaml" << YAML
version: 0.1
log: {accesslog: {disabled: false}, level: warn}
storage: {filesystem: {rootdirectory: $STORE/data}}
http: {addr: "$1:$PORT"}
YAML
  ! curl -s --max-time 2 -o /dev/null "http://$1:$PORT/" || die "port $PORT of $1 is taken" "free it, or set REGISTRY_PORT"
  docker-registry serve "$STORE/$1.yaml" >> "$LOG" 2>&1 &
  SERVERS+=($!)
  until_true 20 "the registry on $1" curl -sf "http://$1:$PORT/v2/"
}

push() { # IMAGE NAME
  docker tag "$1" "$HOST/$2"
  docker push --quiet "$HOST/$2" > /dev/null || die "docker cannot push $HOST/$2" "see above"
  docker rmi "$HOST/$2" > /dev/null
}

add_ons() { grep -E '^(docker\.io|ghcr\.io|quay\.io)/' "$LAB_CACHE/images-made"; }

fill() {
  local image
  push "$1" "kindest/node:v$KUBERNETES_VERSION"
  push "registry.k8s.io/pause:$PAUSE_TAG" library/toolbox:any   # what image-source.sh asks for is only pulled
  for image in $(add_ons); do push "$image" "${image#*/}"; done
}

# The nodes came with the add-ons: those go, and every registry's name leads to the stand-in, as a company's mirror is set up.
point_nodes_to() { # ADDRESS
  local node images
  mapfile -t images < <(add_ons)
  # shellcheck disable=SC2119 # without options
  for node in $(nodes); do
    docker exec -i "$node" bash -s "$1:$PORT" "${images[@]}" << 'NODE'
set -e
for image in "${@:2}"; do
  ctr -n k8s.io images rm --sync "$image" > /dev/null
  mkdir -p "/etc/containerd/certs.d/${image%%/*}"
  printf '[host."http://%s"]\n  capabilities = ["pull", "resolve"]\n' "$1" > "/etc/containerd/certs.d/${image%%/*}/hosts.toml"
done
printf '[plugins."io.containerd.grpc.v1.cri".registry]\n  config_path = "/etc/containerd/certs.d"\n' >> /etc/containerd/config.toml
systemctl restart containerd
NODE
  done
}

by_digest() { [[ $LAB_NODE_IMAGE == *@sha256:* && $(docker inspect -f '{{.Config.Image}}' "$CLUSTER-control-plane") == "$LAB_NODE_IMAGE" ]]; }
served() { grep -q "GET /v2/${1%:*}/manifests/" "$LOG"; }   # NAME:TAG

main() {
  local built image code=0 gateway
  built=$("$ROOT/cluster/node/image.sh")
  trap remove EXIT
  remove
  mkdir -p "$STORE/data"
  if ! command -v docker-registry > /dev/null; then
    "$ROOT/cluster/apt.sh" docker-registry
    [[ ! -d /run/systemd/system ]] || systemctl disable --quiet --now docker-registry   # its package has started one at another port
  fi
  serve 127.0.0.1
  say "filling the registry · ${SECONDS}s"
  fill "$built"
  export IMAGES=registry LAB_NODE_IMAGE=$HOST/kindest/node:v$KUBERNETES_VERSION LAB_TOOLBOX_IMAGE=$HOST/library/toolbox:any
  docker pull -q "$LAB_NODE_IMAGE" > /dev/null
  LAB_NODE_IMAGE=$(docker image inspect -f '{{index .RepoDigests 0}}' "$LAB_NODE_IMAGE")   # by digest, like the real one
  docker rmi "$HOST/kindest/node:v$KUBERNETES_VERSION" > /dev/null
  say "the cluster · ${SECONDS}s"
  docker pull -q "$LAB_NODE_IMAGE" > /dev/null
  "$ROOT/cluster/guard.sh" on
  "$ROOT/cluster/create.sh" "$LAB_NODE_IMAGE"
  gateway=$(docker network inspect kind -f '{{range .IPAM.Config}}{{println .Gateway}}{{end}}' | grep -m 1 -F .)
  serve "$gateway"
  point_nodes_to "$gateway"
  make -C "$ROOT" --no-print-directory lab || code=$?
  expect "make lab IMAGES=registry ends 0" test "$code" == 0
  expect "the nodes are made of the image by digest" by_digest
  for image in $(add_ons); do expect "the nodes pulled $image" served "${image#*/}"; done
  return "$FAILED"
}

main "$@"
