# shellcheck shell=bash
# For tests in a cluster. expect WHAT COMMAND… says whether it is so; FAILED is 1 as soon as something was not. Sourced after lab.sh.
# shellcheck disable=SC2034 # for who reads this file

FAILED=0
expect() { if "${@:2}"; then say "ok   $1"; else say "FAIL $1"; FAILED=1; fi; }
