#!/usr/bin/env bash
# scan.sh: what kube-score and checkov find in k8s/, less what cluster/scan/exemptions.txt names with its reason. Fails by a finding
# that nobody exempts, and by an exemption that nothing needs any more.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

EXEMPTIONS=$ROOT/cluster/scan/exemptions.txt

kube_score() { # FILE…: prints "kube-score CHECK KIND/NAME"
  local bin=$LAB_CACHE/tools/kube-score-$TOOL_KUBE_SCORE found
  if [[ ! -x $bin/kube-score ]]; then
    new_go || die "building kube-score needs Go $NEW_GO" "install Go >= $NEW_GO"
    say "compiling kube-score $TOOL_KUBE_SCORE"
    GOBIN=$bin GOTOOLCHAIN=local go install "github.com/zegl/kube-score/cmd/kube-score@v$TOOL_KUBE_SCORE" 2> "$LAB_CACHE/run/kube-score.log" ||
      { tail -3 "$LAB_CACHE/run/kube-score.log" >&2; die "kube-score does not compile" "read $LAB_CACHE/run/kube-score.log"; }
  fi
  # It ends with 1 when it finds something; whether it worked is seen by its output.
  found=$("$bin/kube-score" score --kubernetes-version "v${KUBERNETES_VERSION%.*}" --output-format json "$@" 2> /dev/null || true)
  jq -re '.[] | .type_meta.kind as $kind | .object_meta.name as $name | .checks[]
    | select(.grade < 10 and (.skipped | not)) | "kube-score \(.check.id) \($kind)/\($name)"' <<< "$found" ||
    jq -e 'length > 10' <<< "$found" > /dev/null || die "kube-score looked at nothing" "run it by hand: $bin/kube-score score k8s/*/*.yaml"
}

checkov() { # FOLDER: prints "checkov CHECK KIND/NAME"
  local bin found
  bin=$("$ROOT/cluster/scan/pip-tool.sh" checkov "$TOOL_CHECKOV")
  # --skip-download: its own checks, without asking a vendor's server for more.
  found=$("$bin/checkov" --directory "$1" --framework kubernetes --skip-download --quiet --compact --output json 2> /dev/null || true)
  jq -e '.summary.passed > 100 and .summary.parsing_errors == 0' <<< "$found" > /dev/null ||
    die "checkov looked at nothing, or cannot read a manifest" "run it by hand: $bin/checkov -d $1"
  jq -r '.results.failed_checks[] | (.resource | split(".")) as $of | "checkov \(.check_id) \($of[0])/\($of[-1])"' <<< "$found"
}

# Lines "TOOL CHECK OBJECT reason"; OBJECT is a pattern. Prints what is wrong.
compare() { # FINDINGS
  awk -v findings="$1" '
    BEGIN { while ((getline line < findings) > 0) found[line] = 1 }
    /^#|^$/ { next }
    NF < 6 { print "no reason: " $0; next }
    { used = 0
      for (line in found) { split(line, of, " ")
        if (of[1] == $1 && of[2] == $2 && of[3] ~ "^(" $3 ")$") { exempt[line] = 1; used = 1 } }
      if (!used) print "needed no more, remove it: " $1 " " $2 " " $3 }
    END { for (line in found) if (!(line in exempt)) print "found: " line }' "$EXEMPTIONS" | sort
}

main() {
  local findings wrong
  cd "$ROOT"
  findings=$(mktemp)
  # shellcheck disable=SC2064 # expanded now, the variable is local
  trap "rm -f '$findings'" EXIT
  { kube_score k8s/*/*.yaml; checkov k8s; } | sort -u > "$findings"
  wrong=$(compare "$findings")
  [[ -z $wrong ]] || { say "$wrong"; die "the manifests have findings" "mend them, or name them with the reason in cluster/scan/exemptions.txt"; }
  say "scan: kube-score and checkov find nothing but $(wc -l < "$findings") things that are meant so, see cluster/scan/exemptions.txt"
}

main "$@"
