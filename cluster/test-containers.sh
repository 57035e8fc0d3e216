#!/usr/bin/env bash
# What the kernel says of the lab's containers while they run: no root, no capabilities, nothing to write to, no API token; and of
# their images: no shell. Not what the manifests ask for, which the probe's *IT read.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"
# shellcheck source=cluster/expect.sh
. "$ROOT/cluster/expect.sh"

# The lab's processes on NODE, one a line: PID NAME; a workload's JVM has its name in the environment.
processes() { # NODE
  docker exec "$1" sh -c 'for pid in $(pgrep -x java); do
    name=$(tr "\0" "\n" < /proc/$pid/environ | sed -n "s/^CONTAINER_NAME=//p"); [ -z "$name" ] || echo "$pid $name"; done'
}

status() { sed -n "s/^$1:[[:space:]]*//p" <<< "$STATUS"; }
is() { [[ $(status "$1") =~ ^$2$ ]]; }
root_is_read_only() { grep -qE '^[^ ]+ [^ ]+ [^ ]+ / / ro[, ]' <<< "$MOUNTS"; }
no_token() { ! grep -q serviceaccount <<< "$MOUNTS"; }

container() { # NODE PID NAME
  local STATUS MOUNTS
  STATUS=$(docker exec "$1" cat "/proc/$2/status")
  MOUNTS=$(docker exec "$1" cat "/proc/$2/mountinfo")
  expect "$3 on $1 is user 10001" is Uid $'10001\t10001\t10001\t10001'
  expect "$3 on $1 has no capability, and could have none" is CapBnd 0+
  expect "$3 on $1 can gain no privilege" is NoNewPrivs 1
  expect "$3 on $1 is kept to few system calls" is Seccomp 2
  expect "$3 on $1 cannot write to its files" root_is_read_only
  expect "$3 on $1 holds no API token" no_token
}

# Every program of an image is a JVM's: neither a shell nor anything that is set to run as another user.
programs() { # IMAGE
  local made
  made=$(docker create --label org.namingofcats.made-for=images "$1") || return   # errexit is off in $( )
  docker export "$made" | tar -tv || { docker rm "$made" > /dev/null; return 1; }
  docker rm "$made" > /dev/null
}
no_shell() { ! grep -E '/(sh|bash|dash|ash|busybox|perl|python3?)( ->.*)?$' <<< "$1" >&2; }
no_set_uid() { ! grep -E '^-..[sS]|^-.....[sS]' <<< "$1" >&2; }

main() {
  local node pid name module files seen=0 tag
  for node in $(docker ps --format '{{.Names}}' --filter "label=io.x-k8s.kind.cluster=$CLUSTER"); do
    while read -r pid name; do
      container "$node" "$pid" "$name"
      seen=$((seen + 1))
    done < <(processes "$node")
  done
  expect "there are containers to look at ($seen)" test "$seen" -gt 5
  tag=$("$ROOT/cluster/images.sh" --tag)
  for module in "${MODULES[@]}"; do
    files=$(programs "naming-of-cats/$module:$tag")
    expect "the image of $module is for user 10001" test "$(docker image inspect -f '{{.Config.User}}' "naming-of-cats/$module:$tag")" == 10001:10001
    expect "the image of $module is listed, its JVM among it" grep -q ' java/bin/java$' <<< "$files"
    expect "the image of $module has no shell" no_shell "$files"
    expect "no program in the image of $module runs as another user" no_set_uid "$files"
  done
  return "$FAILED"
}

main "$@"
