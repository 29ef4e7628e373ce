"""A field for a passphrase that can be looked at."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class SecretField(QWidget):
    """Hidden letters with an eye beside them."""

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self.line.textChanged.connect(self.changed)
        self.line.returnPressed.connect(self.entered)
        self._eye = Button("", "eye", Rank.OUTLINED, name=tr("Show the letters"))
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.line, 1)
        row.addWidget(self._eye)
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()

    @Slot(bool)
    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signature
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if shown else "eye")
