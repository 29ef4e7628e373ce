"""The films that were put away, behind a line that opens: each can be brought back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.casebook import FilmCard
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import ElidedLabel
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr, trn


class PutAway(QWidget):
    """``back_asked`` carries the film's id."""

    back_asked = Signal(str)

    def __init__(self, cards: Sequence[FilmCard], *, read_only: bool) -> None:
        super().__init__()
        count = len(cards)
        words = trn("{count} film is put away", "{count} films are put away", count).format(count=count)
        self.show_button = Button(words, "chevron-right", Rank.LINK)
        self.show_button.clicked.connect(self._toggle)
        self.buttons: dict[str, Button] = {}
        self._held = QWidget()
        lines = QVBoxLayout(self._held)
        lines.setContentsMargins(Space.LARGE, 0, 0, 0)
        for card in cards:
            back = Button(tr("Bring back"), "undo-2", Rank.QUIET)
            back.setAccessibleName(tr("Bring back {film}").format(film=card.label))
            back.setEnabled(not read_only)
            back.clicked.connect(lambda _checked=False, film=card.id: self.back_asked.emit(film))
            self.buttons[card.id] = back
            line = row(ElidedLabel(card.label), back)
            line.setStretch(0, 1)
            lines.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row(self.show_button, None))
        column.addWidget(self._held)
        self._held.hide()

    def _toggle(self) -> None:
        shown = self._held.isHidden()
        self._held.setVisible(shown)
        self.show_button.set_icon("chevron-down" if shown else "chevron-right")
