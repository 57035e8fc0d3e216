# shellcheck shell=bash
# For cluster/test-scripts.sh: when policies are enforced.

a_question_that_fails_is_no_rule_on_every_node() {
  mv cluster/policies/image.sh "$FAKE/image.sh"
  printf '#!/bin/sh\necho image\n' > cluster/policies/image.sh
  chmod +x cluster/policies/image.sh
  touch "$FAKE/busy"
  says 0 "policies: enforced" cluster/policies.sh
  asked "docker exec n iptables-save"
  mv "$FAKE/image.sh" cluster/policies/image.sh
}
