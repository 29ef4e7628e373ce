"""What stands where the cards will be, before there is one."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.preparing.key_help import key_grid
from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


def first_hint(keys: KeyMap) -> QWidget:
    """Return a few calm words about how the first moment comes to be."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(Space.SMALL, Space.LARGE, Space.SMALL, 0)
    column.setSpacing(Space.MEDIUM)
    column.addWidget(label(tr("Moments come here"), "section", wrap=True))
    words = tr("Play the film. When an initiative is received, mark the moment: a few seconds are enough.")
    column.addWidget(label(words, "muted", wrap=True))
    lines = [
        keys.line(tr("mark the moment"), Deed.MARK),
        keys.line(tr("the moment begins here, ends here"), Deed.FIRST, Deed.LAST),
        keys.line(tr("one frame back, forward"), Deed.BACK, Deed.FORWARD),
        keys.line(tr("show these keys"), Deed.HELP),
    ]
    column.addLayout(key_grid(lines, wrap=True))
    column.addStretch(1)
    return held
