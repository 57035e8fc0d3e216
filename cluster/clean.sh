#!/usr/bin/env bash
# down.sh, and then the cache and our images in a daemon that stays.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

remove_images() {
  local images
  mapfile -t images < <(docker images --format '{{.Repository}}:{{.Tag}}' "naming-of-cats/*" | sed '/<none>/d'
    cat "$LAB_CACHE/images-made" 2> /dev/null || true   # those under upstream names
    nameless_images)
  ((${#images[@]} == 0)) || docker rmi -f "${images[@]}" > /dev/null 2>&1 || true   # one may be gone already
}

main() {
  local other
  for other in "$LAB_CACHE"/run/cluster-*; do
    [[ ! -e $other || $other == "$(ours)" ]] || die "cluster ${other#*/run/cluster-} of the lab stands, and needs what would go" "run 'make down CLUSTER=${other#*/run/cluster-}' first"
  done
  (claim_beside)   # whose cluster needs it too
  # In our own daemon too, even if it was stopped or killed: its images lie outside the cache.
  "$ROOT/cluster/docker.sh" wake || true   # it has said why not
  "$ROOT/cluster/down.sh" --keep-docker
  if timeout 10 docker info > /dev/null 2>&1; then
    docker ps -aq --filter label=org.namingofcats.made-for=images | remove_containers   # of a build that was killed
    remove_images
  else
    say "clean: Docker does not answer, so the lab's images stay in its store"
  fi
  "$ROOT/cluster/docker.sh" stop
  [[ ! -e $LAB_CACHE/run/dockerd.pid ]] || die "the dockerd that we started goes on, and needs the cache" "see above, and run it again when it has ended"
  [[ ! -d $LAB_CACHE/go/mod ]] || chmod -R u+w "$LAB_CACHE/go/mod"   # Go makes its module cache read-only
  rm -rf "$LAB_CACHE"
  say "clean: $LAB_CACHE is gone"
}

main "$@"
