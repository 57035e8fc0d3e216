#!/usr/bin/env bash
# outside.sh TAG: the vantage outside the cluster: an agent in a container on kind's network, without a default route.
# It is kept while its image, token and network are the ones wanted and it answers; else it is made anew.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

NAME=$CLUSTER-outside
IMAGE=naming-of-cats/probe:$1

TOKEN=$(kubectl --context "kind-$CLUSTER" -n naming-of-cats get secret run-token -o jsonpath='{.data.token}' | base64 -d)

# What it was made of, as a label; the token only as a hash.
made_of() { key_of "$(docker image inspect -f '{{.Id}}' "$IMAGE") $(docker network inspect -f '{{.Id}}' kind) $TOKEN"; }

# The node's image has `ip`: ours has not even a shell.
inside() { # SCRIPT
  docker run --rm --network "container:$NAME" --cap-add NET_ADMIN --entrypoint sh \
    "$(docker inspect -f '{{.Config.Image}}' "$CLUSTER-control-plane")" -c "$1"
}

# An address of the cluster that nothing here knows must end as "unreachable", not at somebody's router. What cannot be
# looked at has no proof that it is so.
# shellcheck disable=SC2016 # for the shell inside
PROOF='[ -z "$(ip -4 route show default)$(ip -6 route show default)" ] && echo none'
# shellcheck disable=SC2016 # for the shell inside
REMOVAL='for family in -4 -6; do while [ -n "$(ip $family route show default)" ]; do ip $family route del default; done; done'
without_default_route() { [[ $(inside "${1:-}$PROOF") == none ]]; }

answers() { curl --silent --fail --max-time 2 --output /dev/null "http://$(docker port "$NAME" 8082/tcp | head -1)/q/health/ready"; }

as_wanted() {
  [[ $(docker inspect -f '{{.State.Running}} {{index .Config.Labels "org.namingofcats.made-of"}}' "$NAME" 2> /dev/null) == "true $(made_of)" ]] &&
    answers && without_default_route
}

# The agent sends nothing before somebody with the token asks it to, and nobody does before this script has ended.
# No restart policy: Docker would bring it back with its default route.
create() {
  local secret
  secret=$(mktemp)   # mode 0600; on a command line everybody could read it
  # A run that is ended leaves none with its default route: `make verify` would take it as it is.
  # shellcheck disable=SC2064 # expanded now, the variable is local
  trap "end_children $$; rm -f '$secret'; [[ -n \${PROVEN:-} ]] || ours_named '$NAME' | remove_containers" EXIT
  echo "LAB_TOKEN=$TOKEN" > "$secret"
  ours_named "$NAME" | remove_containers
  docker run --detach --name "$NAME" --network kind --restart no --publish 127.0.0.1::8082 --env-file "$secret" \
    --label "org.namingofcats.cluster=$CLUSTER" --label "org.namingofcats.made-of=$(made_of)" \
    --read-only --cap-drop ALL --security-opt no-new-privileges "$IMAGE" agent > /dev/null ||
    die "the container $NAME cannot be started" "see above; one of somebody else's by that name has to go, or take another CLUSTER"
}

main() {
  have_image "$IMAGE" || die "there is no image $IMAGE" "run 'make images'"
  if as_wanted; then say "outside: $NAME is there"; return; fi
  create
  # Without this proof no packet may be sent from there.
  without_default_route "$REMOVAL; " ||
    die "the default route of $NAME cannot be deleted" "look at 'docker network inspect kind'"
  PROVEN=yes
  until_true 60 "$NAME to answer" answers || { docker logs --tail 5 "$NAME" >&2; die "the outside agent does not answer" "see above"; }
  say "outside: $NAME without default route"
}

main "$@"
