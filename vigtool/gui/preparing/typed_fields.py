"""Fields whose text is put on record while it is typed: every second, and when the field is left."""

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

LATEST_MS: Final = 1000
"""What is typed is on record at most so much later, whether typing pauses or not."""
ENDLESS: Final = 2**31 - 1
"""Qt would cut a pasted text at 32767 letters without a word."""
BREAKS: Final = dict.fromkeys(map(ord, "\t\n\v\f\r\u2028\u2029"), " ")
LINES: Final = (3, 9)
"""Lines of a note that are shown at least and at most."""
FRAME: Final = 18
"""Border and padding above and below a note's text, as the stylesheet has them."""


class _Typing(QObject):
    """What was typed and not yet put on record."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pending = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LATEST_MS)
        self._timer.timeout.connect(self.due)

    def touch(self) -> None:
        self.pending = True
        if not self._timer.isActive():
            self._timer.start()

    def settle(self) -> bool:
        """End the waiting; tell whether something waits."""
        pending, self.pending = self.pending, False
        self._timer.stop()
        return pending


class TitleField(QLineEdit):
    """One line; ``typed`` brings the text to be put on record. ``entered``: Enter was pressed, ``left``: Escape."""

    typed = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setMaxLength(ENDLESS)
        self._typing = _Typing(self)
        self._typing.due.connect(self.commit)
        self.textEdited.connect(self._take)

    def _take(self, text: str) -> None:
        """Keep pasted lines as one: Qt would show them so, but keep the breaks."""
        line = text.translate(BREAKS)
        if line != text:
            cursor = self.cursorPosition()
            self.setText(line)
            self.setCursorPosition(cursor)
        self._typing.touch()

    def show_text(self, text: str) -> None:
        """Show the text on record, unless something is being typed."""
        if not self._typing.pending and text != self.text().strip():
            self.setText(text)
            self.setCursorPosition(0)

    def commit(self) -> None:
        """Bring what was typed, now. It stays, and is brought again later, where it could not be put on record."""
        if self._typing.settle():
            words, cursor = self.text(), self.cursorPosition()
            self.typed.emit(words)
            if self.text() != words:  # the record was shown again, as it was before
                self.setText(words)
                self.setCursorPosition(cursor)
                self._typing.pending = True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Bring what was typed, and show how it begins."""
        super().focusOutEvent(event)
        self.commit()
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring what was typed, and tell of Enter and Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.commit()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NoteField(QPlainTextEdit):
    """Some lines, as tall as its text; ``typed`` brings the text to be put on record. Escape leaves, Tab goes on."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, name: str, placeholder: str, *, least: int = LINES[0], parent: QWidget | None = None) -> None:
        """``least`` is the number of lines that are shown at least."""
        super().__init__(parent)
        self._least = least
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._showing = False
        self._typing = _Typing(self)
        self._typing.due.connect(self.commit)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show the text on record, unless something is being typed."""
        if not self._typing.pending and text != self.toPlainText().strip():
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def commit(self) -> None:
        """Bring what was typed, now. It stays, and is brought again later, where it could not be put on record."""
        if self._typing.settle():
            words, cursor = self.toPlainText(), self.textCursor().position()
            self.typed.emit(words)
            if self.toPlainText() != words:  # the record was shown again, as it was before
                self._restore(words, cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Bring what was typed."""
        super().focusOutEvent(event)
        self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.commit()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _restore(self, words: str, at: int) -> None:
        self._showing = True
        self.setPlainText(words)
        self._showing = False
        cursor = self.textCursor()
        cursor.setPosition(at)
        self.setTextCursor(cursor)
        self._typing.pending = True

    def _changed(self) -> None:
        if not self._showing:
            self._typing.touch()

    def _fit(self) -> None:
        lines = min(max(round(self.document().size().height()), self._least), LINES[1])
        margins = FRAME + round(2 * self.document().documentMargin())
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margins)
