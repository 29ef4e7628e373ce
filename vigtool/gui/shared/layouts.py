"""Putting widgets in rows and columns with the window's distances, and taking them out again."""

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from vigtool.gui.shared.flow import FlowLayout
from vigtool.gui.shared.tokens import Space

Part = QWidget | QLayout | None
"""What a row or column is made of; None is a gap that takes all the room that is left."""


def row(*parts: Part, gap: int = Space.SMALL) -> QHBoxLayout:
    """Parts beside each other."""
    made = QHBoxLayout()
    made.setSpacing(gap)
    for part in parts:
        _add(made, part)
    return made


def lines(*parts: QWidget, gap: int = Space.SMALL) -> FlowLayout:
    """Parts beside each other, on as many lines as it takes."""
    made = FlowLayout(gap=gap)
    for part in parts:
        made.addWidget(part)
    return made


def column(*parts: Part, gap: int = Space.SMALL) -> QVBoxLayout:
    """Parts below each other."""
    made = QVBoxLayout()
    made.setSpacing(gap)
    for part in parts:
        _add(made, part)
    return made


def _add(box: QHBoxLayout | QVBoxLayout, part: Part) -> None:
    if part is None:
        box.addStretch(1)
    elif isinstance(part, QWidget):
        box.addWidget(part)
    else:
        box.addLayout(part)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets are hidden at once and deleted when Qt gets to it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def settle(part: QWidget) -> None:
    """Lay out anew what became another in a part, and what holds it, at once.

    Else each layout waits for an event of its own before it tells the next one, and in between words are cut off.
    """
    at: QWidget | None = part
    while at is not None and not at.isWindow():
        laid = at.layout()
        if laid is not None:
            laid.activate()
        at = at.parentWidget()
