#!/usr/bin/env bash
# secrets.sh: what MetalLB and Contour would make for themselves when they start: certificates, and the speakers' key. Makes each once.
# Made by themselves it comes late for the pods that want it: kubelets look again after 1, 2, 4, … seconds, MetalLB's controller waits
# up to a minute for its own certificate to appear in its folder, and Contour's two begin when a job has unpacked and run.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

DAYS=3650
k() { kubectl --context "$CONTEXT" "$@"; }

# With the key as PKCS #1: MetalLB's controller reads no other (its cert-controller, which wants this name as well). openssl 3 has to be
# told so, older ones write no other.
authority() {
  { openssl genrsa -traditional -out ca.key 2048 || openssl genrsa -out ca.key 2048; } &&
    openssl req -x509 -new -key ca.key -days $DAYS -subj "/O=naming-of-cats/CN=cert" -addext subjectAltName=DNS:cert -out ca.crt
}

certificate() { # FILE NAME…: signed by the authority, for servers and clients of these names
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$1.key" -subj "/CN=$2" -out "$1.request" &&
    openssl x509 -req -in "$1.request" -CA ca.crt -CAkey ca.key -CAcreateserial -days $DAYS -out "$1.crt" \
      -extfile <(printf 'subjectAltName=DNS:%s' "$2" && printf ',DNS:%s' "${@:3}")
}

for_service() { certificate "$1" "$1" "$1.$2" "$1.$2.svc" "$1.$2.svc.cluster.local"; }   # SERVICE NAMESPACE: the names that `contour certgen` gives

certificates() {
  authority && certificate webhook metallb-webhook-service.metallb-system.svc{,.cluster.local} &&
    for_service contour projectcontour && for_service envoy projectcontour
}

encoded() { base64 < "$1" | tr -d '\n'; }

secret() { # NAMESPACE NAME FILE [FURTHER DATA]: a Secret with a certificate
  printf '%s\n' "---" "{apiVersion: v1, kind: Secret, metadata: {namespace: $1, name: $2}, data: {ca.crt: $(encoded ca.crt)," \
    "  tls.crt: $(encoded "$3.crt"), tls.key: $(encoded "$3.key")${4:+, $4}}}"
}

manifests() {
  printf '%s\n' "---" "{apiVersion: v1, kind: Namespace, metadata: {name: metallb-system}}" \
    "---" "{apiVersion: v1, kind: Namespace, metadata: {name: projectcontour}}" \
    "---" "{apiVersion: v1, kind: Secret, metadata: {namespace: metallb-system, name: memberlist}," \
    "  stringData: {secretkey: $(openssl rand -base64 128 | tr -d '\n')}}"
  secret metallb-system metallb-webhook-cert webhook "ca.key: $(encoded ca.key)"
  secret projectcontour contourcert contour
  secret projectcontour envoycert envoy
}

main() {
  local last
  # An API server that does not answer is no reason to make new keys for pods that have the old ones.
  last=$(k -n projectcontour get secret envoycert --ignore-not-found -o name) || die "the add-ons' Secrets cannot be looked up" "see above; 'make up' tries again"
  [[ -z $last ]] || return 0
  WORK=$(mktemp -d)   # mode 0700: keys
  trap 'rm -rf "$WORK"' EXIT
  cd "$WORK"
  certificates > log 2>&1 || die "openssl makes no certificate: $(tail -1 log)" "see that 'openssl version' says 1.1.1 or later"
  # As another manager than apply.sh: what a manager does not repeat the API server removes, and upstream has one of these without data.
  manifests | k apply --server-side --field-manager=naming-of-cats-secrets -f - > log 2>&1 || die "the add-ons' Secrets are refused: $(tail -1 log)" "'make up' tries again"
}

main "$@"
