#!/usr/bin/env bash
# docker.sh start|stop|revive|wake: a Docker daemon. The user's own is used as it is and never stopped or reconfigured;
# where there is none, on Debian as root, one of ours is installed and started, and stopped by `make down`.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

PID_FILE=$LAB_CACHE/run/dockerd.pid   # dockerd's own pid file, so it is there exactly when the daemon is ours
CONTAINERD_PID=/var/run/docker/containerd/containerd.pid
LOG=$LAB_CACHE/run/dockerd.log
EVER=$LAB_CACHE/run/dockerd-was-ours   # what ours stored lies outside the cache, and stays when it stops

answers() { timeout 10 docker info; }

alive() { # PID_FILE NAME
  local status
  [[ -s $1 ]] && status=$(grep -E '^(Name|State):' "/proc/$(cat "$1")/status" 2> /dev/null) &&
    [[ $status == Name:*"$2"* && $status != *"State:"*Z* ]]   # Z: killed, but nobody has looked yet
}

ours_runs() { alive "$PID_FILE" dockerd; }

# Our daemon was killed, and containers that it had started go on without it or, after a reboot, a cluster of ours lies in its store.
orphans() {
  [[ -s $PID_FILE ]] && ! ours_runs &&
    { pgrep -f 'containerd-shim.* -namespace moby' > /dev/null || any_ours; }
}

# Whether there is one that is only slow, at boot for example. A second one in the same store would spoil it.
await_running() {
  local file
  for file in "$PID_FILE" /var/run/docker.pid; do
    alive "$file" dockerd || continue
    until_true 60 "the dockerd that runs to answer" answers && return
    die "a dockerd runs, process $(cat "$file"), and does not answer" "wait until 'docker info' works, or end it, and run this again"
  done
  return 1
}

install_docker() {
  local apparmor=''
  command -v dockerd > /dev/null && command -v iptables > /dev/null && return
  if command -v dockerd > /dev/null; then "$ROOT/cluster/apt.sh" iptables; return; fi
  # With a kernel that has AppArmor Docker starts no container without its parser, which Debian only recommends.
  [[ $(cat /sys/module/apparmor/parameters/enabled 2> /dev/null) != Y ]] || apparmor=apparmor
  "$ROOT/cluster/apt.sh" docker.io iptables ${apparmor:+"$apparmor"}
  # Under systemd the package has just started a daemon, which `make down` could not call ours.
  [[ ! -d /run/systemd/system ]] || systemctl disable --quiet --now docker.socket docker.service
}

# One a line: the cache's name may have blanks.
runtime_options() {
  local bounding=$((16#$(awk '/^CapBnd/ {print $2}' /proc/self/status)))
  ((bounding & 1 << 24)) && return   # 24 is CAP_SYS_RESOURCE
  cp "$ROOT/cluster/docker/oci-runtime" "$LAB_CACHE/run/"   # the daemon may outlive this clone
  printf '%s\n' --add-runtime "lab=$LAB_CACHE/run/oci-runtime" --default-runtime lab
}

start() {
  if answers > /dev/null 2>&1; then
    say "Docker $(docker version --format '{{.Server.Version}}') runs"
    return
  fi
  # A daemon of ours would listen at its usual place, and nobody would ask it.
  [[ $(daemon_address) == "$USUAL_DAEMON" ]] ||
    die "no Docker daemon answers at $(daemon_address)" "start it, or unset DOCKER_HOST and run 'docker context use default'"
  ! shut_out_of_docker || die "Docker does not let $(id -un) in" "run 'sudo usermod -aG docker $(id -un)' and log in anew"
  await_running && return
  [[ $EUID == 0 && -e /etc/debian_version ]] ||
    die "no Docker daemon answers" "start Docker and see that 'docker info' works for $(id -un)"
  exec 6> /var/run/naming-of-cats.lock   # of the machine: caches may differ, the daemon's socket does not
  ! command -v flock > /dev/null || flock 6
  install_docker 6>&- 7>&- 9>&-   # 7, 9: the locks of a cluster beside the lab's, of up.sh. What a package starts would keep them
  if answers > /dev/null 2>&1 || await_running; then return; fi   # another `make` was first
  # A daemon that was killed leaves these behind, and the next one believes them whoever has that number now.
  rm -f "$PID_FILE"
  alive $CONTAINERD_PID containerd || rm -f $CONTAINERD_PID
  say "starting dockerd, log in $LOG"
  touch "$EVER"
  local options
  mapfile -t options < <(runtime_options)
  setsid nohup dockerd --pidfile "$PID_FILE" "${options[@]}" > "$LOG" 2>&1 < /dev/null 6>&- 7>&- 9>&- &
  until_true 60 "dockerd to answer (see $LOG)" answers || die "dockerd does not start" "read $LOG"
}

stop() {
  ours_runs || { rm -f "$PID_FILE"; return 0; }
  local pid running
  pid=$(cat "$PID_FILE")
  # Ours is asked, whichever `docker` would ask. One that does not answer may have containers.
  running=$(timeout 30 env -u DOCKER_TLS_VERIFY -u DOCKER_CERT_PATH docker --host "$USUAL_DAEMON" ps --quiet 2> /dev/null) ||
    { say "the dockerd that we started goes on: it does not answer, so nobody knows what runs in it; 'kill $pid' ends it"; return 0; }
  [[ -z $running ]] || { say "the dockerd that we started goes on: containers run in it, see 'docker ps'"; return 0; }
  say "stopping the dockerd that we started"
  kill "$pid"
  until_true 30 "dockerd to end" bash -c "! kill -0 $pid 2>/dev/null" || kill -9 "$pid"
  ip link delete docker0 2> /dev/null || true   # its bridge would stay
}

case ${1:-start} in
  start) start ;;
  stop) stop ;;
  revive) if orphans; then start; fi ;;
  wake) if orphans || { [[ -e $EVER ]] && command -v dockerd > /dev/null; }; then start; fi ;;
  *) die "docker.sh: unknown word '$1'" "use start, stop, revive or wake" ;;
esac
