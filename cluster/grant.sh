#!/usr/bin/env bash
# grant.sh TOKEN ADDRESS PORT…: what the header X-Lab-Grant must say for an agent with that token to dial there, for ten minutes.
# The probe writes its own (probe/…/grant); this is for scripts that ask an agent themselves. See docs/adr/0008.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

word() { base64 | tr -d '=\n' | tr '+/' '-_'; }

main() {
  command -v openssl > /dev/null || die "no openssl to sign with" "install openssl"
  local token=$1 address=$2 ports content
  shift 2
  ports=$(IFS=,; echo "$*")
  content="{\"until\":$(($(date +%s) + 600)),\"targets\":{\"$address\":[$ports]}}"
  echo "$(printf %s "$content" | word).$(printf %s "$content" | openssl dgst -sha256 -hmac "$token" -binary | word)"
}

main "$@"
