# shellcheck shell=bash
# For cluster/test-scripts.sh: a Python that has no whole venv.

a_venv_that_debian_leaves_out_is_named() {
  printf '#!/bin/sh\nexit 1\n' | tee "$FAKE/python3" > "$FAKE/dpkg-query"
  chmod +x "$FAKE/python3" "$FAKE/dpkg-query"
  says 1 "not installed: python3-venv" cluster/scan/pip-tool.sh checkov 1
  rm "$FAKE/python3" "$FAKE/dpkg-query"
}
