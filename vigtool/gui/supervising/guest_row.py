"""One guest of the list: whose it is, until when, what is asked, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from vigtool.domain.identifiers import RecordingId
from vigtool.domain.supervision import GuestOpened
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.head_line import HeadLine
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr, trn


@dataclass(frozen=True, slots=True)
class GuestFacts:
    """What is told of a guest: ``days`` it may still be kept; ``revealed`` when the trainee's marks are shown.

    ``films`` are those that are here, by their names.
    """

    opened: GuestOpened
    name: str
    sender: str
    days: int
    films: Sequence[tuple[RecordingId, str]]
    revealed: bool


class GuestRow(QFrame):
    """``film_asked`` carries the film to be opened; ``reveal_asked`` wants the trainee's marks.

    ``answer_asked`` wants to answer, ``compare_asked`` to see the trainee's marks beside the own ones, ``erase_asked``
    to have it all erased before its last day.
    """

    film_asked = Signal(str)
    reveal_asked = Signal()
    answer_asked = Signal()
    compare_asked = Signal()
    erase_asked = Signal()

    def __init__(self, facts: GuestFacts, *, read_only: bool) -> None:
        super().__init__()
        self._facts = facts
        told = until_words(facts)
        self.setAccessibleName(f"{facts.name}. {told}")
        words = QWidget()
        held = column(ElidedLabel(facts.name, "strong"), label(told, "small", wrap=True), gap=2)
        held.setContentsMargins(0, 0, 0, 0)
        words.setLayout(held)
        self.open_button = Button(tr("Open"), "clapperboard")
        self.open_button.setAccessibleName(tr("Open what came from {name}").format(name=facts.name))
        self.reveal_button = Button(tr("Show the trainee's marks…"), "eye")
        self.answer_button = Button(tr("Answer back…"), "message-circle")
        self.answer_button.setAccessibleName(tr("Answer back to {name}").format(name=facts.name))
        self.compare_button = Button(tr("Compare with yours…"), "columns-2")
        self.compare_button.setAccessibleName(tr("Compare {name} with yours").format(name=facts.name))
        self.erase_button = Button(
            "", "trash-2", Rank.QUIET, name=tr("Erase what came from {name} now…").format(name=facts.name)
        )
        self.menu = QMenu(self)
        head = HeadLine(words)
        text = QVBoxLayout()
        text.setSpacing(Space.HAIR)
        text.addLayout(head)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, Space.HAIR, 0, Space.HAIR)
        line.setSpacing(Space.MEDIUM)
        line.addWidget(drawing("film"), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(text, 1)
        head.addWidget(self.open_button)
        head.addWidget(self.reveal_button)
        head.addWidget(self.compare_button)
        head.addWidget(self.answer_button)
        head.addWidget(self.erase_button)
        if facts.opened.questions:
            text.addWidget(label(tr("They ask: {question}").format(question=facts.opened.questions), wrap=True))
        text.addWidget(label(marks_words(facts), "small", wrap=True))
        self.reveal_button.setVisible(not facts.revealed and not read_only and bool(facts.opened.moments))
        self.compare_button.setVisible(facts.revealed)
        self.compare_button.clicked.connect(lambda _checked=False: self.compare_asked.emit())
        self.answer_button.setVisible(not read_only)
        self.answer_button.clicked.connect(lambda _checked=False: self.answer_asked.emit())
        self.erase_button.setVisible(not read_only)
        self.erase_button.clicked.connect(lambda _checked=False: self.erase_asked.emit())
        self.open_button.setEnabled(bool(facts.films))
        self.open_button.clicked.connect(self._open)
        self.reveal_button.clicked.connect(lambda _checked=False: self.reveal_asked.emit())

    def _open(self) -> None:
        """Open the film; where there are several, ask which."""
        films = self._facts.films
        if len(films) == 1:
            self.film_asked.emit(films[0][0])
            return
        self.menu.clear()
        for film, name in films:
            entry = self.menu.addAction(name.replace("&", "&&"))
            entry.triggered.connect(partial(self._ask_film, film))
        self.menu.popup(self.open_button.mapToGlobal(QPoint(0, self.open_button.height())))

    def _ask_film(self, film: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's value
        self.film_asked.emit(film)


def until_words(facts: GuestFacts) -> str:
    """From whom it is, and how long it may still be kept."""
    if facts.days < 0:
        return tr("From {name}. Its last day was {date}: it is erased soon.").format(
            name=facts.sender, date=spoken_date(facts.opened.expires)
        )
    told = trn(
        "From {name}. Here until {date}: {count} day more.",
        "From {name}. Here until {date}: {count} days more.",
        facts.days,
    )
    return told.format(name=facts.sender, date=spoken_date(facts.opened.expires), count=facts.days)


def marks_words(facts: GuestFacts) -> str:
    """Whether the trainee's marks are shown."""
    if not facts.opened.moments:
        return tr("No marks came with it.")
    if facts.revealed:
        return tr("The trainee's marks are shown.")
    return tr("Look first without the trainee's marks: they stay hidden until you ask for them.")
