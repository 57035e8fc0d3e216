#!/bin/sh
# beside.sh COMMAND…, on a node and in the network namespace of a pod: COMMAND in the control group of the pod's agent as well, where the kernel
# deals out CPU time and cores to it as to that one, and as to a service beside that one, which has as many shares. Not in the service's own group: what a
# floor takes would be counted as the service's. Outside of such a group the same client is quicker by a twentieth.
set -eu
jvm=$(pgrep --newest --full --ns $$ --nslist net 'java.* agent$')
joined=''
while IFS=: read -r _ controllers path; do
  case ,$controllers, in
    *,cpu,* | *,cpuacct,* | *,cpuset,*) group=/sys/fs/cgroup/$controllers$path ;;   # version 1 has a tree for each controller
    ,,) group=/sys/fs/cgroup$path ;;                                   # version 2 has one for all
    *) continue ;;
  esac
  [ -e "$group/cgroup.procs" ] || continue
  echo $$ > "$group/cgroup.procs"
  joined=yes
done < "/proc/$jvm/cgroup"
[ -n "$joined" ] || { echo "the control group of process $jvm is not to be seen" >&2; exit 1; }
exec "$@"
