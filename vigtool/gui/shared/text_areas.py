"""Fields for a few lines of text."""

from PySide6.QtWidgets import QPlainTextEdit


def text_area(lines: int) -> QPlainTextEdit:
    """A field for a few lines in which Tab goes on to the next control."""
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + 24)
    return made
