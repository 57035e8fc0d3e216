# shellcheck shell=bash
# For cluster/test-scripts.sh: which daemon docker.sh stops.

a_daemon_of_ours_is_stopped_when_it_says_that_it_is_empty() {
  mkdir -p "$LAB_CACHE/run"
  # shellcheck disable=SC2016 # for the shell there
  printf '#!/bin/sh\ntrap "kill \$!; exit 0" TERM\necho $$ > "$LAB_CACHE/run/dockerd.pid"\nsleep 60 &\nwait\n' > "$FAKE/dockerd"
  chmod +x "$FAKE/dockerd"
  as_nobody "$PATH" "$FAKE/dockerd" &
  until [[ -s $LAB_CACHE/run/dockerd.pid ]]; do sleep 0.1; done
  container his some=label | there_are
  echo unix:///another.sock > "$FAKE/daemon"   # which has none
  says 0 "containers run in it" cluster/docker.sh stop
  touch "$FAKE/off"
  says 0 "does not answer" cluster/docker.sh stop
  rm "$FAKE/off"
  : | there_are
  says 0 "stopping the dockerd" cluster/docker.sh stop
  echo unix:///var/run/docker.sock > "$FAKE/daemon"
  rm -f "$FAKE/dockerd" "$LAB_CACHE/run/dockerd.pid"   # which a dockerd would take away itself
}

# start_twice: docker.sh start, two at once, and packages besides, on a Debian with AppArmor and without a Docker: in folders of its own, so that
# nothing of this machine is seen or changed.
start_twice() {
  local folder
  mount -t tmpfs none /run
  mount -t tmpfs none /sys/module
  for folder in /usr/sbin /sbin; do [[ -L $folder ]] || mount -t tmpfs none "$folder"; done
  mkdir -p /sys/module/apparmor/parameters
  echo Y > /sys/module/apparmor/parameters/enabled
  for folder in one two; do cluster/docker.sh start & cluster/apt.sh "$folder-cat" & done
  wait
  kill "$(< "$LAB_CACHE/run/dockerd.pid")"
}

# debian_without_docker FOLDER: its apt-get brings a dockerd that tells which files it was given, and no daemon answers until that one runs.
debian_without_docker() {
  touch "$FAKE/off"
  printf '#!/bin/sh\nexit 1\n' > "$1/dpkg-query"   # nothing is installed
  cat > "$1/apt-get" << 'APT'
#!/bin/sh
echo "apt-get $*" >> "$FAKE/asked"
sleep 0.3
case $* in *docker.io*) for program in dockerd iptables; do cp -p "$FAKE/a-dockerd" "${0%/*}/$program"; done ;; esac
echo "apt-get done" >> "$FAKE/asked"
APT
  cat > "$FAKE/a-dockerd" << 'DOCKERD'
#!/bin/sh
echo "dockerd has $(readlink /proc/$$/fd/* | xargs)" >> "$FAKE/asked"
echo $$ > "$2"   # --pidfile
rm -f "$FAKE/off"
trap 'kill $!; exit 0' TERM
sleep 60 &
wait
DOCKERD
  chmod +x "$1/dpkg-query" "$1/apt-get" "$FAKE/a-dockerd"
}

a_docker_that_is_installed_is_one() {
  if [[ ! -e /etc/debian_version ]] || ! unshare --mount true 2> /dev/null; then echo "skip: only root on Debian has Docker installed" >&2; return; fi
  local path said
  path=$(path_without docker kind apt-get dpkg-query dockerd iptables)
  debian_without_docker "$path"
  : > "$FAKE/asked"
  said=$(PATH="$FAKE:$path" unshare --mount bash -c "$(declare -f start_twice); start_twice" 2>&1) || fail "docker.sh start: $said"
  asked "apt-get install .* docker.io iptables apparmor"
  awk '/^apt-get/ {if (($0 == "apt-get done") != busy) exit 1; busy = !busy}' "$FAKE/asked" || fail "two apt-get at a time: $(< "$FAKE/asked")"
  [[ $(grep -c ^dockerd "$FAKE/asked") == 1 ]] || fail "there is not one dockerd: $(< "$FAKE/asked")"
  ! grep "^dockerd.*lock" "$FAKE/asked" || fail "a dockerd keeps a lock for as long as it runs"
  rm -f "$FAKE/a-dockerd" "$FAKE/off"
}
