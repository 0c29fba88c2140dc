#!/usr/bin/env bash
# Claps into a microphone of the real program, and sees it pause and go on: a PulseAudio whose one source is the monitor of a sink into
# which claps are played, a screen and a bus of its own, and playerctl.
#
# usage: tests/desktop/claps.sh [AFTERRUN]       (target/debug/afterrun unless another is named)
# needs: apt-get install xvfb dbus playerctl pulseaudio pulseaudio-utils python3
# Says what it has seen, line by line, and ends with 0 if all of it was as it should be.
set -eu
afterrun=$(realpath "${1:-target/debug/afterrun}")
if [ -z "${CLAPS_INSIDE:-}" ]; then
    work=$(mktemp -d)
    chmod 700 "$work"
    export XDG_RUNTIME_DIR=$work HOME=$work CLAPS_INSIDE=$work
    unset WAYLAND_DISPLAY
    code=0
    dbus-run-session -- "$0" "$afterrun" || code=$?
    rm -rf "$work"
    exit "$code"
fi
work=$CLAPS_INSIDE
DISPLAY=:$((90 + RANDOM % 900)); export DISPLAY
pids=()
trap 'for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done' EXIT
Xvfb "$DISPLAY" -screen 0 1366x768x24 +extension GLX -nolisten tcp >/dev/null 2>&1 & pids+=($!)
# The loudspeaker is heard by the microphone, softer.
cat > "$work/pulse.pa" <<P
load-module module-native-protocol-unix auth-anonymous=1
load-module module-null-sink sink_name=loudspeaker rate=48000 channels=2
load-module module-null-sink sink_name=air rate=48000 channels=1
load-module module-loopback source=loudspeaker.monitor sink=air latency_msec=60
set-default-sink loudspeaker
set-default-source air.monitor
P
pulseaudio -n --daemonize=no --exit-idle-time=-1 --use-pid-file=no -F "$work/pulse.pa" >/dev/null 2>&1 & pids+=($!)
for _ in $(seq 50); do pactl info >/dev/null 2>&1 && break; sleep 0.1; done
for _ in $(seq 50); do [ -n "$(pactl list short sink-inputs)" ] && break; sleep 0.1; done
pactl set-sink-input-volume "$(pactl list short sink-inputs | cut -f1 | head -1)" "${COUPLING:--20dB}"

# A file of claps: so many, so many seconds apart.
python3 - "$work" <<'P'
import math, random, struct, sys, wave
random.seed(3)
def write(name, times, length=2.0, rate=48000, lasts=0.007, peak=0.7, tone=None):
    samples = [0.0] * int(rate * length)
    for at in times:
        for i in range(int(0.3 * rate)):
            t = i / rate
            loud = min(t / 0.001, 1) * (math.exp(-t / lasts) + 0.08 * math.exp(-t / 0.05))
            samples[int(at * rate) + i] += peak * loud * (random.uniform(-1, 1) if tone is None else math.sin(math.tau * tone * t))
    with wave.open(f"{sys.argv[1]}/{name}.wav", "w") as out:
        out.setparams((1, 2, rate, 0, "NONE", ""))
        out.writeframes(b"".join(struct.pack("<h", int(max(-1, min(1, s)) * 32767)) for s in samples))
write("one", [0.2])
write("two", [0.2, 0.55])
write("slow", [0.2, 0.82])
write("three", [0.2, 0.5, 0.8])
write("notes", [0.2, 0.55], lasts=0.15, tone=660)
P

failed=0
say() { printf '%-62s %s\n' "$1" "$2"; }
# is WHAT WANTED COMMAND...: fails unless the command says what is wanted within five seconds; * stands for anything.
is() {
    local what=$1 wanted=$2 got='' _; shift 2
    for _ in $(seq 50); do
        got=$("$@" 2>&1 || true)
        # shellcheck disable=SC2053
        if [[ $got == $wanted ]]; then say "$what" "ok: ${got%%$'\n'*}"; return; fi
        sleep 0.1
    done
    say "$what" "FAILED: wanted $wanted, got $got"; failed=1
}
pc() { playerctl -p afterrun "$@"; }
clap() { paplay -d air "$work/$1.wav"; sleep 1; }
recorders() { pactl list short source-outputs | grep -c 'protocol-native' || true; }

mkdir -p "$work/config"
echo '(format: 1, claps: true)' > "$work/config/settings.ron"
"$afterrun" --config "$work/config" 2>"$work/log" & app=$!; pids+=("$app")
is "the player comes up" Stopped pc status
is "nobody listens on Today" 0 recorders
pc play
is "play starts" Playing pc status
is "the microphone is open" 1 recorders
sleep 2
clap two
is "two claps pause" Paused pc status
clap two
is "and two go on" Playing pc status
clap slow
is "two slow ones pause" Paused pc status
for what in one three notes; do
    clap "$what"
    is "$what changes nothing" Paused pc status
done
is "the microphone is still open" 1 recorders
clap two
is "two claps go on" Playing pc status
# It hears itself: names, ticks and bells.
sleep "${SELF:-60}"
is "after a while of what it plays itself it still goes on" Playing pc status
found=0
for _ in $(seq "${DOUBLES:-10}"); do
    before=$(pc status)
    clap two
    [ "$(pc status)" = "$before" ] || found=$((found + 1))
done
say "doubles found while it plays" "$found of ${DOUBLES:-10}"
[ "$found" -ge $((${DOUBLES:-10} * 9 / 10)) ] || failed=1
pc stop
is "stop ends the session" Stopped pc status
is "and closes the microphone" 0 recorders
kill "$app"; wait "$app" 2>/dev/null || true
exit "$failed"
