#!/usr/bin/env bash
# Everything the lab needs of the host, checked before anything is done: every lack is one line with its remedy.
# The thresholds can be set from outside, for tests: MIN_DISK_GB, MIN_MEMORY_GB.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

lacks=0
lack() { say "make: $1; $2"; lacks=$((lacks + 1)); }
has() { command -v "$1" > /dev/null; }
can_install() { [[ $EUID == 0 && -e /etc/debian_version ]]; }

# Where Kubernetes has been compiled, or the node image been pulled, a cluster needs less than a first build; HostExam.java has the same numbers.
needed() {
  if [[ -e $LAB_CACHE/images-made ]] || { [[ ${IMAGES:-} != build ]] && timeout 10 docker image inspect "$NODE_IMAGE" > /dev/null 2>&1; }; then echo 6; else echo 12; fi
}

disk() { # FOLDER REMEDY
  local free need=${MIN_DISK_GB:-$(needed)}
  free=$(($(df -Pk "$1" | awk 'NR == 2 {print $4}') / 1024 / 1024))
  ((free >= need)) || lack "$free GB of disk are free at $1, the lab needs $need" "free some, or $2"
}

disk_of() { stat -c %d "$1" 2> /dev/null; }

# The cache's and, with nodes and images, Docker's.
disks() {
  local root
  disk "$LAB_CACHE" "set LAB_CACHE to another disk"
  root=$(timeout 10 docker info -f '{{.DockerRootDir}}' 2> /dev/null) && [[ -d $root ]] || return 0
  [[ $(disk_of "$root") == "$(disk_of "$LAB_CACHE")" ]] || disk "$root" "give Docker another data-root"
}

memory() {
  local megabytes
  megabytes=$(awk '/^MemTotal/ {print int($2 / 1024)}' /proc/meminfo)
  # A machine sold as 4 GB shows a little less.
  ((megabytes >= ${MIN_MEMORY_GB:-4} * 1000 - 200)) || lack "$megabytes MB of memory, the lab needs ${MIN_MEMORY_GB:-4} GB" "use a larger machine"
}

# Installed when nothing else is lacking, so that what is refused has changed nothing. Maven's wrapper knows its download as a zip alone.
tools() {
  local tool missing=()
  for tool in curl jq git flock sha256sum awk openssl pgrep ip unzip; do has $tool || missing+=("$tool"); done
  ((${#missing[@]})) || return 0
  can_install || { lack "not installed: ${missing[*]}" "install them with your package manager"; return; }
  ((lacks == 0)) || return 0
  declare -A of=([flock]=util-linux [sha256sum]=coreutils [awk]=gawk [pgrep]=procps [ip]=iproute2)
  for tool in "${missing[@]}"; do "$ROOT/cluster/apt.sh" "${of[$tool]:-$tool}"; done
}

docker_or_debian() {
  if [[ $(readlink -f "$(command -v docker)") == */bin/snap ]]; then
    lack "docker is a snap here, which sees neither /tmp nor hidden folders" "install Docker by packages, and remove the snap"
  elif timeout 10 docker info > /dev/null 2>&1; then
    # kind has another way with Podman, and so would everything that is done with nodes here.
    if [[ $(docker version 2> /dev/null) == *Podman* ]]; then
      lack "docker is Podman here, which the lab does not know" "install Docker and see that 'docker version' does not speak of Podman"
    elif anothers; then
      lack "$(anothers_is_there)" "run 'kind delete cluster --name $CLUSTER' or use CLUSTER=another"
    fi
  elif shut_out_of_docker; then
    lack "Docker does not let $(id -un) in" "run 'sudo usermod -aG docker $(id -un)' and log in anew"
  elif [[ $(daemon_address) != "$USUAL_DAEMON" ]]; then
    lack "no Docker daemon answers at $(daemon_address)" "start it, or unset DOCKER_HOST and run 'docker context use default'"
  else
    can_install || lack "no Docker daemon answers and this is not Debian as root, where the lab could start one" "start Docker, see that 'docker info' works for $(id -un)"
  fi
}

java() { "$ROOT/cluster/java-home.sh" > /dev/null 2>&1 || lack "no JDK 25" "install one and set JAVA_HOME to it"; }

kind_or_go() { has_kind || new_go || lack "no kind $KIND_VERSION and no Go $NEW_GO to build it with" "install kind $KIND_VERSION or Go >= $NEW_GO"; }

# Where Docker has a kernel of its own this one's limit means nothing, so it is no lack.
inotify_note() {
  [[ ! -r /proc/sys/fs/inotify/max_user_instances ]] || (($(< /proc/sys/fs/inotify/max_user_instances) >= 512)) ||
    say "note: $(< /proc/sys/fs/inotify/max_user_instances) inotify instances a user, and three nodes may need 512: sudo sysctl fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=524288"
}

# Pods and containerd watch files; Linux's defaults are too low for three nodes on one kernel (kind: known issues).
inotify() {
  [[ -w /proc/sys/fs/inotify/max_user_instances ]] || { inotify_note; return; }
  (($(< /proc/sys/fs/inotify/max_user_instances) >= 512)) || echo 512 > /proc/sys/fs/inotify/max_user_instances
  (($(< /proc/sys/fs/inotify/max_user_watches) >= 524288)) || echo 524288 > /proc/sys/fs/inotify/max_user_watches
}

main() {
  # A cluster that stands has taken its share already.
  [[ -e $(ours) && -z ${MIN_DISK_GB:-} ]] || disks
  memory
  docker_or_debian
  java
  kind_or_go
  tools
  ((lacks == 0)) || exit 1
  inotify
}

main "$@"
