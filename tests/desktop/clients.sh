#!/usr/bin/env bash
# Drives the real program with clients that nobody here wrote, on buses and a screen of its own: playerctl, busctl, xdotool.
#
# usage: tests/desktop/clients.sh [AFTERRUN]       (target/debug/afterrun unless another is named)
# needs: apt-get install xvfb openbox xdotool dbus playerctl systemd libglib2.0-bin python3-dbusmock dunst mpv mpv-mpris
# Says what it has seen, line by line, and ends with 0 if all of it was as it should be.
set -eu
afterrun=$(realpath "${1:-target/debug/afterrun}")
if [ -z "${CLIENTS_INSIDE:-}" ]; then
    work=$(mktemp -d)
    chmod 700 "$work"
    export XDG_RUNTIME_DIR=$work HOME=$work CLIENTS_INSIDE=$work
    unset WAYLAND_DISPLAY
    code=0
    dbus-run-session -- "$0" "$afterrun" || code=$?
    rm -rf "$work"
    exit "$code"
fi
work=$CLIENTS_INSIDE
# What stands for the bus of the machine here.
export DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS
DISPLAY=:$((90 + RANDOM % 900)); export DISPLAY
pids=()
trap 'for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done' EXIT
Xvfb "$DISPLAY" -screen 0 1366x768x24 +extension GLX -nolisten tcp >/dev/null 2>&1 & pids+=($!)
sleep 1
openbox >/dev/null 2>&1 & pids+=($!)

failed=0
say() { printf '%-62s %s\n' "$1" "$2"; }
# is WHAT WANTED COMMAND...: fails unless the command says what is wanted within five seconds (or "tries" tenths of one); * stands
# for anything.
is() {
    local what=$1 wanted=$2 got='' _; shift 2
    for _ in $(seq "${tries:-50}"); do
        got=$("$@" 2>&1 || true)
        # shellcheck disable=SC2053
        if [[ $got == $wanted ]]; then say "$what" "ok: ${got%%$'\n'*}"; return; fi
        sleep 0.1
    done
    say "$what" "FAILED: wanted $wanted, got $got"; failed=1
}
pc() { playerctl -p afterrun "$@"; }
start() {
    "$afterrun" --config "$work/config" --stats 2>"$work/stats" & app=$!; pids+=("$app")
    is "the player comes up" Stopped pc status
}
between() { awk -v low="$1" -v high="$2" -v x="$3" 'BEGIN { print (x >= low && x <= high) ? "yes" : "no, " x }'; }

mock() { /usr/bin/python3 -m dbusmock "$@" >/dev/null 2>&1 & pids+=($!); }
mock --template logind
mock --session org.freedesktop.ScreenSaver /org/freedesktop/ScreenSaver org.freedesktop.ScreenSaver
saver() { gdbus call --session -d org.freedesktop.ScreenSaver -o /org/freedesktop/ScreenSaver -m "org.freedesktop.DBus.Mock.$1" "${@:2}"; }
is "a pretended screen saver is there" '()' saver AddMethod '' Inhibit ss u 'ret = 7'
is "and can be let go" '()' saver AddMethod '' UnInhibit u '' ''
inhibitors() { busctl call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager ListInhibitors; }
is "nobody keeps the machine awake" 'a(ssssuu) 0' inhibitors

