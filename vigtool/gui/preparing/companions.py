"""The other films of a film's cycle, from which one goes to and fro: behind one button."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from vigtool.domain.identifiers import RecordingId
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.cycle_words import film_word
from vigtool.gui.shared.film_signs import film_sign
from vigtool.gui.shared.shortening import shortened
from vigtool.services.cycles import FilmState, cycle_of_film, films_of_cycle
from vigtool.services.kinds import kind_of_case
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

LONGEST: Final = 60
"""Letters of a film's name in the menu."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A film of the same cycle: ``words`` say which; ``beside`` is true where it runs on the same clock as this one.

    ``rests`` says why it cannot be used now, nothing where it can.
    """

    film: RecordingId
    words: str
    beside: bool = False
    rests: str = ""


def companions_of(ws: Workspace, recording_id: RecordingId) -> list[Companion]:
    """The other films of the cycle: those of the other part first, then those that ran at the same time."""
    cycle = cycle_of_film(ws, recording_id)
    if cycle is None:
        return []
    kind, mine = kind_of_case(ws, cycle.case), cycle.place_of(recording_id)
    beside = {place.recording for place in cycle.beside(recording_id)}
    others = [one for one in films_of_cycle(ws, cycle.id) if one.state is FilmState.HERE and one.place != mine]
    others.sort(key=lambda one: mine is not None and one.place.part is mine.part)
    return [
        Companion(
            one.film.id,
            f"{film_word(kind, one.place.part)}: {shortened(one.film.label, LONGEST)}",
            beside=one.film.id in beside,
            rests=film_sign(ws, one.film.id).words,
        )
        for one in others
    ]


class CompanionButton(Button):
    """``chosen`` carries a ``Companion``. Hidden while there is none."""

    chosen = Signal(object)

    def __init__(self, companions: Sequence[Companion], parent: QWidget | None = None) -> None:
        super().__init__("", "film", Rank.QUIET, name=tr("The other films of this cycle"), parent=parent)
        self._companions = companions
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if not companions:
            self.hide()
        self.menu_of_films = QMenu(tr("The other films of this cycle"), self)
        self.menu_of_films.setAccessibleName(tr("The other films of this cycle"))
        for one in companions:
            words = tr("{film}, at the same time").format(film=one.words) if one.beside else one.words
            told = "  ·  ".join(filter(None, (words, one.rests)))
            entry = self.menu_of_films.addAction(told.replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, film=one: self.chosen.emit(film))
        self.clicked.connect(lambda _checked=False: self._open())

    def go(self) -> None:
        """Go to the first of them: the paired film."""
        if self._companions:
            self.chosen.emit(self._companions[0])

    def _open(self) -> None:
        self.menu_of_films.popup(self.mapToGlobal(QPoint(0, self.height())))
