"""A line in the page instead of a box over it: what happened, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.gui.shared.announcing import announce
from vigtool.gui.shared.buttons import button
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.icons import pixmap
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.tokens import ICON, Space
from vigtool.wording.sentences import sentence_for


class MessagePanel(QFrame):
    """Hidden until something is said. Speaks to screen readers too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._what = label("", "strong", wrap=True)
        self._next = label("", wrap=True)
        self.steps = QHBoxLayout()
        self.steps.setSpacing(Space.SMALL)
        self.steps.setAlignment(Qt.AlignmentFlag.AlignLeft)
        words = QVBoxLayout()
        words.setSpacing(Space.HAIR)
        for part in (self._what, self._next):
            words.addWidget(part)
        words.addLayout(self.steps)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def tell(self, what: str, next_step: str = "") -> None:
        """Say something good or neutral."""
        self._say("hint", "info", what, next_step)

    def warn(self, what: str, next_step: str = "") -> None:
        """Say that something did not go as wished, and what to do about it."""
        self._say("notice", "triangle-alert", what, next_step)

    def explain(self, error: VigtoolError | OSError) -> None:
        """Say what an error means and what to do next."""
        sentence = sentence_for(error)
        self.warn(sentence.what, sentence.next_step)

    def add_step(self, text: str, icon_name: str, taken: Callable[[], None]) -> None:
        """Offer a next step as a button below what was said."""
        self.steps.addWidget(button(text, icon_name, taken))

    def clear(self) -> None:
        """Say nothing any more; added buttons go."""
        clear(self.steps)
        self.hide()

    def _say(self, role: str, icon_name: str, what: str, next_step: str) -> None:
        self.clear()
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)
        for part in (self._what, self._next):
            part.style().unpolish(part)
            part.style().polish(part)
        mine = colours()
        colour = mine.on_accent_soft if role == "hint" else mine.on_notice_soft
        self._icon.setPixmap(pixmap(icon_name, colour, with_text(ICON), 2.0))
        self._what.setText(what)
        self._next.setText(next_step)
        self._next.setVisible(bool(next_step))
        self.setAccessibleName(f"{what} {next_step}".strip())
        self.show()
        announce(self, self.accessibleName())
