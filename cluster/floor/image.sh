#!/usr/bin/env bash
# image.sh: the server in C as an image that every node has, for `make bench-services`. Prints its name.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

main() {
  local folder image context node
  folder=$("$ROOT/cluster/floor/build.sh")
  [[ -x $folder/server ]] || die "there is no server in C" "install gcc"
  image=naming-of-cats/floor:${folder##*/}
  if ! have_image "$image"; then
    context=$(mktemp -d)
    # shellcheck disable=SC2064 # expanded now, the variable is local
    trap "rm -rf '$context'" EXIT
    cp "$folder/server" "$context"
    echo '{"nonce":"@NONCE@"}' > "$context/body.json"
    image_of "$image" "$context" 'FROM scratch' 'COPY server body.json /' 'USER 10001:10001' 'ENTRYPOINT ["/server", "8080", "/body.json"]'
  fi
  # shellcheck disable=SC2119 # without options
  for node in $(nodes); do
    docker exec "$node" ctr --namespace k8s.io images ls -q | grep -qx "docker.io/$image" ||
      docker save "$image" | docker exec --interactive "$node" ctr --namespace k8s.io images import - > /dev/null
  done
  echo "$image"
}

main
