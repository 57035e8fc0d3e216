#!/usr/bin/env bash
# What breaks the make targets and their scripts. Each row of bad-input.txt must end in failure with one line that names cause and
# remedy, before anything is done: no cluster is needed and none is made.
set -o errexit -o nounset -o pipefail
unset CDPATH   # see lab.sh
cd "$(dirname "$0")/.."
# shellcheck source=cluster/pretend.sh
. cluster/pretend.sh

mk() { make --no-print-directory "$@"; }

without_jdk() { # TARGET: ./mvnw and the probe must not take whatever java there is, so it would be heard
  local tree=$scratch/tree
  mkdir -p "$tree/cluster" "$tree/probe/target/quarkus-app"
  cp Makefile "$tree"
  cp probe/probe "$tree/probe"
  touch "$tree/probe/target/quarkus-app/quarkus-run.jar"
  cp cluster/maven.sh "$tree/cluster"
  sed 's|/usr/lib/jvm/[^ ]*|/no|' cluster/java-home.sh > "$tree/cluster/java-home.sh"
  printf '#!/bin/sh\necho "mvnw was called"\n' > "$tree/mvnw"
  chmod +x "$tree/cluster/java-home.sh" "$tree/mvnw"
  (unset JAVA_HOME && PATH=$(path_without javac) && mk -C "$tree" "$1")
}

of_a_cluster() { # COMMAND: which must not forget that the cluster is ours
  local code=0
  touch "$LAB_CACHE/run/cluster-$CLUSTER"
  "$@" || code=$?
  rm "$LAB_CACHE/run/cluster-$CLUSTER" && return $code
}

probe_alone() { mkdir -p "$scratch/alone"; cp probe/probe "$scratch/alone"; "$scratch/alone/probe" verify; }

path_with_snap() {
  local path
  path=$(path_without snap)
  mkdir -p "$scratch/bin"
  cp /bin/true "$scratch/bin/snap"
  ln -sf "$scratch/bin/snap" "$path/docker"
  echo "$path"
}

beside_another() { exec 9> "$LAB_CACHE/run/$1.lock"; flock 9; "${@:2}" 9>&-; }   # LOCK COMMAND…

main() {
  local what part command code said cases=0 failures=0
  cluster/check-host.sh   # else each row would tell of what is missing here
  in_a_copy
  while IFS='|' read -r what part command; do
    code=0
    part=$(sed 's/^ *//; s/ *$//' <<< "$part")
    said=$( (eval "$command") 2>&1 < /dev/null) || code=$?
    said=$(grep -vE '^make(\[[0-9]+\])?: \*\*\*' <<< "$said" || true)   # make's own
    cases=$((cases + 1))
    if ((code == 0)) || [[ $said == *$'\n'* || $said != *"$part"*[\;:]" "[a-z]* ]]; then
      printf 'FAIL %s: code %s, said:\n%s\n' "$what" "$code" "$said" >&2
      failures=$((failures + 1))
    fi
  done < <(grep -v '^#' cluster/bad-input.txt)
  echo "bad input: $cases cases, $failures failures" >&2
  ((cases >= 40 && failures == 0))   # a table that is not there has no failures either
}

main "$@"
