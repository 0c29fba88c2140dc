#!/usr/bin/env bash
# Has an assistive client that nobody here wrote use the real program: AT-SPI, on a bus and a screen of its own.
#
# usage: tests/desktop/reader.sh [AFTERRUN]        (target/debug/afterrun unless another is named)
# needs: apt-get install xvfb openbox dbus at-spi2-core python3-pyatspi gir1.2-atspi-2.0
# What is done and asserted is in reader.py beside this file. Ends with 0 if all of it was as it should be.
set -eu
here=$(dirname "$(realpath "$0")")
afterrun=$(realpath "${1:-target/debug/afterrun}")
if [ -z "${READER_INSIDE:-}" ]; then
    work=$(mktemp -d)
    chmod 700 "$work"
    export XDG_RUNTIME_DIR=$work HOME=$work READER_INSIDE=$work
    unset WAYLAND_DISPLAY AT_SPI_BUS_ADDRESS NO_AT_BRIDGE
    code=0
    dbus-run-session -- "$0" "$afterrun" 2>"$work/bus" || code=$?
    grep -v -e dbus-daemon -e SpiRegistry "$work/bus" >&2 || true
    rm -rf "$work"
    exit "$code"
fi
work=$READER_INSIDE
pids=()
trap 'for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done' EXIT
DISPLAY=:$((90 + RANDOM % 900)); export DISPLAY
Xvfb "$DISPLAY" -screen 0 1366x900x24 +extension GLX -nolisten tcp >/dev/null 2>&1 & pids+=($!)
sleep 1
openbox >/dev/null 2>&1 & pids+=($!)
mkdir -p "$work/config"
# The reader is told everything, as the voice that says the same is off.
echo '(format: 1, voice: (speech: Off))' > "$work/config/settings.ron"
"$afterrun" --config "$work/config" 2>"$work/log" & pids+=($!)
code=0
/usr/bin/python3 "$here/reader.py" "$work/config" || code=$?
[ "$code" = 0 ] || grep -v "^ALSA" "$work/log" || true
exit "$code"
