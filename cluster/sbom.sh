#!/usr/bin/env bash
# sbom.sh: target/sbom/MODULE.json, what each image is made of beside the JVM, as CycloneDX; each library that lies in the image
# must be in it. Apart from the build, because only who audits needs it, and an image's tag is a hash of sources alone.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

OUT=$ROOT/target/sbom

write() {
  local time
  time=$(TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd)   # of the sources, so they give the same file again
  mkdir -p "$OUT"
  cluster/maven.sh -Dproject.build.outputTimestamp="$time" compile org.cyclonedx:cyclonedx-maven-plugin:makeBom > "$OUT/maven.log" 2>&1 ||
    maven_failed "$OUT/maven.log" "no bill of materials"
}

# Libraries of the image that the bill does not name. A jar is called group.artifact-version.jar there.
missing() { # MODULE
  comm -23 <(find "$1/target/quarkus-app/lib" -name '*.jar' -printf '%f\n' | sort) \
    <(jq -r '.components[] | "\(.group).\(.name)-\(.version).jar", "\(.group).\(.name)-\(.purl | capture("classifier=(?<c>[^&]+)").c? // "")-\(.version).jar",
        "\(.group).\(.name)-\(.version)-\(.purl | capture("classifier=(?<c>[^&]+)").c? // "").jar"' "$OUT/$1.json" | sort)
}

main() {
  local module absent failed=0
  cd "$ROOT"
  write
  for module in "${MODULES[@]}"; do
    mv "$module/target/sbom.json" "$OUT/$module.json"
    [[ -d $module/target/quarkus-app/lib ]] || die "$module is not built, so nobody can say whether its bill is complete" "run 'make images'"
    absent=$(missing "$module")
    if [[ -z $absent ]]; then
      say "ok   $OUT/$module.json names $(jq '.components | length' "$OUT/$module.json") components, and every library of the image"
    else
      say "FAIL $OUT/$module.json does not name" "$absent"
      failed=1
    fi
  done
  return "$failed"
}

main "$@"
