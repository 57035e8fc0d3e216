#!/usr/bin/env bash
# The spelling of the lab pages: British English, and the words of labs/words.txt. Commands, outputs and code are not looked at.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

speller() { command -v aspell > /dev/null && [[ $(aspell dicts) == *en_GB* ]]; }

install_speller() {
  speller && return
  "$ROOT/cluster/apt.sh" aspell aspell-en
}

# Words of FILE that neither list has; a word of ours stands for its genitive too.
unknown() {
  aspell --mode=markdown --lang=en_GB list < "$1" | sed "s/'s$//" | LC_ALL=C sort -u | LC_ALL=C comm -23 - <(LC_ALL=C sort -u "$ROOT/labs/words.txt")
}

main() {
  local page word words failed=0
  install_speller
  for page in "$ROOT"/labs/*.md; do
    words=$(unknown "$page")
    for word in $words; do
      say "labs/${page##*/}:$(grep -n -m 1 -w -F -- "$word" "$page" | cut -d: -f1): '$word' is in no word list; mend it, or add it to labs/words.txt"
      failed=1
    done
  done
  return "$failed"
}

main "$@"
