"""A guider who sees nothing: everything is found by role and name and pressed over AT-SPI, as a screen reader does.

Runs under the system's Python, which has pyatspi, on the session bus that it is started on; imports nothing of ours.
Arguments: the folder for the vault, the film to bring in, the clip to write. Prints what it has heard.
"""

import sys
import time
from collections.abc import Callable, Iterator

import pyatspi  # type: ignore[import-not-found]  # Debian's python3-pyatspi; no wheel
from gi.repository import GLib  # type: ignore[import-not-found]  # as above

PROGRAM = "vigtool"
WAIT_S = 60
"""How long something may take to appear on a busy machine."""
PAUSE_S = 0.1

CHANGED = (LookupError, StopIteration, RuntimeError, ValueError)
"""Raised while something is looked at that goes away."""

Thing = object
"""An accessible object of another program."""


class NotFound(Exception):
    """Nothing of that role and name is showing."""


def listen(seconds: float) -> None:
    """Let what the program says come in for a while."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not GLib.MainContext.default().iteration(False):  # noqa: FBT003 - the function takes no name
            time.sleep(0.01)


def program() -> Thing:
    """The application on the desktop."""
    desktop = pyatspi.Registry.getDesktop(0)
    return next(one for one in desktop if one is not None and one.name == PROGRAM)


def showing(thing: Thing) -> Iterator[Thing]:
    """Everything on the screen from here on down, parents first."""
    yield thing
    for child in list(thing):  # type: ignore[call-overload]
        if child is not None and child.getState().contains(pyatspi.STATE_VISIBLE):
            yield from showing(child)


def find(role: str, name: str, *, begin: bool = False) -> Thing:
    """What has this role and name (or a name that begins so); waits for it. Raises ``NotFound``."""
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        try:
            for one in showing(program()):
                same = one.name.startswith(name) if begin else one.name == name  # type: ignore[attr-defined]
                if same and one.getRoleName() == role:  # type: ignore[attr-defined]
                    return one
        except CHANGED:
            pass  # it changed while it was being looked at, or is not there yet
        listen(PAUSE_S)
    raise NotFound(f"{role} {name!r}; there is: {told()}")


def described(words: str) -> Thing:
    """What says this of itself. Raises ``StopIteration``."""
    return next(one for one in showing(program()) if one.description == words)  # type: ignore[attr-defined]


def told() -> list[str]:
    """Role and name of everything on the screen that has a name."""
    try:
        return [f"{one.getRoleName()} {one.name!r}" for one in showing(program()) if one.name]  # type: ignore[attr-defined]
    except CHANGED as error:
        return [repr(error)]


def do(thing: Thing, wanted: str) -> None:
    """Do one of its actions."""
    actions = thing.queryAction()  # type: ignore[attr-defined]
    names = [actions.getName(number) for number in range(actions.nActions)]
    actions.doAction(names.index(wanted))


def press(name: str, role: str = "push button") -> None:
    """Press a button once it can be pressed."""
    button = find(role, name)
    wait_until(lambda: button.getState().contains(pyatspi.STATE_ENABLED), f"{name} to be enabled")  # type: ignore[attr-defined]
    do(button, "Press")


def write(name: str, text: str) -> None:
    """Write into a field."""
    find("text", name).queryEditableText().setTextContents(text)  # type: ignore[attr-defined]


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds. Raises ``NotFound``."""
    until = time.monotonic() + WAIT_S
    while not holds():
        if time.monotonic() > until:
            raise NotFound(f"waited for {what}; there is: {told()}")
        listen(PAUSE_S)


def say(words: str) -> None:
    """Let the test hear what was heard."""
    sys.stdout.write(f"{words}\n")


def make_vault(folder: str) -> None:
    """From the start page to an open vault."""
    write("Folder for the vault", folder)
    say(f"passphrase: {described('Six words as your passphrase').name}")  # type: ignore[attr-defined]
    press("Make the vault")
    do(find("check box", "I have it on paper", begin=True), "Toggle")
    press("Go on to the vault")


def make_case(film: str) -> None:
    """A case with one person who consents to the guidance and to a copy, and a film of them."""
    write("Name of the case", "Kallio 3")
    press("Add the case")
    write("Name", "Aino")
    press("Add")
    for purpose in ("Guidance and shared review", "Copy to the family"):
        press(f"Aino, {purpose}: Not asked")
        press("Consents")
        find("push button", f"Aino, {purpose}: Given")
    press("Choose films…")
    write("File name:", film)
    press("Open")
    press("Bring in")


def mark_moment() -> None:
    """In Prepare: a frame further, a moment there, chosen through the timeline's list and from the review's star."""
    find("label", "The film is in the vault.")
    find("push button", "Prepare")
    press("Prepare")
    find("list", "Timeline")
    press("One second forward")
    press("Mark moment")
    moment = find("list item", "Moment at ", begin=True)
    do(moment, "Press")
    wait_until(lambda: moment.getState().contains(pyatspi.STATE_SELECTED), "the moment to be selected")  # type: ignore[attr-defined]
    press("Choose for the review")
    say(find("list", "Timeline").description)  # type: ignore[attr-defined]
    say(find("list item", "Moment at ", begin=True).name)  # type: ignore[attr-defined]


def export(clip: str) -> None:
    """Hand out the moment."""
    press("Hand out…")
    write("Where to?", clip)
    press("Hand out")
    find("push button", "Receipt…")
    press("Close")
    press("Lock")
    find("label", "The vault is locked")


if __name__ == "__main__":
    pyatspi.Registry.registerEventListener(lambda event: say(f"announced: {event.any_data}"), "object:announcement")
    make_vault(sys.argv[1])
    make_case(sys.argv[2])
    mark_moment()
    export(sys.argv[3])
