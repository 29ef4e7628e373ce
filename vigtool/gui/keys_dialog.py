"""The keys that work everywhere in the window."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from vigtool.gui.actions import actions
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

WIDTH = 420


class KeysDialog(QDialog):
    """A list; the keys of the film stand on the page where the film is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self.setMinimumWidth(WIDTH)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.WIDE)
        grid.setVerticalSpacing(Space.SMALL)
        grid.setColumnStretch(1, 1)
        for number, shown in enumerate(actions()):
            keys = "  ".join(_native(one) for one in shown.shortcuts)
            grid.addLayout(row(label(keys, "key"), None), number, 0)
            grid.addWidget(label(shown.text), number, 1)
        close = Button(tr("Close"))
        close.clicked.connect(self.accept)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        page.setSpacing(Space.LARGE)
        page.addWidget(label(tr("Keys"), "title"))
        page.addLayout(grid)
        page.addWidget(label(tr("While a film is open, ? shows the keys for playing and marking."), "muted", wrap=True))
        page.addStretch(1)
        page.addLayout(row(None, close))


def _native(portable: str) -> str:
    return QKeySequence(portable).toString(QKeySequence.SequenceFormat.NativeText)
