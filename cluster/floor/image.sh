#!/usr/bin/env bash
# image.sh: the server in C as an image that every node has, for `make bench-services`. Prints its name.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

main() {
  local folder image context
  folder=$("$ROOT/cluster/floor/build.sh")
  [[ -x $folder/server ]] || die "there is no server in C" "install gcc and the C library for static programs, Debian's libc6-dev"
  image=naming-of-cats/floor:${folder##*/}
  if ! have_image "$image"; then
    context=$(mktemp -d)
    # shellcheck disable=SC2064 # expanded now, the variable is local
    trap "rm -rf '$context'" EXIT
    cp "$folder/server" "$context"
    echo '{"nonce":"@NONCE@"}' > "$context/body.json"
    image_of "$image" "$context" 'FROM scratch' 'COPY server body.json /' 'USER 10001:10001' 'ENTRYPOINT ["/server", "8080", "/body.json"]'
  fi
  to_every_node "$image"
  echo "$image"
}

main
