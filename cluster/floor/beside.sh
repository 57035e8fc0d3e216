#!/bin/sh
# beside.sh COMMAND…, on a node and in the network namespace of a pod: COMMAND in the pod's control group as well, where the kernel deals
# out CPU time to it as to the pod. Outside of it the same client is quicker by a twentieth.
set -eu
pod=$(lsns --type net --noheadings --output PID --task $$ | tr -d ' ')
joined=''
while IFS=: read -r _ controllers path; do
  case ,$controllers, in
    *,cpu,* | *,cpuacct,*) group=/sys/fs/cgroup/$controllers$path ;;   # version 1 has a tree for each controller
    ,,) group=/sys/fs/cgroup$path ;;                                   # version 2 has one for all
    *) continue ;;
  esac
  [ -e "$group/cgroup.procs" ] || continue
  echo $$ > "$group/cgroup.procs"
  joined=yes
done < "/proc/$pod/cgroup"
[ -n "$joined" ] || { echo "the control group of process $pod is not to be seen" >&2; exit 1; }
exec "$@"
