"""Fields with their label above them and what helps below, tied together for screen readers and mnemonics."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLayout, QVBoxLayout, QWidget

from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space


def field(caption: str, control: QWidget, hint: str = "", extra: QLayout | None = None) -> QVBoxLayout:
    """A captioned control; ``extra`` stands in its place together with it when the control shares its line."""
    above = label(caption, "field")
    above.setTextFormat(Qt.TextFormat.AutoText)
    above.setBuddy(control)
    column = QVBoxLayout()
    column.setSpacing(Space.HAIR + 2)
    column.addWidget(above)
    if extra is None:
        column.addWidget(control)
    else:
        column.addLayout(extra)
    if hint:
        column.addWidget(label(hint, "small", wrap=True))
    if not control.accessibleName():
        control.setAccessibleName(caption.replace("&", ""))
    return column


def name_choice(box: QComboBox, name: str) -> None:
    """Name a choice field that has no label beside it.

    Trap: on Linux Qt calls a choice field by what is chosen, whatever its name; there the description tells.
    """
    box.setAccessibleName(name)
    box.setAccessibleDescription(name)
