#!/usr/bin/env bash
# What the build way needs on top: Debian as root, and Go.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

version=$(go env GOVERSION 2> /dev/null || true)
version=${version#go}
[[ $EUID == 0 && -e /etc/debian_version ]] ||
  die "no image registry answers, and images can be built on Debian as root only" "connect to a network with an image registry"
[[ -n $version ]] || die "no image registry answers, and building the images needs Go" "install Go >= 1.26, or connect to a network with an image registry"
[[ $(printf '%s\n' 1.26 "$version" | sort -V | head -1) == 1.26 ]] ||
  die "Go $version is too old to build the images" "install Go >= 1.26, or connect to a network with an image registry"
