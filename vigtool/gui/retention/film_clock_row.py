"""One film with its clock, and what can be decided of it."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from vigtool.domain.retention import Stage
from vigtool.gui.retention.clock_words import SIGNS, film_words
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space
from vigtool.services.consents import is_frozen
from vigtool.services.retention import FilmClock
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class FilmClockRow(QWidget):
    """Says how long a film is kept; the menu of ``decide_button`` offers what can be decided."""

    longer_asked = Signal()
    freeze_asked = Signal()
    thaw_asked = Signal()
    erase_asked = Signal()

    def __init__(self, ws: Workspace, clock: FilmClock) -> None:
        super().__init__()
        self.clock = clock
        self.words = film_words(ws, clock)
        frozen = is_frozen(ws, clock.film.id)
        self.decide_button = Button(tr("Decide"), "chevron-down", _rank(clock.stage))
        self.decide_button.setAccessibleName(tr("Decide about {film}").format(film=clock.film.label))
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.decide_button.accessibleName())
        self.menu.addAction(tr("Keep longer…"), self.longer_asked.emit)
        if frozen:
            self.menu.addAction(tr("Thaw…"), self.thaw_asked.emit)
        else:
            self.menu.addAction(tr("Freeze…"), self.freeze_asked.emit)
            self.menu.addAction(tr("Erase now…"), self.erase_asked.emit)
        self.decide_button.clicked.connect(lambda _checked=False: self.open_menu())
        if ws.read_only:
            self.decide_button.hide()
        said = column(ElidedLabel(clock.film.label), label(self.words, "small", wrap=True), gap=2)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, Space.HAIR, 0, Space.HAIR)
        line.setSpacing(Space.MEDIUM)
        line.addWidget(drawing("lock" if frozen else SIGNS[clock.stage]))
        line.addLayout(said, 1)
        line.addWidget(self.decide_button)

    def open_menu(self) -> None:
        """Offer what can be decided."""
        self.menu.popup(self.decide_button.mapToGlobal(QPoint(0, self.decide_button.height())))


def _rank(stage: Stage) -> Rank:
    """What waits for a decision stands out; what is simply kept does not ask for one."""
    return Rank.QUIET if stage in (Stage.KEPT, Stage.FROZEN) else Rank.OUTLINED
