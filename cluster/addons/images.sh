#!/usr/bin/env bash
# images.sh: builds the add-ons' images into the local Docker daemon, under the names and tags that upstream's manifests use,
# and prints them. --names only prints. Only for the build way; in the registry way the nodes pull them.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

HERE=$ROOT/cluster/addons
LABEL=org.namingofcats.content

names() { cat "$1"/*.yaml | sed -n 's/^ *image: *//p' | sort -u; }

# files_of PROGRAM ROOT: what goes into the image, at upstream's places.
files_of() {
  case $1 in
    controller | speaker) install -D "$METALLB/$1" "$2/$1" ;;
    contour) install -D "$CONTOUR/contour" "$2/bin/contour" ;;
    envoy)
      local library
      install -D "$ENVOY/envoy" "$2/usr/local/bin/envoy"
      # What `ldd` names, at the same places: the loader's path is compiled into the program.
      for library in $(ldd "$ENVOY/envoy" | grep -o '/[^ ]*'); do install -D "$(readlink -f "$library")" "$2$library"; done ;;
    *) die "upstream's manifests want an image of '$1', which images.sh does not know" "teach it" ;;
  esac
}

# build REFERENCE: the content's hash is the image's label, so what is there already is not built again.
build() {
  local program context content path
  program=${1%%:*}
  program=${program##*/}
  context=$(mktemp -d "$WORK/$program.XXXXXX")
  files_of "$program" "$context/root"
  path=$(cd "$context/root" && find . -type f -name "$program" | cut -c2-)
  { cat "$HERE/Dockerfile"; echo "ENTRYPOINT [\"$path\"]"; } > "$context/Dockerfile"
  content=$(cd "$context" && find . -type f -exec sha256sum {} + | sort | sha256sum | cut -c1-12)
  [[ $(docker image inspect -f "{{index .Config.Labels \"$LABEL\"}}" "$1" 2> /dev/null) == "$content" ]] && return
  say "  building the image $1"
  docker build -q -t "$1" --label "$LABEL=$content" "$context" > "$WORK/log" 2>&1 ||
    { cat "$WORK/log" >&2; die "docker build of $1 failed" "see above"; }
}

main() {
  local manifests name
  manifests=$("$HERE/manifests.sh")
  if [[ ${1:-} != --names ]]; then
    METALLB=$("$ROOT/cluster/go/build.sh" metallb)
    CONTOUR=$("$ROOT/cluster/go/build.sh" contour)
    ENVOY=$("$HERE/envoy.sh")
    find "$LAB_CACHE/addons" -maxdepth 1 -name 'tmp.*' -mmin +60 -exec rm -rf {} +   # of builds that were killed
    WORK=$(mktemp -d "$LAB_CACHE/addons/tmp.XXXXXX")
    trap 'rm -rf "$WORK"' EXIT
    for name in $(names "$manifests"); do build "$name"; done
  fi
  names "$manifests"
}

main "$@"
