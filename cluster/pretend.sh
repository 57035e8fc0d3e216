# shellcheck shell=bash
# For tests of scripts: a copy of the lab with a cache and a home of its own, and PATHs in which something is missing or only pretends.
# To be sourced in the lab's folder.

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

in_a_copy() { # where nobody may read too; nothing there is about a cluster that is there
  JAVA_HOME=$(cluster/java-home.sh)
  export JAVA_HOME LAB_CACHE=$scratch/cache HOME=$scratch/home CLUSTER=no-cat
  mkdir -p "$LAB_CACHE/run" "$HOME" "$scratch/lab"
  touch "$LAB_CACHE/.naming-of-cats"
  unset CONTEXT IMAGES MAKEFLAGS REGISTRY_TIMEOUT LAB_NODE_IMAGE LAB_TOOLBOX_IMAGE MIN_DISK_GB MIN_MEMORY_GB
  tar -c --exclude=.git --exclude=target . | tar -x -C "$scratch/lab"
  cd "$scratch/lab" || exit
}

as_nobody() { # PATH COMMAND…: with no right to install anything, as most people
  chmod -R a+rwX "$scratch"
  if [[ $EUID == 0 ]]; then setpriv --reuid=65534 --regid=65534 --clear-groups env PATH="$1" "${@:2}"; else PATH=$1 "${@:2}"; fi
}

path_without() { # TOOL…: a folder with all the others, in which docker does nothing, and there is a kind and a Go
  local folder="$scratch/without $*"
  mkdir -p "$folder"
  find /usr/bin /bin /usr/sbin /sbin -maxdepth 1 ! -name docker ! -name kind ! -name go -exec ln -sf -t "$folder" {} + 2> /dev/null || true
  ln -sf /bin/true "$folder/docker"
  printf '#!/bin/sh\necho "kind v%s pretended"\n' "$(. cluster/versions.env && echo "$KIND_VERSION")" > "$folder/kind"
  printf '#!/bin/sh\necho go1.99\n' > "$folder/go"
  chmod +x "$folder/kind" "$folder/go"
  (cd "$folder" && rm -f "$@")
  echo "$folder"
}

path_with_docker() { # CODE TEXT: a docker that says this of everything, on stderr if it fails
  local path
  path=$(path_without "said $1 $2")
  rm "$path/docker"   # a link
  printf '#!/bin/sh\necho "%s" %s\nexit %s\n' "$2" "$( (($1)) && echo '>&2')" "$1" > "$path/docker"
  chmod +x "$path/docker"
  echo "$path"
}
