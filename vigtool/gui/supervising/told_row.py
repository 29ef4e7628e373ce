"""One line about a package elsewhere or gone: who it is about, of which case, how it stands, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.head_line import HeadLine
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space


class ToldRow(QFrame):
    """``asked`` follows its button, which is there where ``offer`` brings one."""

    asked = Signal()

    def __init__(self, icon_name: str, title: str, told: str, about: str = "") -> None:
        """``about`` is what somebody typed, such as the name of a case; empty where there is nothing to say."""
        super().__init__()
        self.setAccessibleName(f"{title}. {told}")
        self.button: Button | None = None
        words = QWidget()
        held = column(ElidedLabel(title, "strong"), gap=2)
        if about:
            held.addWidget(ElidedLabel(about, "small"))
        held.addWidget(label(told, "small", wrap=True))
        held.setContentsMargins(0, 0, 0, 0)
        words.setLayout(held)
        self._deeds = HeadLine(words)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, Space.HAIR, 0, Space.HAIR)
        line.setSpacing(Space.MEDIUM)
        line.addWidget(drawing(icon_name), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._deeds, 1)

    def offer(self, text: str, icon_name: str, name: str) -> None:
        """Put a button beside the words; ``name`` is what screen readers call it."""
        self.button = Button(text, icon_name)
        self.button.setAccessibleName(name)
        self.button.clicked.connect(lambda _checked=False: self.asked.emit())
        self._deeds.addWidget(self.button)


def show_or_hide(section: QWidget, *, shown: bool) -> None:
    """Have a section there only while it has something to say; one that is in no page yet must not show by itself."""
    if section.parentWidget() is not None:
        section.setVisible(shown)
    elif not shown:
        section.hide()
