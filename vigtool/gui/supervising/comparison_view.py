"""Two people's moments of one film side by side: words first, then a strip, then a list to go through."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from vigtool.domain.comparing import Marked
from vigtool.domain.moments import PrincipleSeen
from vigtool.exchange.comparison import ComparedFilm
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, column, lines, settle
from vigtool.gui.shared.tokens import Space
from vigtool.gui.supervising.comparison_entries import Entry, Sides, entries_of, entry_words, place_words
from vigtool.gui.supervising.comparison_strip import ComparisonStrip
from vigtool.services.principles import seen
from vigtool.services.workspace import Workspace
from vigtool.wording.comparison_words import side_name, summary_words
from vigtool.wording.translation import language, tr

LIST: Final = 190
"""Pixels that the list takes at least, at text of 100 %."""


class EntryList(QListWidget):
    """The list; Ctrl with an arrow goes from difference to difference. ``step_asked`` carries 1 or -1."""

    step_asked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next difference, or through the list as any other."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and Qt.Key(event.key()) in steps:
            self.step_asked.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class ComparisonView(QWidget):
    """``frame_asked`` carries the RecordingId and the frame at which the chosen moment begins."""

    frame_asked = Signal(str, int)

    def __init__(self, ws: Workspace, sides: Sides, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ws, self._sides = ws, sides
        self._film: ComparedFilm | None = None
        self._entries: tuple[Entry, ...] = ()
        self._summary = QVBoxLayout()
        self.strip = ComparisonStrip()
        self.list = EntryList()
        self.list.setAccessibleName(tr("Moments of both, in the order of the film"))
        self.list.setMinimumHeight(with_text(LIST))
        self.list.setWordWrap(True)
        self.earlier = Button(tr("Previous difference"), "arrow-up")
        self.later = Button(tr("Next difference"), "arrow-down")
        self.open_button = Button(tr("Show in the film"), "film")
        self._beside = QGridLayout()
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(self._ask)
        self.list.step_asked.connect(self.step)
        self.strip.picked.connect(self.list.setCurrentRow)
        self.earlier.clicked.connect(self._step_back)
        self.later.clicked.connect(self._step_on)
        self.open_button.clicked.connect(self._ask)

    @property
    def entry(self) -> Entry | None:
        """What is chosen."""
        place = self.list.currentRow()
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def tell(self, film: ComparedFilm) -> None:
        """Show a film's comparison, with the first difference chosen."""
        self._film, self._entries = film, entries_of(film.comparison)
        clear(self._summary)
        words = summary_words(film.comparison, self._sides)
        for place, sentence in enumerate(words):
            self._summary.addWidget(label(sentence, "" if place else "strong", wrap=True))
        self.strip.setAccessibleName(" ".join(words))
        self.strip.tell(self._entries, film.times)
        self.list.clear()
        self.list.addItems([entry_words(one, film.times, self._sides) for one in self._entries])
        for part in (self.earlier, self.later):
            part.setEnabled(any(one.differs for one in self._entries))
        self.open_button.setEnabled(bool(self._entries))
        self.step(1)
        if self._entries and self.entry is None:
            self.list.setCurrentRow(0)
        settle(self)

    @Slot(int)
    def step(self, way: int) -> None:
        """Go to the next difference, or the one before; it stays where there is none."""
        at = self.list.currentRow() + way
        while 0 <= at < len(self._entries):
            if self._entries[at].differs:
                self.list.setCurrentRow(at)
                return
            at += way

    @Slot()
    def _step_on(self) -> None:
        self.step(1)

    @Slot()
    def _step_back(self) -> None:
        self.step(-1)

    @Slot(int)
    def _show(self, place: int) -> None:
        self.strip.choose(place)
        clear(self._beside)
        entry = self.entry
        if entry is None or self._film is None:
            return
        for at, (side, marked) in enumerate(zip(self._sides, (entry.a, entry.b), strict=True)):
            self._beside.addLayout(column(label(side_name(side), "field"), *self._told(marked), None), 0, at)
            self._beside.setColumnStretch(at, 1)

    def _told(self, marked: Marked | None) -> list[QLabel]:
        if marked is None or self._film is None:
            return [label(tr("Nothing is marked here."), "muted", wrap=True)]
        words = [*place_words(marked, self._film.times), self._principles(marked.moment.principles)]
        return [label(one, wrap=True) for one in words]

    def _principles(self, principles: tuple[PrincipleSeen, ...]) -> str:
        if not principles:
            return tr("No principle was named.")
        names = []
        for one in principles:
            known = seen(self._ws, one)
            names.append(one.item if known is None else known.name.in_language(language()))
        return tr("Seen: {principles}").format(principles=", ".join(names))

    @Slot()
    def _ask(self) -> None:
        if self.entry is not None and self._film is not None:
            self.frame_asked.emit(self._film.recording, self.entry.first)

    def _lay_out(self) -> None:
        self._beside.setHorizontalSpacing(Space.WIDE)
        a, b = (label(side_name(side), "small") for side in self._sides)
        whole = column(
            self._summary,
            a,
            self.strip,
            b,
            label(tr("Hatched: noticed by one alone. The white line is the key frame."), "small", wrap=True),
            lines(self.earlier, self.later, self.open_button),
            self.list,
            self._beside,
            gap=Space.SMALL,
        )
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)
