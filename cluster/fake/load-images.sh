# shellcheck shell=bash
# For cluster/test-scripts.sh: where archives of images lie.

# /tmp may be memory, and nobody would look there for what a killed run left.
a_loaded_archive_lies_in_the_cache_and_goes() {
  mkdir -p "$LAB_CACHE/large/left"
  touch -d '1 day ago' "$LAB_CACHE/large/left"
  started 1 1
  says 0 "images: tag loaded" cluster/load-images.sh tag
  asked "docker save --output $LAB_CACHE/large/"
  [[ -z $(ls "$LAB_CACHE/large") ]] || fail "it stays: $(ls "$LAB_CACHE/large")"
}

a_load_ends_with_who_loads() {
  started 1 1
  ended cluster/load-images.sh tag
  [[ -z $(ls "$LAB_CACHE/large") ]] || fail "it stays: $(ls "$LAB_CACHE/large")"
}
