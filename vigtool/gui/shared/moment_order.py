"""Which moments are handed out, and in which order: those that came with the window, and others of the case."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from vigtool.domain.identifiers import CaseId
from vigtool.domain.moments import Moment
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import ElidedLabel
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.moment_words import named
from vigtool.gui.shared.spoken_times import spoken_seconds
from vigtool.gui.shared.starred import starred_moments
from vigtool.gui.shared.tokens import Space
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class MomentOrder(QWidget):
    """``chosen`` are the moments in their order; ``changed`` says that they are others, or in another order."""

    changed = Signal()

    def __init__(self, ws: Workspace, chosen: Sequence[Moment], case: CaseId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ws, self._case = ws, case
        self.chosen = list(chosen)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.menu = QMenu(self)
        self.add_button = Button(tr("More moments…"), "plus", Rank.LINK)
        self.add_button.clicked.connect(self._open_menu)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.HAIR)
        page.addLayout(self._lines)
        page.addLayout(row(self.add_button, None))
        self._show()

    def add(self, moment: Moment) -> None:
        """Take another moment in, last."""
        self.chosen.append(moment)
        self._changed()

    def shift(self, place: int, by: int) -> None:
        """Move a moment up (-1) or down (1) in the order."""
        self.chosen.insert(place + by, self.chosen.pop(place))
        self._changed()

    def take_out(self, place: int) -> None:
        """Leave a moment out."""
        del self.chosen[place]
        self._changed()

    def others(self) -> list[Moment]:
        """The moments of the case that are chosen for a review and not among these, film by film."""
        mine = {one.id for one in self.chosen}
        return [one for one in starred_moments(self._ws, self._case) if one.id not in mine]

    def _changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        clear(self._lines)
        for place, moment in enumerate(self.chosen):
            self._lines.addLayout(self._line(place, moment))
        self.add_button.setVisible(bool(self.others()))

    def _line(self, place: int, moment: Moment) -> QVBoxLayout:
        held = QVBoxLayout()
        many = len(self.chosen) > 1
        words = self._words(moment)
        line = row(ElidedLabel(f"{place + 1}.  {words}" if many else words, "muted"), gap=0)
        line.setStretch(0, 1)
        if many:
            name = named(moment)
            for by, icon, told in (
                (-1, "arrow-up", tr("{moment}: earlier").format(moment=name)),
                (1, "arrow-down", tr("{moment}: later").format(moment=name)),
            ):
                one = Button("", icon, Rank.QUIET, name=told)
                one.setEnabled(0 <= place + by < len(self.chosen))
                one.clicked.connect(partial(self._move, place, by))
                line.addWidget(one)
            out = Button("", "x", Rank.QUIET, name=tr("{moment}: leave out").format(moment=name))
            out.clicked.connect(lambda _checked=False: self.take_out(place))
            line.addWidget(out)
        held.addLayout(line)
        return held

    def _move(self, place: int, by: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's value
        self.shift(place, by)

    def _words(self, moment: Moment) -> str:
        film = recording(self._ws, moment.recording)
        length = spoken_seconds(film.time_base.seconds(moment.span.length))
        return " ".join(f"{named(moment)}  \N{MIDDLE DOT}  {length}  \N{MIDDLE DOT}  {film.label}".split())

    def _open_menu(self) -> None:
        self.menu.clear()
        for one in self.others():
            entry = self.menu.addAction(self._words(one).replace("&", "&&"))
            entry.triggered.connect(partial(self._add, one))
        self.menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def _add(self, moment: Moment, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's value
        self.add(moment)
