"""All texts of a pack in two columns: how they are worded in one language, and fields for another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from vigtool.domain.pack_texts import TextPlace, texts_of, worded
from vigtool.domain.principles import Pack, Wording
from vigtool.gui.principles.pack_words import language_name, text_name
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

LONG_HEIGHT = 72
LIMITS = {False: 120, True: 1000}
"""Characters of a name and of a longer text, as the form of a pack has them."""


class LongField(QPlainTextEdit):
    """Some lines for a sentence or two; Tab goes on to the next field. What is too long is not taken."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self.setTabChangesFocus(True)
        self.setFixedHeight(with_text(LONG_HEIGHT))
        self.textChanged.connect(self._cut)

    def text(self) -> str:
        """What was written."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)

    def _cut(self) -> None:
        surplus = len(self.toPlainText()) - self._limit
        if surplus > 0:
            cursor = self.textCursor()
            if cursor.position() < surplus:  # a whole text was set, nothing was typed
                cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, surplus)
            cursor.removeSelectedText()


class TranslationGrid(QWidget):
    """The fields for one language. ``typed`` follows each change."""

    typed = Signal()

    def __init__(self, draft: Pack, source: str, target: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target = target
        self.fields: dict[TextPlace, QLineEdit | LongField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, Space.SMALL, 0)
        self._grid.setHorizontalSpacing(Space.WIDE)
        self._grid.setVerticalSpacing(Space.MEDIUM)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        for line, (place, words) in enumerate(texts_of(draft)):
            self._add(line, place, words, source)

    def draft(self, of: Pack) -> Pack:
        """A draft with what was written here."""
        return worded(of, self._target, {place: field.text() for place, field in self.fields.items()})

    def first_empty(self) -> QWidget | None:
        """The first field in which words are missing."""
        return next((field for field in self.fields.values() if not field.text().strip()), None)

    def _add(self, line: int, place: TextPlace, words: Wording, source: str) -> None:
        original = words.in_language(source)
        field = LongField(LIMITS[True]) if place.long else QLineEdit()
        if isinstance(field, QLineEdit):
            field.setMaxLength(LIMITS[False])
        what = text_name(place.kind)
        name = tr("{what} in the language: {language}").format(what=what, language=language_name(self._target))
        field.setAccessibleName(name)
        field.setAccessibleDescription(original)
        field.setText(words.in_language(self._target))
        if isinstance(field, QLineEdit):
            field.setCursorPosition(0)  # the beginning of a long name is seen, not its end
        field.textChanged.connect(self.typed)
        caption = label(what, "small", wrap=True)
        role = "" if place.long else "strong"
        self._grid.addLayout(column(caption, label(original, role, wrap=True), None, gap=2), line, 0)
        self._grid.addWidget(field, line, 1, Qt.AlignmentFlag.AlignTop)
        self.fields[place] = field
