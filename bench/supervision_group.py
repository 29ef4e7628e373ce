"""Whether a supervisor's vault with forty trainees and 400 packages is slower than one with four and 40.

The packages are put on record event by event, without films. Both vaults are asked in turns; the smallest processor
time of each question is told, and its ratio. What lists all packages has ten times as many to list: there the ratio is
told for each package as well. The last three are the window's: shown, laid out and painted, off screen.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.services.casework import SetClock
from tests.services.supervising import another_vault
from tests.services.trainee_group import add_group
from vigtool.domain.supervision import GuestOpened
from vigtool.gui.shared.appearance import Scheme, dress
from vigtool.gui.supervising.group_page import GroupPage
from vigtool.gui.supervising.guests_section import GuestsSection
from vigtool.services.guests import days_left, guest, handed_moments
from vigtool.services.training_group import inbox, trainees
from vigtool.services.workspace import Workspace
from vigtool.vault.index import Index

PACKAGES = 10
"""Of each trainee."""
LISTS = ("replay the journal at unlock", "the whole inbox", "search of a word in all questions", "ledger of all")


@dataclass(frozen=True, slots=True)
class Group:
    """A vault, and one of its guests to ask about."""

    ws: Workspace
    guests: list[GuestOpened]
    trainees: int
    page: GroupPage


def questions(group: Group) -> dict[str, Callable[[], object]]:
    """What is asked of a vault, by name."""
    ws, one = group.ws, group.guests[len(group.guests) // 2]
    return {
        "one guest: card, days, marks": lambda: (guest(ws, one.case), days_left(ws, one), handed_moments(ws, one.case)),
        "search of one package": lambda: inbox(ws, one.questions, contact=one.by),
        LISTS[0]: lambda: Workspace(ws.vault, Index(), ws.clock).replay(),
        LISTS[1]: lambda: inbox(ws),
        LISTS[2]: lambda: inbox(ws, "kysymys"),
        LISTS[3]: lambda: trainees(ws),
        "window: the guests on the page": lambda: _shown(GuestsSection(ws)),
        "window: inbox and trainees": lambda: _shown(GroupPage(ws)),
        "window: a search in the inbox": lambda: _searched(group.page, one.questions),
    }


def _shown(made: QWidget) -> None:
    """Show a part of the window once."""
    made.resize(1100, 800)
    made.show()
    QCoreApplication.processEvents()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _searched(page: GroupPage, text: str) -> None:
    """Search for one package, and show all again."""
    for sought in (text, ""):
        page.inbox.look_for(sought)
        QCoreApplication.processEvents()


def _page(ws: Workspace) -> GroupPage:
    made = GroupPage(ws)
    made.resize(1100, 800)
    made.show()
    QCoreApplication.processEvents()
    return made


def main() -> None:
    """Make both vaults and ask them in turns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    dress(application, Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        few, many = (
            Group(ws, add_group(ws, number, PACKAGES), number, _page(ws))
            for number in (4, 40)
            for ws in [stack.enter_context(another_vault(Path(folder) / str(number), SetClock()))]
        )
        rows = [_row(name, few, many, asked.rounds) for name in questions(few)]
    if asked.json:
        print(json.dumps(rows))
        return
    for row in rows:
        each = f"  {row['each']:5.2f} a package" if row["each"] is not None else ""
        print(f"{row['question']:36} {row['four_ms']:8.2f} ms {row['forty_ms']:8.2f} ms  {row['ratio']:6.2f}{each}")


def _row(name: str, few: Group, many: Group, rounds: int) -> dict[str, str | float | None]:
    four, forty = _smallest(questions(few)[name], questions(many)[name], rounds)
    ratio = forty / four
    each = ratio * few.trainees / many.trainees if name in LISTS else None
    return {"question": name, "four_ms": four * 1000, "forty_ms": forty * 1000, "ratio": ratio, "each": each}


def _smallest(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float]:
    times = [(_timed(one), _timed(other)) for _ in range(rounds)]
    return min(first for first, _ in times), min(second for _, second in times)


def _timed(ask: Callable[[], object]) -> float:
    begin = time.process_time()
    ask()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
