#!/bin/sh
# Runs a command on a session bus of its own, with a gnome-keyring of its own, unlocked, in a home folder of its own:
#   keychainsession.sh HOME COMMAND [ARGUMENT...]
# Exits 77 where there is no gnome-keyring or no dbus-run-session, which the caller reports as skipped.
set -eu
home=$1
shift
command -v gnome-keyring-daemon >/dev/null && command -v dbus-run-session >/dev/null || exit 77
mkdir -p "$home/run"
chmod 700 "$home/run"
export HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
exec dbus-run-session -- sh -c '
    printf "test password" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
    exec "$@"' sh "$@"
