"""Looking at what a page shows, as a walk over all pages does: clipped words, controls without a name."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)

from vigtool.gui.shared.buttons import LongButton
from vigtool.gui.shared.labels import ElidedLabel
from vigtool.gui.shared.rows import RowButton

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox, QProgressBar)
SLACK = 1
"""Pixels by which Qt's own rounding may differ."""


def visible(page: QWidget, kind: type[QWidget] | tuple[type[QWidget], ...] = QWidget) -> Iterator[QWidget]:
    """Give the page's widgets of a kind that are shown and not a part of a control."""
    for widget in (page, *page.findChildren(QWidget)):
        inner = isinstance(widget.parentWidget(), (QAbstractSpinBox, QComboBox, QPlainTextEdit))
        if isinstance(widget, kind) and widget.isVisibleTo(page) and not inner:
            yield widget


def clipped(page: QWidget) -> list[str]:
    """Name the labels and buttons whose words have no room."""
    return [_words(widget) for widget in visible(page, (QLabel, QAbstractButton)) if _words(widget) and _short(widget)]


def nameless(page: QWidget) -> list[str]:
    """Describe the controls that a screen reader cannot name."""
    found = []
    for widget in visible(page, CONTROLS):
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or not told.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def words(page: QWidget) -> set[str]:
    """All words that labels and buttons of a page show."""
    return {_words(widget) for widget in visible(page, (QLabel, QAbstractButton))} - {""}


def mnemonics(page: QWidget) -> list[str]:
    """Give the mnemonic letters of the page's buttons, each as often as it is used."""
    texts = [_words(widget).replace("&&", "") for widget in visible(page, QAbstractButton)]
    return [text[text.index("&") + 1].lower() for text in texts if "&" in text[:-1]]


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""


def _short(widget: QWidget) -> bool:
    if isinstance(widget, (ElidedLabel, LongButton, RowButton)):
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + SLACK
    hint = widget.sizeHint()
    return hint.width() > widget.width() + SLACK or hint.height() > widget.height() + SLACK
