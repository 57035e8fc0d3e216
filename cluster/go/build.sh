#!/usr/bin/env bash
# build.sh NAME…: compiles the Go modules cluster/go/NAME; prints a line for each, the folder that holds its programs.
# All modules use one Go cache, and what they share with Kubernetes has Kubernetes's versions (`replace` in their go.mod):
# so build Kubernetes first, it does most of the work of the others.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

# No -trimpath: with it Go keys a package by its module's version and the cache is not shared between modules.
# CGO_ENABLED=0: static programs, for images that hold nothing else.
export GOCACHE=$LAB_CACHE/go/build GOMODCACHE=$LAB_CACHE/go/mod CGO_ENABLED=0 GOFLAGS=-buildvcs=false GOTOOLCHAIN=local GOWORK=off
OUT=$LAB_CACHE/go/out

version_of() { local variable=${1^^}_VERSION; echo "${!variable}"; }

# A module has a main of its own, or names upstream's as `tool` in its go.mod.
programs() { if [[ -e $1/main.go ]]; then echo .; else echo tool; fi; }

# Linker flags: the version that the program tells. Which variables of upstream's hold it says the module's file `version`.
linker_flags() { # FOLDER VERSION
  local variable flags='-s -w' major minor
  IFS=. read -r major minor _ <<< "$2"
  [[ ! -e $1/version ]] || while read -r variable; do
    flags+=" -X $variable"
  done < <(sed "s/VERSION/$2/; s/MAJOR/$major/; s/MINOR/$minor/" "$1/version")
  echo "$flags"
}

# Reads names of packages as they are compiled: a line that is rewritten on a terminal, else one every 30 seconds.
progress() { # NAME TOTAL
  local count=0 package='…' line status last=$SECONDS
  while true; do
    if IFS= read -r -t 5 line; then
      [[ $line == *' '* ]] || { package=$line; ((++count)); }
    else
      status=$?
      ((status > 128)) || break   # the end, not the time-out
    fi
    if [[ -t 2 ]]; then
      printf '\r\e[K  %s: %d of %d packages, %ds, %s' "$1" "$count" "$2" $((SECONDS - START)) "${package: -60}" >&2
    elif ((SECONDS - last >= 30)); then
      say "  $1: $count of $2 packages, $((SECONDS - START))s, $package"
      last=$SECONDS
    fi
  done
  [[ ! -t 2 ]] || printf '\r\e[K' >&2
}

compile() { # NAME FOLDER
  local module=$ROOT/cluster/go/$1 log=$LAB_CACHE/run/go-$1.log what total
  what=$(programs "$module")
  : > "$log"
  say "  $1: fetching its Go modules"
  total=$(go -C "$module" list -deps -f '{{if .Stale}}+{{end}}' "$what" 2>> "$log" | grep -c + || true)
  START=$SECONDS
  go -C "$module" build -v -ldflags "$(linker_flags "$module" "$(version_of "$1")")" -o "$2/" "$what" 2>&1 |
    tee -a "$log" | progress "$1" "$total" || { grep -v '^go: downloading' "$log" | tail -20 >&2; return 1; }
  say "  $1: compiled in $((SECONDS - START))s"
}

build() { # NAME: in a subshell, under a lock, so that of two builds of the same the second one waits and finds the first one's
  local name=$1 folder temporary
  grep -qE " v$(version_of "$name")( |\$)" "$ROOT/cluster/go/$name/go.mod" ||
    die "cluster/go/$name/go.mod does not require v$(version_of "$name")" "give it and cluster/versions.env the same version"
  folder=$OUT/$name-$(key_of "$(hash_of "cluster/go/$name" cluster/go/build.sh) $(version_of "$name") $(go version)")
  exec 9> "$OUT/$name.lock"
  flock 9
  if [[ ! -d $folder ]]; then
    rm -rf "$OUT/$name".tmp.*   # of an interrupted build
    temporary=$(mktemp -d "$OUT/$name.tmp.XXXXXX")
    chmod 755 "$temporary"
    compile "$name" "$temporary" || die "$name does not compile" "read $LAB_CACHE/run/go-$name.log; with a full disk or a broken network run it again"
    mv -T "$temporary" "$folder"
  fi
  echo "$folder"
}

main() {
  (($#)) || die "build.sh needs a name" "one of $(cd "$ROOT/cluster/go" && echo */ | tr -d /)"
  local name
  for name in "$@"; do
    [[ -e $ROOT/cluster/go/$name/go.mod ]] || die "there is no Go module cluster/go/$name" "see ls cluster/go"
  done
  command -v go > /dev/null || die "no Go on the PATH" "install Go 1.26 or newer"
  mkdir -p "$OUT"
  for name in "$@"; do (build "$name"); done
}

main "$@"
