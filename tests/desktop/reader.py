#!/usr/bin/python3
"""Uses the running Afterrun as a screen reader does: finds everything by role and name, and says what it has found.

usage: reader.sh starts it, with the config folder that the program has; only the system's python3 knows AT-SPI
"""
import sys
import time
import warnings
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# The older bindings of Debian and the newer ones name the same things differently; what is used here is in both.
warnings.simplefilter("ignore", DeprecationWarning)
CONFIG = Path(sys.argv[1])
PATIENCE = 15.0
# What can be pressed or focused is one of these; anything else has a role that tells a reader's user nothing.
ACTS = {
    "push button", "toggle button", "check box", "radio button", "page tab", "slider", "spin button", "entry", "text",
    # These take the focus for what is in them or below them; a scroll bar is dragged.
    "combo box", "list item", "menu item", "link", "list box", "heading", "scroll bar",
}
# These are nothing without a value.
VALUED = {"slider", "spin button", "progress bar", "scroll bar"}
failed = []
announced = []


def say(what, found):
    print(f"{what:62} {found}", flush=True)


def check(what, so, found=""):
    say(what, f"ok {found}" if so else f"FAILED {found}")
    if not so:
        failed.append(what)


def listen(seconds=0.05):
    """Lets time pass; what is announced meanwhile is heard."""
    loop = GLib.MainLoop()
    GLib.timeout_add(int(seconds * 1000), loop.quit)
    loop.run()


def heard(event):
    # Where no sound device is, that is said once; it is not about the session.
    if "sound device" not in event.any_data:
        announced.append(event.any_data.strip("\u00a0"))


def nodes(node):
    """All nodes below one, itself too. What goes away meanwhile is left out."""
    try:
        if node is None:
            return
        yield node
        children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
    except GLib.Error:
        return
    for child in children:
        yield from nodes(child)


def afterrun():
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(i)
        if app is not None and "afterrun" in (app.get_name() or "").lower():
            return app
    return None


def all_of(role, name=None):
    found = []
    for node in nodes(afterrun()):
        try:
            if node.get_role_name() == role and (name is None or name_of(node) == name):
                found.append(node)
        except GLib.Error:
            continue
    return found


def name_of(node):
    return (node.get_name() or "").replace("\u00a0", "").strip()


def until(what, get):
    """Waits until there is something, and gives it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = get()
        if found:
            return found
        listen(0.2)
    say(what, "FAILED: not there")
    for node in nodes(afterrun() or Atspi.get_desktop(0)):
        print("   ", node.get_role_name(), repr(node.get_name()))
    sys.exit(1)


def find(role, name=None):
    return until(f"{role} {name or ''}", lambda: all_of(role, name))[0]


def press(role, name):
    # Asked for anew each time: what was on the last screen is gone.
    node = find(role, name)
    actions = node.get_action_iface()
    check(f"{role} “{name}” can be pressed", actions is not None and actions.do_action(0))
    listen(0.4)


def seconds_left():
    return int(name_of(find("timer")).split(":")[-1])


def states(node):
    return node.get_state_set()


def value(node):
    return node.get_value_iface().get_current_value()


def settle():
    """Waits until what is shown is all there: hundreds of nodes come one by one."""
    end, last = time.monotonic() + PATIENCE, -1
    while time.monotonic() < end:
        listen(0.5)
        now = sum(1 for _ in nodes(afterrun()))
        if now == last and now > 5:
            return
        last = now


def audit(screen):
    """Everything that can be pressed, focused or changed on what is shown has a name, a role that says so, and a value if it is one."""
    settle()
    seen, wrong = 0, []
    for node in nodes(afterrun()):
        try:
            role, name = node.get_role_name(), name_of(node)
            can_focus = states(node).contains(Atspi.StateType.FOCUSABLE)
            actions = node.get_action_iface()
            can_press = actions is not None and actions.get_n_actions() > 0
            if role in VALUED:
                of = node.get_value_iface()
                low, high = (of.get_minimum_value(), of.get_maximum_value()) if of else (1, 0)
                if of is None or not low <= of.get_current_value() <= high:
                    wrong.append(f"{role} “{name}” has no value")
            if not (can_focus or can_press) or role in ("frame", "window", "application"):
                continue
            seen += 1
            if not name:
                wrong.append(f"a {role} without a name")
            if role not in ACTS:
                wrong.append(f"“{name}” is a {role}")
        except GLib.Error:
            continue
    check(f"{screen}: {seen} things to press or fill in, all named", seen > 2 and not wrong, "; ".join(sorted(set(wrong))))


def in_file(words):
    """Whether the settings on disk say this by and by."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if words in (CONFIG / "settings.ron").read_text():
            return True
        listen(0.2)
    return False


def the_session():
    press("push button", "Start")
    step = name_of(find("heading"))
    check("the name of the step is a heading", bool(step), step)
    check("its beginning is announced", bool(until("an announcement", lambda: announced)), announced[0])
    audit("Player")
    press("push button", "Pause")
    until("a paused player", lambda: all_of("push button", "Go on"))
    check("the pause is announced", announced[-1].startswith("Paused"), announced[-1])
    one = seconds_left()
    listen(2.2)
    check("the remaining time stands", seconds_left() == one, one)
    audit("Player, paused")
    press("push button", "Go on")
    listen(0.5)
    check("going on is announced", "oing on" in announced[-1], announced[-1])
    before = len(announced)
    # It is led in for three seconds, which the same digits count.
    listen(5.5)
    now = seconds_left()
    check("the remaining time goes down", one - 4 <= now < one, f"{one} to {now}")
    press("push button", "Skip")
    check("the name of the step is another", name_of(find("heading")) != step, name_of(find("heading")))
    listen(2.5)
    check("the next step is announced once, not each second", len(announced) - before <= 3, announced[before:])
    press("push button", "End")
    audit("Player, asked to end")
    press("push button", "End and keep")
    listen(1.0)
    check("the end is announced", "over" in announced[-1], announced[-1])


def the_settings():
    press("page tab", "Settings")
    volume = find("slider", "Volume")
    before = value(volume)
    check("the volume has a value", 0 <= before <= 100, before)
    volume.get_value_iface().set_current_value(35)
    check("and can be set", in_file("volume: 35"), value(find("slider", "Volume")))
    name = "Look for runs in Downloads and on a watch"
    was = states(find("toggle button", name)).contains(Atspi.StateType.PRESSED)
    press("toggle button", name)
    now = states(find("toggle button", name)).contains(Atspi.StateType.PRESSED)
    check("a switch says that it was flipped", was != now, f"{was} to {now}")
    check("and is", in_file("usual: false"))
    audit("Settings")


def switch_on():
    """Tells programs that somebody reads, as screen readers do."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    on = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", on, None, 0, -1)


def main():
    switch_on()
    Atspi.init()
    listener = Atspi.EventListener.new(heard)
    listener.register("object:announcement")
    until("Afterrun", afterrun)
    find("push button", "Start")
    audit("Today")
    the_session()
    audit("Journal")
    the_settings()
    for tab in ("Today", "Routines", "History"):
        press("page tab", tab)
        audit(tab)
    print("\nannounced:", *announced, sep="\n    ")
    sys.exit(1 if failed else 0)


main()
