#!/usr/bin/env bash
# manifests.sh: upstream's manifests of the add-ons, unchanged, as files; prints their folder.
# They come with the Go modules that the programs are built from; without Go, from the projects' own repositories.
# The files are the same in both ways: manifests.sha256 has the last word.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

HERE=$ROOT/cluster/addons

from_module() { # NAME PROGRAM MODULE FILE
  local folder
  folder=$(cd "$ROOT/cluster/go/$2" && GOFLAGS='' GOTOOLCHAIN=local GOMODCACHE=$LAB_CACHE/go/mod go mod download -json "$3" 2> /dev/null |
    sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  [[ -n $folder ]] && cp "$folder/$4" "$WORK/$1.yaml"
}

from_repository() { # NAME GITHUB-PROJECT VERSION FILE
  curl -fsL --retry 2 --max-time 60 -o "$WORK/$1.yaml" "https://github.com/$2/raw/v$3/$4"
}

# PROGRAM is the one of cluster/go that is built with the module.
fetch() { # NAME PROGRAM MODULE GITHUB-PROJECT VERSION FILE
  { command -v go > /dev/null && from_module "$1" "$2" "$3" "$6"; } || from_repository "$1" "$4" "$5" "$6" ||
    die "cannot get the manifest of $1 $5" "check the network and run it again"
}

# Of the Gateway API only what the lab's Contour watches: an API server on two processors notices each definition.
fetch_gateway_api() {
  local kind
  for kind in gatewayclasses gateways httproutes referencegrants; do
    fetch "gateway-api-$kind" contour sigs.k8s.io/gateway-api kubernetes-sigs/gateway-api "$GATEWAY_API_VERSION" \
      "config/crd/standard/gateway.networking.k8s.io_$kind.yaml"
  done
}

main() {
  local folder
  folder=$LAB_CACHE/addons/upstream-$(key_of "$(hash_of cluster/addons/manifests.sh cluster/addons/manifests.sha256) $METALLB_VERSION $CONTOUR_VERSION $GATEWAY_API_VERSION")
  if [[ ! -d $folder ]]; then
    mkdir -p "$LAB_CACHE/addons"
    WORK=$(mktemp -d "$LAB_CACHE/addons/tmp.XXXXXX")
    trap 'rm -rf "$WORK"' EXIT
    fetch metallb metallb go.universe.tf/metallb metallb/metallb "$METALLB_VERSION" config/manifests/metallb-native.yaml
    fetch contour contour github.com/projectcontour/contour projectcontour/contour "$CONTOUR_VERSION" examples/render/contour.yaml
    fetch_gateway_api
    (cd "$WORK" && sha256sum --check --quiet "$HERE/manifests.sha256" >&2) ||
      die "the manifests are not those of manifests.sha256" "with new versions in versions.env renew that file as well"
    chmod -R u+w,a+rX "$WORK"
    mv -T "$WORK" "$folder" 2> /dev/null || [[ -d $folder ]]   # somebody else was first
  fi
  echo "$folder"
}

main "$@"
