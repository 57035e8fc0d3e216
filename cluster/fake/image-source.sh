# shellcheck shell=bash
# For cluster/test-scripts.sh: how long a registry is waited for.

a_registry_that_was_asked_for_has_more_time() {
  printf '#!/bin/sh\nexit 124\n' > "$FAKE/timeout"
  chmod +x "$FAKE/timeout"
  says 0 "takes longer than 10 seconds" cluster/image-source.sh
  says 1 "takes longer than 60 seconds; check" env IMAGES=registry cluster/image-source.sh
  says 1 "takes longer than 5 seconds; check" env IMAGES=registry REGISTRY_TIMEOUT=5 cluster/image-source.sh
  rm "$FAKE/timeout"
}
