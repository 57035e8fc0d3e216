#!/usr/bin/env bash
# Runs shellcheck and yamllint over what is ours, and a speller over the lab pages.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

install_linters() {
  command -v shellcheck > /dev/null && command -v yamllint > /dev/null && return
  "$ROOT/cluster/apt.sh" shellcheck yamllint
}

main() {
  install_linters
  cd "$ROOT"
  local scripts manifests
  mapfile -t scripts < <(git ls-files -co --exclude-standard -- cluster .ci probe/probe labs k8s |
    while read -r file; do if [[ -f $file && $(head -n 1 "$file") =~ ^#(!.*sh$|" shellcheck shell=") ]]; then echo "$file"; fi; done)   # or only sourced
  shellcheck -x "${scripts[@]}"
  mapfile -t manifests < <(git ls-files -co --exclude-standard -- '*.yaml' '*.yml')
  yamllint --strict "${manifests[@]}"
  cluster/spelling.sh
  say "lint: ${#scripts[@]} scripts and ${#manifests[@]} YAML files are clean, and the lab pages are spelt right"
}

main "$@"
