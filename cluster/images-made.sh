# shellcheck shell=bash
# Which images the lab makes, by which keys they are known, and how one is built. Sourced by lab.sh.

# shellcheck disable=SC2034 # for who reads this file
SERVICES=(service-a service-b sidecar)
MODULES=("${SERVICES[@]}" probe)   # those that become images

# hash_of FILE…: one key for the contents and names of files and folders.
hash_of() {
  (cd "$ROOT" && find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
}

key_of() { sha256sum <<< "$1" | cut -c1-12; }

# Debian's tools for the containers that need iptables or nft; the file's name tells its contents.
tools_tar() { echo "$LAB_CACHE/node/tools-$(key_of "$DEBIAN_SUITE $(hash_of cluster/node/tools)").tar"; }

have_image() { docker image inspect "$1" > /dev/null 2>&1; }

# java_images TAG, and whether they are there.
java_images() { printf 'naming-of-cats/%s\n' "${MODULES[@]/%/:$1}"; }
have_java_images() { java_images "$1" | xargs docker image inspect > /dev/null 2>&1; }

# large_folder: a new one for hundreds of megabytes: the cache is on a disk that has been looked at, /tmp may be memory. What a killed run left goes.
large_folder() {
  mkdir -p "$LAB_CACHE/large"
  find "$LAB_CACHE/large" -mindepth 1 -maxdepth 1 -mmin +240 -exec rm -rf {} +
  mktemp -d "$LAB_CACHE/large/XXXXXX"
}

# nameless_images: those of ours that stood under upstream's names, until a later build took these. By their ids: others' have lost names too.
NAMELESS=$LAB_CACHE/images-made-ids
nameless_images() { docker images --quiet --no-trunc --filter dangling=true | grep -xF -f "$NAMELESS" 2> /dev/null || true; }

# build_image TAG OPTION… CONTEXT, without the builder's own remarks.
build_image() {
  local log
  log=$LAB_CACHE/run/docker-build-$(key_of "$1").log
  docker build -q -t "$@" > "$log" 2>&1 || die "docker cannot build $1" "read $log"
  rm "$log"
}

# image_of TAG FOLDER LINE…: of FOLDER, by a Dockerfile of these LINEs.
image_of() { printf '%s\n' "${@:3}" | build_image "$1" --file - "$2"; }

# maven_failed LOG CAUSE: dies of what Maven says, or, where it never ran, of the end of the log.
maven_failed() {
  grep -m 5 ERROR "$1" >&2 || tail -5 "$1" >&2
  die "$2" "read $1"
}

# to_every_node IMAGE: those that lack it take it.
to_every_node() {
  local node
  # shellcheck disable=SC2119 # without options
  for node in $(nodes); do
    grep -qx "docker.io/$1" <<< "$(docker exec "$node" ctr --namespace k8s.io images ls -q)" ||
      docker save "$1" | docker exec --interactive "$node" ctr --namespace k8s.io images import - > /dev/null
  done
}

# all_have FILE FOLDER…: whether it is the same in all of them.
all_have() {
  local folder
  for folder in "${@:2}"; do cmp -s "$2/$1" "$folder/$1" || return; done
}