start
is "it says what it is" '*"Afterrun"' busctl --user get-property org.mpris.MediaPlayer2.afterrun /org/mpris/MediaPlayer2 org.mpris.MediaPlayer2 Identity
pc play
is "play on Today starts" Playing pc status
is "the machine is kept awake" '*"sleep:idle" "Afterrun"*' inhibitors
is "and the screen is kept on" "*'Inhibit'*'Afterrun'*'A routine is running'*" saver GetCalls
is "the title" 'Get ready · *' pc metadata xesam:title
is "the album is the routine" 'The post-run twenty' pc metadata xesam:album
is "the length is there" '*000' pc metadata mpris:length
one=$(pc position); sleep 2; two=$(pc position)
is "the position goes on by itself, in 2 s" yes between 1.8 2.5 "$(awk "BEGIN { print $two - $one }")"
pc pause
is "pause" Paused pc status
one=$(pc position); sleep 1
is "the position stands" "$one" pc position
pc play-pause
is "play-pause goes on" Playing pc status
before=$(pc metadata mpris:trackid)
pc next
is "next is another part" "*/segment/[1-9]*" pc metadata mpris:trackid
pc previous; pc previous
is "previous comes back" "$before" pc metadata mpris:trackid
xdotool search --name '^Afterrun$' windowminimize
sleep 1
pc pause
is "a hidden window is paused" Paused pc status
pc play
is "and goes on" Playing pc status
busctl --user call org.mpris.MediaPlayer2.afterrun /org/mpris/MediaPlayer2 org.mpris.MediaPlayer2 Raise
is "raise brings the window back" '*Afterrun' xdotool getactivewindow getwindowname
pc stop
is "stop ends the session" Stopped pc status
is "the machine is let be" 'a(ssssuu) 0' inhibitors
is "and the screen" "*'UnInhibit'*uint32 7*" saver GetCalls
is "and what was done is kept" 1 bash -c "find '$work/config/history' -name '*.ron' | wc -l"

# Killed in the middle of a session, it leaves nothing behind but what it has written down.
kill "$app"; wait "$app" 2>/dev/null || true
start
pc play
is "it plays again" Playing pc status
is "the machine is kept awake again" '*"sleep:idle" "Afterrun"*' inhibitors
kill -9 "$app"; wait "$app" 2>/dev/null || true
is "killed, it keeps nothing awake" 'a(ssssuu) 0' inhibitors
is "and is not on the bus" 'No player*' pc status

# Who does not look at the window is reminded by whoever shows notifications.
dunst >/dev/null 2>&1 & pids+=($!)
at=$(date -d '+70 seconds' +%H:%M)
mkdir -p "$work/config"
echo "(format: 1, nudge: (days: EveryDay, at: \"$at\"))" > "$work/config/settings.ron"
rm -rf "$work/config/history" "$work/config/session.ron"
start
xdotool search --name '^Afterrun$' windowminimize
echo "waiting until $at"
sleep $(( $(date -d "$at" +%s) - $(date +%s) ))
is "the reminder is shown, once" 1 dunstctl count displayed
dunstctl close-all
is "and says what it is" '*Time for your routine*' dunstctl history
kill "$app"; wait "$app" 2>/dev/null || true

# Another player, which is as it was afterwards, even if Afterrun is killed meanwhile.
"$afterrun" say "La la la la la la la la." "$work/song.wav" >/dev/null
mpv --no-video --ao=null --loop-file=inf "$work/song.wav" >/dev/null 2>&1 & pids+=($!)
music() { playerctl -p mpv "$@"; }
is "other music plays" Playing music status
echo '(format: 1, other_music: PauseForSessions)' > "$work/config/settings.ron"
rm -rf "$work/config/session.ron"
start
pc play
is "it stands for a session" Paused music status
pc stop
is "and goes on afterwards" Playing music status
xdotool search --name '^Afterrun$' windowactivate --sync key --clearmodifiers ctrl+1
is "back on Today" 'b true' busctl --user get-property org.mpris.MediaPlayer2.afterrun /org/mpris/MediaPlayer2 org.mpris.MediaPlayer2.Player CanPlay
pc play
is "it stands again" Paused music status
kill -9 "$app"; wait "$app" 2>/dev/null || true
is "killed, what was changed is written down" '*mpv*Paused*' cat "$work/config/others.ron"
start
is "and the next start lets it go on" Playing music status
is "and forgets it" '*No such file*' cat "$work/config/others.ron"
kill "$app"; wait "$app" 2>/dev/null || true
echo '(format: 1, other_music: LowerForSpeech)' > "$work/config/settings.ron"
rm -rf "$work/config/session.ron"
start
pc play
is "it is softer while the voice speaks" '0.3*' music volume
is "and as loud as before in between" '1.0*' music volume
tries=300 is "and softer again, at the next exercise" '0.3*' music volume
kill "$app"; wait "$app" 2>/dev/null || true
exit "$failed"
