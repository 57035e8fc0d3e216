# shellcheck shell=bash
# For cluster/test-scripts.sh: one Maven at a time.

a_build_waits_for_the_other() {
  mkdir -p target
  printf '#!/bin/sh\necho built\n' > mvnw
  says 0 built cluster/maven.sh test
  exec 8> target/images.lock
  flock 8
  says 124 "waiting for another build" timeout 4 cluster/maven.sh test
  exec 8>&-
}
