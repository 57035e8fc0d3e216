# shellcheck shell=bash
# For cluster/test-scripts.sh: what every script has from lab.sh.

in_lab() { says 0 "$1" "${@:3}" bash -c ". cluster/lab.sh; $2"; }   # SAID SCRIPT COMMAND…

a_path_without_sbin_has_it() { in_lab sbin/chroot 'command -v chroot' env PATH=/usr/bin:/bin; }

# A workspace above the clone knows none of its modules.
a_go_of_the_users_own_settings_has_none() {
  # shellcheck disable=SC2016 # for the shell there
  in_lab "off local -buildvcs=false." 'echo "$GOWORK $GOTOOLCHAIN $GOFLAGS."' env GOWORK=/src/go.work GOTOOLCHAIN=go1.20 GOFLAGS=-mod=vendor
}

# All of the host's packages would be out of order.
a_ctrl_c_lets_packages_come() {
  mv cluster/apt.sh "$FAKE/apt.sh"
  # shellcheck disable=SC2016 # for the shell there
  printf '#!/usr/bin/env bash\nsleep 1 && touch "$FAKE/installed"\n' > cluster/apt.sh
  chmod +x cluster/apt.sh
  # shellcheck disable=SC2016 # for the shell there
  in_lab "" '"$ROOT/cluster/apt.sh" gcc & until pgrep -f "/cluster/apt.sh gcc" > /dev/null; do :; done; sleep 0.2; end_children $$; wait' env "PATH=$PATH"
  [[ -e $FAKE/installed ]] || fail "what installs packages was ended in the middle"
  mv "$FAKE/apt.sh" cluster/apt.sh
}
