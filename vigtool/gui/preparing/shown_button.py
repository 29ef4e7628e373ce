"""What was shown in the shared review, beside the film of it: behind one button one goes from either to the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.shortening import shortened
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.services.errors import UnknownId
from vigtool.services.marking import moment
from vigtool.services.review_films import (
    first_showings,
    is_of_review,
    moment_at,
    showings_of,
    shown_in_cycle,
    tick_of_showing,
)
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

LONGEST: Final = 60
"""Letters of a title in the menu."""
MOST: Final = 40
"""Showings in the menu."""


@dataclass(frozen=True, slots=True)
class Way:
    """A line of the menu. It leads to a film at a tick, or a moment of it; or says when the film here was filmed.

    ``film`` None stays in this film. A way with neither tick, moment nor ``begins`` leads nowhere yet.
    """

    words: str
    film: RecordingId | None = None
    tick: int | None = None
    moment: MomentId | None = None
    begins: datetime | None = None

    @property
    def leads(self) -> bool:
        """Whether it can be chosen."""
        return any(one is not None for one in (self.tick, self.moment, self.begins))


def ways_of(ws: Workspace, recording_id: RecordingId, tick: int) -> list[Way]:
    """Where one can go from a tick of a film; nothing where its cycle's moments were never shown."""
    return _from_review(ws, recording_id, tick) if is_of_review(ws, recording_id) else _from_family(ws, recording_id)


def _from_family(ws: Workspace, film: RecordingId) -> list[Way]:
    seen = showings_of(ws, film)[:MOST]
    return [Way(_told(ws, one.moment, one.at), other, tick) for one, other, tick in seen]


def _from_review(ws: Workspace, film: RecordingId, tick: int) -> list[Way]:
    found = []
    now = moment_at(ws, film, tick)
    if now is not None:
        words = tr("To the moment that is looked at here: {moment}").format(moment=_title(ws, now.moment))
        found.append(Way(words, now.recording, moment=now.moment))
    for first in first_showings(ws, film):
        words = tr("At this picture began: {moment}").format(moment=_told(ws, first.moment, first.at))
        found.append(Way(words, begins=first.at))
    shown = shown_in_cycle(ws, film)[:MOST]
    return [*found, *(Way(_told(ws, one.moment, one.at), tick=tick_of_showing(ws, film, one)) for one in shown)]


def _told(ws: Workspace, moment_id: MomentId, at: datetime) -> str:
    told = tr("{day} {time}  {moment}")
    return told.format(day=spoken_date(at), time=f"{at:%H:%M:%S}", moment=_title(ws, moment_id))


def _title(ws: Workspace, moment_id: MomentId) -> str:
    try:
        title = moment(ws, moment_id).title
    except UnknownId:
        return tr("A moment that is no longer there")
    return shortened(title, LONGEST) or tr("Moment")


class ShownButton(Button):
    """``chosen`` carries a ``Way``. Hidden while ``ways`` gives none as the button is made or asked anew."""

    chosen = Signal(object)

    def __init__(self, ways: Callable[[], Sequence[Way]], parent: QWidget | None = None) -> None:
        super().__init__("", "message-circle", Rank.QUIET, name=tr("What was shown in the review"), parent=parent)
        self._ways = ways
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu_of_ways = QMenu(tr("What was shown in the review"), self)
        self.menu_of_ways.setAccessibleName(tr("What was shown in the review"))
        self.clicked.connect(lambda _checked=False: self._open())
        self.setVisible(self.fill())

    def fill(self) -> bool:
        """Offer the ways there are now; tell whether there is any."""
        self.menu_of_ways.clear()
        ways = self._ways()
        for one in ways:
            entry = self.menu_of_ways.addAction(one.words.replace("&", "&&"))
            entry.setEnabled(one.leads)
            entry.triggered.connect(lambda _checked=False, way=one: self.chosen.emit(way))
        return bool(ways)

    def _open(self) -> None:
        self.fill()
        self.menu_of_ways.popup(self.mapToGlobal(QPoint(0, self.height())))
