"""Where the moments are shown, and where the guider's notes stand."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class NotesPlace(Enum):
    """Where the guider's notes stand while a moment is shown."""

    ELSEWHERE = auto()
    """On a display that the clients do not look at."""
    STRIP = auto()
    """A quiet strip below the picture: there is one display only."""
    NOWHERE = auto()


@dataclass(frozen=True, slots=True)
class Showing:
    """How a review is shown: ``screen`` by its number from 0; ``remote`` in a window that a video call shares."""

    screen: int = 0
    remote: bool = False
    notes: NotesPlace = NotesPlace.STRIP


class ShowingChoice(QWidget):
    """Two choices; ``showing`` tells what was chosen."""

    def __init__(self, screens: list[QScreen] | None = None) -> None:
        super().__init__()
        self._screens = QGuiApplication.screens() if screens is None else screens
        self.where = NameChoice()
        self.notes = NameChoice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        for number, screen in enumerate(self._screens):
            self.where.addItem(self._screen_words(number, screen), Showing(number))
        self.where.addItem(tr("A window to share in a video call"), Showing(0, remote=True))
        self.where.setCurrentIndex(len(self._screens) - 1)
        column.addLayout(field(tr("Where the moments are shown"), self.where))
        column.addLayout(field(tr("My notes"), self.notes))
        self.where.currentIndexChanged.connect(self._offer_notes)
        self._offer_notes()

    @property
    def showing(self) -> Showing:
        """What is chosen now."""
        where: Showing = self.where.currentData()
        return Showing(where.screen, where.remote, self.notes.currentData())

    def _offer_notes(self) -> None:
        """A second display, or the window beside the shared one, has room for notes; else a strip, or nothing."""
        where: Showing = self.where.currentData()
        self.notes.clear()
        if where.remote:
            self.notes.addItem(tr("Here, beside the shared window"), NotesPlace.ELSEWHERE)
        elif len(self._screens) > 1:
            self.notes.addItem(tr("On another display"), NotesPlace.ELSEWHERE)
        if not where.remote:
            self.notes.addItem(tr("A quiet strip below the picture"), NotesPlace.STRIP)
            self.notes.addItem(tr("Not on the screen"), NotesPlace.NOWHERE)

    def _screen_words(self, number: int, screen: QScreen) -> str:
        size = screen.size()
        if len(self._screens) == 1:
            return tr("This display, the whole screen")
        return tr("Display {number}, {width} x {height}").format(
            number=number + 1, width=size.width(), height=size.height()
        )
