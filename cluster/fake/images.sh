# shellcheck shell=bash
# For cluster/test-scripts.sh: Java images that are built, and those that are not needed any more.

images_of() { printf "naming-of-cats/probe:%s\n" dev "$@" > "$FAKE/images"; : > "$FAKE/asked"; }

a_tag_and_the_newest_other_stay() {
  local now=cccccccccccc before=bbbbbbbbbbbb old=aaaaaaaaaaaa
  images_of $now $now-plain $before $before-plain $old $old-plain
  says 0 "" cluster/forget-images.sh $now
  asked "docker rmi naming-of-cats/probe:$old naming-of-cats/probe:$old-plain$"
  ! grep -E "rmi.*($now|$before|dev)" "$FAKE/asked" || fail "what is needed is removed"
  images_of $now
  says 0 "" cluster/forget-images.sh $now
  ! grep rmi "$FAKE/asked" || fail "there is nothing to remove"
}

a_proxy_that_maven_does_not_see_is_told_of() {
  printf '#!/bin/sh\nexit 1\n' > mvnw
  says 1 "Maven takes no proxy" env https_proxy=http://127.0.0.1:1 cluster/images.sh build
}

# A clone of the same sources finds the images there: the command line alone is built.
maven_is_asked() { # GOALS
  printf '#!/bin/sh\necho "mvnw $*" >> "%s"\nexit 1\n' "$FAKE/asked" > mvnw
  says 1 "do not build" cluster/images.sh build
  asked "$1"
}

a_clone_of_the_same_sources_builds_no_image() { maven_is_asked "mvnw -B -ntp package -Dmaven"; }

a_clone_of_other_sources_does() {
  touch "$FAKE/no-images"
  maven_is_asked "mvnw -B -ntp package k8s:build -Dmaven"
  rm "$FAKE/no-images"
}

without_java() { # COMMAND…
  cp -p cluster/java-home.sh "$FAKE/"
  printf '#!/bin/sh\nexit 1\n' > cluster/java-home.sh
  "$@"
  mv "$FAKE/java-home.sh" cluster/java-home.sh
}

a_tag_that_cannot_be_told_is_none() {
  mv sidecar/src/main "$FAKE/main"
  says 1 "" cluster/images.sh --tag
  mv "$FAKE/main" sidecar/src/main
  without_java says 1 "" cluster/images.sh --tag
}

a_copy_of_libraries_takes_no_option_that_debians_docker_lacks() {
  mkdir "$FAKE/work"
  : | there_are
  without_java says 1 "" cluster/libraries.sh tag "$FAKE/work"   # goes no further than the copies
  asked "docker cp :/app $FAKE/work/probe$"
}

a_target_of_another_account_is_named() {
  local script
  rm -rf target
  ln -s /sys target
  for script in "maven.sh test" "images.sh build"; do
    # shellcheck disable=SC2086 # several words
    says 1 "target cannot be written to; if another" cluster/$script
  done
  rm target
}
