#!/usr/bin/env bash
# train.sh MODULE IMAGE FILE OPTION…: writes into FILE what the JVM of an image would find out anew at every start (JEP 514,
# ahead-of-time cache). The training is a short life of the very container that will run, as MODULE and with the options of its command
# line: same JVM, options and jars, else the cache is not taken.
# Measured: 0.4 of the CPU time of a start; a lab starts eighteen JVMs on as few as two cores. Profiles of methods (JEP 515) are left out:
# they are for C2, which no JVM of the lab has, and to replay them costs a tenth of a start's CPU time.
set -o errexit -o nounset -o pipefail
# shellcheck source=cluster/lab.sh
. "$(dirname "$0")/lab.sh"

MODULE=$1 IMAGE=$2 FILE=$3
shift 3

# What the lab asks of it; that the answers are right is not asked here.
requests() {
  case $MODULE in
    service-a) echo / /mypathA /sidecar ;;
    service-b) echo / /myPathB ;;
    sidecar) echo / ;;
    probe) echo /dial ;;
  esac
  echo /q/health/started /q/health/ready /q/health/live /no-such-path
}

# `probe` is told what to be, as in k8s/; a grant lets one request through to the dialler. The sidecar listens for us as well, and service-a is
# its own: to be answered by one takes other classes than to be refused. :Z is for SELinux, and without effect elsewhere.
start() { # OPTION…
  local arguments=()
  [[ $MODULE != probe ]] || arguments=(agent)
  docker run --detach --label org.namingofcats.made-for=images --volume "$WORK:/training:Z" --publish "127.0.0.1::$PORT" --env LAB_TOKEN=training \
    --env QUARKUS_HTTP_HOST=0.0.0.0 --env SIDECAR_URL="http://127.0.0.1:$PORT" --entrypoint java "$IMAGE" \
    @/java/options -XX:-AOTRecordTraining -XX:AOTCacheOutput=/training/app.aot "$@" "${arguments[@]}"
}

dial() { # ADDRESS RESOURCE BEFORE AFTER
  curl --silent --output /dev/null --header "X-Lab-Grant: $("$ROOT/cluster/grant.sh" training 127.0.0.1 "$PORT")" --header 'Content-Type: application/json' --data \
    "$3{\"url\":\"http://127.0.0.1:$PORT/q/health/live\",\"nonce\":\"training\",\"timeoutMillis\":5000}$4" "http://$1/$2" || true
}

ask() { # ADDRESS
  local path
  until_true 120 "$MODULE to start for its training" curl --silent --fail "http://$1/q/health/started" || return
  for path in $(requests); do
    curl --silent --output /dev/null --header "X-Lab-Nonce: training" "http://$1$path" || true
  done
  if [[ $MODULE == probe ]]; then dial "$1" dial "" ""; dial "$1" dials "[" "]"; fi
}

# Quarkus stops when it is told to, and the JVM writes the cache as its last deed.
train() { # OPTION…
  local id
  id=$(start "$@")
  # shellcheck disable=SC2064 # expanded now, the variable is local
  trap "docker rm --force '$id' > /dev/null; rm -rf '$WORK'" EXIT
  if ! { ask "$(docker port "$id" "$PORT/tcp" | head -1)" && docker stop --time 120 "$id" > /dev/null && [[ -s $WORK/app.aot ]]; }; then
    docker logs "$id" 2>&1 | tail -5 >&2
    die "$MODULE wrote no ahead-of-time cache" "see above"
  fi
}

main() {
  WORK=$(large_folder)
  chmod 777 "$WORK"   # the container's user is not ours
  PORT=$(awk -F= '/^quarkus.http.port=/ {print $2}' "$ROOT/$MODULE/src/main/resources/application.properties")
  train "$@"
  cp "$WORK/app.aot" "$FILE"
}

main "$@"
