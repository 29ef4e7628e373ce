"""One turn of the chain in words: when, who, what."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from vigtool.domain.moments import Turn, TurnKind
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.turn_signs import TurnSign
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class TurnLine(QPushButton):
    """Pressing it goes to the turn and opens it for editing."""

    def __init__(self, ground: Ground, turn: Turn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rank", "row")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        at = ground.clock(turn.span.start)
        words = ground.told(turn)
        self.setAccessibleName(tr("Turn at {time}: {words}").format(time=at, words=words))
        self.setAccessibleDescription(turn.words)
        told = column(ElidedLabel(words, end=True), gap=0)
        if turn.words and turn.kind is not TurnKind.OWN:
            told.addWidget(ElidedLabel(" ".join(turn.words.split()), "small", end=True))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.HAIR, Space.HAIR, Space.HAIR, Space.HAIR)
        self._row.setSpacing(Space.SMALL)
        self._row.addWidget(TurnSign(turn.kind))
        self._row.addWidget(label(at, "small"))
        self._row.addLayout(told, 1)

    def sizeHint(self) -> QSize:
        """As large as what stands in it."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As small as what stands in it allows."""
        return self._row.minimumSize()
