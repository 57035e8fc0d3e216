#!/usr/bin/env bash
# with-lab.sh NODE_IMAGE TAG: prints the reference of a node image like NODE_IMAGE that has the Java images of TAG in it as well, and all
# that it has unpacked; makes it unless it is there. While they are not built yet, or where it cannot be made, it prints NODE_IMAGE.
# A container is a cluster's node for a minute: its containerd imports once what three nodes would have to. The unpacked layers then lie
# in the image, where nodes share them, and not in /var, which kind has copied for each node; links lead there.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

NODE=$1 TAG=$2
NAME=$CLUSTER-with-lab   # down.sh knows it; a label would go into the image, and so to the nodes
REPOSITORY=naming-of-cats/node-with-lab
mapfile -t LAB_IMAGES < <(java_images "$TAG")
LOG=$LAB_CACHE/run/node-with-lab.log

# Docker's files are an overlay, and so are the nodes' own: where they are not, kind gives the nodes another snapshotter, to which
# nothing would be unpacked. Nodes of a registry are not built by us, and nobody has tried it with theirs.
possible() {
  local docker
  docker=$(docker info -f '{{.Driver}} {{.SecurityOptions}}')
  [[ ${IMAGES:-build} == build && $docker == overlay* && $docker != *rootless* ]]
}

inside() { docker exec --interactive "$ID" "$@"; }

# An image that is mounted has to be unpacked. Its layers as they came are not needed any more; containerd is told (as it would be by
# discard_unpacked_layers), and what is large goes.
# shellcheck disable=SC2016 # for the shell inside
UNPACK='set -o errexit
  for image in $(ctr -n k8s.io images ls -q | grep -v ^sha256); do
    ctr -n k8s.io images mount "$image" /mnt > /dev/null
    ctr -n k8s.io images unmount --rm /mnt > /dev/null
  done
  cd /work/containerd/io.containerd.content.v1.content/blobs/sha256
  find . -size +256k -printf "sha256:%f\n" | xargs ctr -n k8s.io content rm > /dev/null
  kill "$(pidof containerd)"
  while pidof containerd > /dev/null; do sleep 0.1; done
  find . -size +256k -delete
  mkdir -p /lab/layers
  cd /work/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots
  for layer in *; do
    mv "$layer/fs" "/lab/layers/$layer"
    ln -s "/lab/layers/$layer" "$layer/fs"
  done
  rm -rf /var/lib/containerd /work/containerd/tmpmounts
  cp -a /work/containerd /var/lib/containerd'

make_it() { # REFERENCE
  ours_named "$NAME" | remove_containers   # of a run that was killed
  ID=$(docker run --detach --name "$NAME" --privileged --network none --volume /work --entrypoint /bin/bash "$NODE" -c \
    'cp -a /var/lib/containerd /work/ && containerd --root /work/containerd --log-level error; sleep infinity') || return
  trap 'docker rm --force --volumes "$ID" > /dev/null' EXIT
  until_true 60 "containerd of the node image" inside ctr version &&
    docker save "${LAB_IMAGES[@]}" | inside ctr -n k8s.io images import - &&
    inside bash -c "$UNPACK" &&
    docker commit --change "ENTRYPOINT $(docker image inspect -f '{{json .Config.Entrypoint}}' "$NODE")" --change 'CMD []' "$ID" "$1"
}

# Of earlier ones none is wanted again, and each takes as much as all its images.
forget_others() {
  docker images --format '{{.Repository}}:{{.Tag}}' $REPOSITORY | grep -vxF "$1" | xargs -r docker rmi > /dev/null 2>&1 || true
}

main() {
  local image
  image=$REPOSITORY:$(key_of "$(docker image inspect -f '{{.Id}}' "$NODE" "${LAB_IMAGES[@]}" 2> /dev/null) $(hash_of cluster/node/with-lab.sh)")
  if ! possible; then echo "$NODE"; return; fi
  if have_java_images "$TAG" && ! have_image "$image"; then
    say "putting the lab's images into the node image, $image"
    make_it "$image" > "$LOG" 2>&1 || say "that failed, see $LOG; they are loaded into the nodes instead"
    forget_others "$image"
  fi
  if have_image "$image"; then echo "$image"; else echo "$NODE"; fi
}

main "$@"
