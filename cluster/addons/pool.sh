#!/usr/bin/env bash
# pool.sh: prints MetalLB's pool of addresses, of the range that the Docker network has.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

# Clusters on one Docker network must not announce the same addresses: 0 for the cluster of the default name, else one that its name
# chooses, of as many as the network's upper half has room for. Of kind's own, a /16, there are 654.
slice() { # BITS
  [[ $CLUSTER == naming-of-cats ]] && echo 0 || echo $((1 + $(cksum <<< "$CLUSTER" | cut -d' ' -f1) % ((1 << (32 - $1)) / 100 - 1)))
}

# FIRST-LAST: 50 addresses near the upper end of the network's IPv4 range; Docker gives its containers those of the lower end.
addresses() {
  local subnet a b c d bits last offset result=()
  subnet=$(docker network inspect kind -f '{{range .IPAM.Config}}{{println .Subnet}}{{end}}' | grep -m 1 -F .) ||
    die "the Docker network 'kind' has no IPv4 range" "run 'make down up'"
  IFS=./ read -r a b c d bits <<< "$subnet"
  ((bits <= 25)) || die "the Docker network 'kind' ($subnet) is too small for a pool of addresses" "give it a /25 or more"
  last=$((((a << 24) + (b << 16) + (c << 8) + d) | (1 << (32 - bits)) - 1))
  ((bits > 23)) || last=$((last - 50 * $(slice "$bits")))   # a smaller network has room for one cluster's addresses only
  for offset in 55 6; do
    result+=("$(((last - offset) >> 24)).$(((last - offset) >> 16 & 255)).$(((last - offset) >> 8 & 255)).$(((last - offset) & 255))")
  done
  echo "${result[0]}-${result[1]}"
}

main() {
  local range
  range=$(addresses)
  sed "s/\$ADDRESSES/$range/" "$ROOT/cluster/addons/metallb-pool.yaml"
}

main "$@"
