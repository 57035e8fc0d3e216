# shellcheck shell=bash
# Whose a cluster, a container, a network, a context is: what is not ours is not changed or removed; and whose Docker is asked. Sourced by lab.sh.

# Where `docker` looks for its daemon: DOCKER_HOST, else what `docker context use` chose.
USUAL_DAEMON=unix:///var/run/docker.sock
daemon_address() { docker context inspect --format '{{.Endpoints.docker.Host}}' 2> /dev/null || echo "${DOCKER_HOST:-$USUAL_DAEMON}"; }

# There is a daemon, and this account may not speak to it.
shut_out_of_docker() { [[ $(timeout 10 docker info 2>&1) == *"permission denied"* ]]; }

# nodes [OPTION…]: the containers that are this cluster's nodes; --all also those that do not run.
nodes() { docker ps --quiet --filter "label=io.x-k8s.kind.cluster=$CLUSTER" "$@" | sort; }

# ours: a file that says that there is a cluster of this name and that it is ours, and which one it is. any_ours: whether any is.
ours() { echo "$LAB_CACHE/run/cluster-$CLUSTER"; }
any_ours() { compgen -G "$LAB_CACHE/run/cluster-*" > /dev/null; }

# made_at: a file that says at which daemon's address it was made. not_elsewhere: dies where that is not today's, which knows nothing of it.
made_at() { echo "$LAB_CACHE/run/daemon-$CLUSTER"; }
not_elsewhere() {
  local at
  [[ ! -s $(made_at) ]] || at=$(cat "$(made_at)")
  [[ ${at:-$(daemon_address)} == "$(daemon_address)" ]] || die "$CLUSTER was made at $at, and this is the Docker daemon at $(daemon_address)" \
    "choose that one by 'docker context use' or DOCKER_HOST, or remove $(made_at) if it is gone"
}

# context_before: a file that says which context the user had before kind made that its own; `make down` gives it back.
context_before() { echo "$LAB_CACHE/run/context-before-$CLUSTER"; }

# beside: the same of a cluster beside the lab's, for a test or a bench: its configuration. claim_beside: there is one at a time, since they have
# ranges and names in common; whoever has called it has the claim until it ends, however that is.
beside() { echo "$LAB_CACHE/run/kind-$CLUSTER.yaml"; }
claim_beside() {
  exec 7> "$LAB_CACHE/run/beside.lock"
  ! command -v flock > /dev/null || flock -n 7 || die "a cluster beside the lab's is in use, by 'make another', 'make bench-growth' or 'make bench-up'" "wait for its end"
}

# anothers: whether there is a kind cluster of this name that is not ours to change or remove.
anothers() { [[ ! -e $(ours) && ! -e $(beside) && -n $(nodes --all) ]]; }
anothers_is_there() { echo "there is a kind cluster '$CLUSTER' that this lab did not make"; }

# claim_network: before kind makes a cluster. Its Docker network is ours to remove (down.sh) when it is not there yet.
claim_network() { docker network inspect kind > /dev/null 2>&1 || touch "$LAB_CACHE/run/network-is-ours"; }

# remove_containers < IDS, by force. On cgroup v1 runc freezes a container while it sets it up; who is killed meanwhile, with the node
# around it, dies when it is thawed, which nobody is left to do.
remove_containers() {
  local ids id
  mapfile -t ids < <(grep .)
  ((${#ids[@]} > 0)) || return 0
  ! docker rm -f -v "${ids[@]}" > /dev/null 2>&1 || return 0
  for id in "${ids[@]}"; do
    { find /sys/fs/cgroup/freezer -path "*$id*" -name freezer.state 2> /dev/null || true; } | while read -r state; do echo THAWED > "$state"; done
  done
  docker rm -f -v "${ids[@]}" > /dev/null || die "Docker does not remove containers of the lab" "see above, and run it again"
}

# ours_named NAME: the id of that container, if its image is the lab's; somebody else's of that name is none of ours.
ours_named() { { docker container inspect -f '{{.Id}} {{.Config.Image}}' "$1" 2> /dev/null || true; } | awk '$2 ~ /^naming-of-cats\// {print $1}'; }
