#!/usr/bin/env bash
# maven.sh ARGUMENT…: Maven with a JDK 25, for the whole of the lab. One at a time, with images.sh: two in one target folder would spoil both.
set -o errexit -o nounset -o pipefail

unset CDPATH   # see lab.sh
export HOME=${HOME:-~}
cd "$(dirname "$0")/.."
JAVA_HOME=$(cluster/java-home.sh)
export JAVA_HOME
{ mkdir -p target && [[ -w target ]]; } 2> /dev/null ||
  { echo "make: $PWD/target cannot be written to; if another account built here: sudo chown -R $(id -un) target */target" >&2; exit 1; }
exec 8> target/images.lock
! command -v flock > /dev/null || flock -n 8 || { echo "waiting for another build in this folder" >&2; flock 8; }
./mvnw --batch-mode --no-transfer-progress "$@" 8>&-
