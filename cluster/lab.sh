# shellcheck shell=bash
# What every script of cluster/ starts with: where things are, how to speak, how to give up.

unset CDPATH   # cd would look elsewhere first, and say where it went
export HOME=${HOME:-~}   # a service may have none
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=cluster/versions.env
. "$ROOT/cluster/versions.env"
# A mirror's names for the two images that Docker itself pulls; the nodes' own mirrors are set up in their containerd.
NODE_IMAGE=${LAB_NODE_IMAGE:-$NODE_IMAGE} TOOLBOX_IMAGE=${LAB_TOOLBOX_IMAGE:-$TOOLBOX_IMAGE}

export LAB_CACHE=${LAB_CACHE:-$HOME/.cache/naming-of-cats}
export CLUSTER=${CLUSTER:-naming-of-cats}
export CONTEXT=${CONTEXT:-kind-$CLUSTER}
umask 022   # a container's user is not ours, and has to read what is copied into its image
# A proxy is for what is not on this machine: curl and Fabric8 would ask it for that too.
if [[ -n ${http_proxy:-}${https_proxy:-}${all_proxy:-}${HTTP_PROXY:-}${HTTPS_PROXY:-}${ALL_PROXY:-} && ${no_proxy:-} != '*' && ${NO_PROXY:-} != '*' ]]; then
  no_proxy=${no_proxy:-${NO_PROXY:-}}
  NO_PROXY=${NO_PROXY:-$no_proxy}
  export no_proxy=${no_proxy:+$no_proxy,}127.0.0.1,localhost NO_PROXY=${NO_PROXY:+$NO_PROXY,}127.0.0.1,localhost
fi
export KIND_EXPERIMENTAL_PROVIDER=docker   # kind would take podman or nerdctl if they are there as well
export DOCKER_BUILDKIT=0                   # Debian's Docker has no buildx
export GOCACHE=$LAB_CACHE/go/build GOMODCACHE=$LAB_CACHE/go/mod CGO_ENABLED=0 GOWORK=off GOTOOLCHAIN=local GOFLAGS=-buildvcs=false   # whatever lies above this folder, or stands in `go env`
export PATH="$LAB_CACHE/bin:$PATH"
# Who became root by `su` has it not. Where it is no folder of its own it is there under another name.
[[ :$PATH: == *:/usr/sbin:* || $(readlink -f /usr/sbin) != /usr/sbin ]] || PATH+=:/usr/sbin

say() { printf '%s\n' "$*" >&2; }

# die CAUSE REMEDY: one line, nothing half done.
die() { say "make: ${1//$'\n'/ }; $2"; exit 1; }

[[ $OSTYPE == linux* ]] || die "this is $OSTYPE, and the Java images are made of this machine's own JDK and C library" "use Linux, or a virtual machine with it"
# Empty arrays and mapfile.
((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)) ||
  die "bash $BASH_VERSION is too old for the scripts, which need 4.4" "install a newer one and have it first in PATH"

# What comes from outside, before it becomes part of a path or a command. kind's rule; nodes are called <cluster>-control-plane.
[[ $CLUSTER =~ ^[a-z0-9]([a-z0-9.-]{0,38}[a-z0-9])?$ ]] ||
  die "CLUSTER='$CLUSTER' is no name for a cluster" "use at most 40 of a-z, 0-9, '.' and '-', for example CLUSTER=my-lab"
[[ ${IMAGES:-build} =~ ^(registry|build)$ ]] || die "IMAGES='$IMAGES' is neither registry nor build" "leave it out to let the lab find out"
# `make clean` removes all of it.
[[ $LAB_CACHE == /?* && $HOME/ != "${LAB_CACHE%/}"/* && $ROOT/ != "${LAB_CACHE%/}"/* ]] ||
  die "LAB_CACHE='$LAB_CACHE' is no folder that the lab can have for itself" "write it from / on, for example $HOME/.cache/lab, or leave it out"
LAB_CACHE_MARK=$LAB_CACHE/.naming-of-cats   # a folder that we made, or were given empty
[[ $LAB_CACHE == "$HOME/.cache/naming-of-cats" || -e $LAB_CACHE_MARK || -z $(ls -A "$LAB_CACHE" 2> /dev/null) ]] ||
  die "LAB_CACHE='$LAB_CACHE' has other things in it" "name an empty folder or one that is not there yet, or 'touch $LAB_CACHE_MARK' if all of it is the lab's"
{ mkdir -p "$LAB_CACHE/bin" "$LAB_CACHE/run" && touch "$LAB_CACHE_MARK" && [[ -w $LAB_CACHE/run ]]; } 2> /dev/null ||
  die "LAB_CACHE=$LAB_CACHE cannot be written to" "free that place, or set LAB_CACHE to another"

# step TITLE [NEXT]: "step n of m · title · elapsed · then: next"; the script sets STEPS.
STEP=0
step() {
  STEP=$((STEP + 1))
  say "step $STEP of ${STEPS:-?} · $1 · ${SECONDS}s${2:+ · then: $2}"
}

# phase NAME COMMAND…: does it and notes when it began and ended, in milliseconds since 1970; `make bench-up` reads that.
phase() {
  local name=$1 from
  from=$(date +%s%3N)
  shift
  "$@"
  printf '%s\t%s\t%s\n' "$name" "$from" "$(date +%s%3N)" >> "$LAB_CACHE/run/phases"
}

# until_true SECONDS WHAT COMMAND…: waits for a condition; says what it waited for when it gives up.
until_true() {
  local deadline=$((SECONDS + $1)) what=$2 log
  log=$(mktemp "$LAB_CACHE/run/wait.XXXXXX")   # a condition may itself wait for another
  shift 2
  until "$@" > "$log" 2>&1; do
    if ((SECONDS >= deadline)); then
      say "waited in vain for $what:"
      tail -5 "$log" >&2
      rm -f "$log"
      return 1
    fi
    sleep 0.5
  done
  rm -f "$log"
}

# end_children PID: Ctrl-C does not reach what runs in the background of a script. Packages are let come: half of one would spoil the host's apt.
end_children() {
  local child
  for child in $(pgrep -P "$1"); do
    ! grep -qsz '/cluster/apt\.sh$' "/proc/$child/cmdline" || continue
    end_children "$child"
    kill "$child" 2> /dev/null || true
  done
}

# new_go: whether there is a Go that compiles what the lab needs.
NEW_GO=1.26
new_go() { [[ $(printf 'go%s\n' "$NEW_GO" "$(go env GOVERSION 2> /dev/null | sed 's/^go//')" | sort -V | head -1) == "go$NEW_GO" ]]; }

has_kind() { [[ $(kind version 2> /dev/null) == "kind v$KIND_VERSION "* ]]; }

pod_range() { awk '/podSubnet:/ {print $2}' "${KIND_CONFIG:-$ROOT/kind-config.yaml}"; }
service_range() { awk '/serviceSubnet:/ {print $2}' "$ROOT/kind-config.yaml"; }

# shellcheck source=cluster/images-made.sh
. "$ROOT/cluster/images-made.sh"
# shellcheck source=cluster/whose.sh
. "$ROOT/cluster/whose.sh"
