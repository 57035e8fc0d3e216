#!/usr/bin/env bash
# Prints the home of a JDK 25: JAVA_HOME when it is one, else what is installed; fails when there is none.
set -o errexit -o nounset -o pipefail

is_25() { [[ -x $1/bin/javac ]] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2> /dev/null; }

candidates() {
  echo "${JAVA_HOME:-}"
  if command -v javac > /dev/null; then dirname "$(dirname "$(readlink -f "$(command -v javac)")")"; fi
  printf '%s\n' /usr/lib/jvm/*25* "${HOME:-}"/.sdkman/candidates/java/25* /opt/*jdk*25*
}

while read -r home; do
  if is_25 "$home"; then
    echo "$home"
    exit
  fi
done < <(candidates)
echo "make: no JDK 25 is installed; install one and set JAVA_HOME to it" >&2
exit 1
