"""Run as a process: start others that each do one thing with a package in a vault, and kill themselves on the way.

    python -m tests.faults.supervising_child

Each line of standard input is a wish ``{"folder", "act", "file", "moments", "to", "data", "touch", "entry"}``; for each
one a child is forked. It opens the vault of the act, then dies at that touch of the vault's or the package's files, or
right after that entry of the journal; with neither it goes to its end and says how many there were. ``ended`` says how
it ended.
"""

import json
import os
import signal
import sys
import traceback
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

from tests.faults.working_child import TOUCHES, say
from tests.in_process_tasks import run_in_process
from tests.services.casework import EVENING, PASSPHRASE, SetClock
from tests.services.package_maker import pseudonym
from vigtool.domain.events import Event
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.incoming_packages import Reception, taking
from vigtool.services.jobs import complete
from vigtool.services.opening import open_workspace
from vigtool.services.package_making import make_package
from vigtool.services.workspace import Workspace

MAKING = "making"
VAULTS = {MAKING: "trainee", Kind.HANDOVER: "supervisor", Kind.ANSWER: "trainee", Kind.NOTICE: "supervisor"}
VAULTS[Kind.RECEIPT] = "trainee"


class Counting:
    """Counts what is done, and kills at a place."""

    def __init__(self, folder: str, touch: int | None, entry: int | None) -> None:
        self._folder, self._at = folder, (touch, entry)
        self.touches = self.entries = 0

    def touched(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in TOUCHES and str(arguments[0]).startswith(self._folder):
            self.touches += 1
            self._die(self.touches == self._at[0])

    def recorded(self, _event: Event) -> None:
        self.entries += 1
        self._die(self.entries == self._at[1])

    def _die(self, now: bool) -> None:  # noqa: FBT001 - a question
        if now:
            os.kill(os.getpid(), signal.SIGKILL)


def opened(folder: Path, act: str) -> Workspace:
    """The vault of an act."""
    ws = open_workspace(folder / VAULTS[act], PASSPHRASE, clock=SetClock())
    ws.run_task = run_in_process
    return ws


def done(ws: Workspace, folder: Path, wish: dict[str, Any]) -> None:
    """Do it, to its end. Raises what the services raise."""
    if wish["act"] == MAKING:
        last = (EVENING + timedelta(days=20)).date()
        make_package(ws, wish["moments"], [wish["to"]], folder / "out" / "made.vigpackage", expires=last)
    else:
        reception = Reception(pseudonym, folder / "out", "a notice came")
        complete(taking(ws, folder / wish["file"], Kind(wish["act"]), reception))


def work(wish: dict[str, Any]) -> NoReturn:
    """Do it until killed, or to the end."""
    try:
        os.environ["XDG_DATA_HOME"] = wish["data"]
        folder = Path(wish["folder"])
        ws = opened(folder, wish["act"])
        counting = Counting(wish["folder"], wish["touch"], wish["entry"])
        ws.listeners.append(counting.recorded)
        sys.addaudithook(counting.touched)
        done(ws, folder, wish)
        say(touches=counting.touches, entries=counting.entries)
        os._exit(0)
    except BaseException:  # noqa: BLE001 - a forked child must not go on as its parent
        traceback.print_exc()
    os._exit(1)


def main() -> None:
    """Start one child after the other."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            work(json.loads(line))
        _, status = os.waitpid(child, 0)
        say(ended=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
