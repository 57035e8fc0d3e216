# shellcheck shell=bash
# For cluster/test-scripts.sh: a JDK that cannot be made a runtime of.

a_jdk_that_cannot_be_linked_says_why() {
  local jdk=$FAKE/jdk
  mkdir -p "$jdk/bin"
  echo 'JAVA_VERSION="25.0.1"' > "$jdk/release"
  printf '#!/bin/sh\necho "Error: cacerts has been modified"\nexit 1\n' | tee "$jdk/bin/jlink" > "$jdk/bin/javac"
  chmod +x "$jdk"/bin/*
  touch "$FAKE/no-base"
  says 1 "Error: cacerts has been modified; a JDK" env JAVA_HOME="$jdk" cluster/java-base/build.sh
  rm "$FAKE/no-base"
}
