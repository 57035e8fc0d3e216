#!/usr/bin/env bash
# fast-jar.sh: service-a as Quarkus packs it, a fast-jar, and as a JDK starts it without any option, with the archive of its own classes (CDS)
# that it comes with: what `make bench-services` compares the start of the lab's image with. Prints the image's name.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/../lab.sh"

# In a copy of the sources: the images' own build is not disturbed.
build() { # IMAGE FOLDER
  local base jdk log=$LAB_CACHE/run/fast-jar.log
  base=$("$ROOT/cluster/java-base/build.sh")
  jdk=$("$ROOT/cluster/java-home.sh")
  mkdir -p "$2/sources" "$2/image" "$LAB_CACHE/run"
  tar -C "$ROOT" --create --exclude=target pom.xml mvnw .mvn api service-a service-b sidecar probe | tar -C "$2/sources" --extract
  (cd "$2/sources" && JAVA_HOME=$jdk ./mvnw -B -ntp package -pl api,service-a -Dmaven.test.skip=true -Dquarkus.package.jar.type=fast-jar) > "$log" 2>&1 ||
    maven_failed "$log" "service-a does not become a fast-jar"
  mv "$2/sources/service-a/target/quarkus-app" "$2/image/app"
  "$jdk/bin/jlink" --output "$2/image/jdk" --add-modules "$(grep -v '^#' "$ROOT/cluster/java-base/modules" | paste -sd,)" --generate-cds-archive >> "$log" 2>&1 ||
    die "jlink makes no Java runtime" "read $log"
  image_of "$1" "$2/image" "FROM $base" 'COPY jdk /jdk/' 'COPY app /app/' 'ENTRYPOINT ["/jdk/bin/java", "-jar", "/app/quarkus-run.jar"]'
}

main() {
  local image folder tag
  tag=$("$ROOT/cluster/images.sh" --tag)
  image=naming-of-cats/fast-jar:$(key_of "$tag $(hash_of cluster/floor/fast-jar.sh)")
  if ! have_image "$image"; then
    say "floor: building service-a as a fast-jar"
    folder=$(large_folder)
    # shellcheck disable=SC2064 # expanded now, the variable is local
    trap "rm -rf '$folder'" EXIT
    build "$image" "$folder"
  fi
  echo "$image"
}

main
