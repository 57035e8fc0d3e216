#!/usr/bin/env bash
# What the build way needs on top: Debian as root, and Go.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

new_go || die "no image registry answers, and building the images needs Go $NEW_GO" "install Go >= $NEW_GO, or connect to a network with an image registry"
[[ $EUID == 0 && -e /etc/debian_version ]] ||
  die "no image registry answers, and images can be built on Debian as root only" "connect to a network with an image registry"
