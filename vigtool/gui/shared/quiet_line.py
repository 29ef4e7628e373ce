"""A quiet line on a page: a sign, a sentence, and a way to what it is about; gone while there is nothing to say."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space


class QuietLine(QWidget):
    """``look_asked`` follows its button."""

    look_asked = Signal()

    def __init__(self, icon_name: str, way: str, parent: QWidget | None = None) -> None:
        """``way`` is the button's text."""
        super().__init__(parent)
        self.words = label("", "muted", wrap=True)
        self.look_button = Button(way, icon_name, Rank.QUIET)
        self.look_button.clicked.connect(lambda _checked=False: self.look_asked.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.SMALL, 0, 0, 0)
        line.setSpacing(Space.SMALL)
        line.addWidget(drawing(icon_name))
        line.addWidget(self.words, 1)
        line.addWidget(self.look_button)

    def say(self, told: str) -> None:
        """Say something, or nothing and go."""
        self.words.setText(told)
        if self.parentWidget() is not None:
            self.setVisible(bool(told))
        elif not told:
            self.hide()
