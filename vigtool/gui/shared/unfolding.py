"""Parts of a form that most do not need: their names stand in a row, and the one that is opened unfolds below."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.flow import FlowLayout
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class Unfolding(QWidget):
    """``turned`` carries the key of the part that is open now, empty when none is."""

    turned = Signal(str)

    def __init__(self, parts: Mapping[str, tuple[str, QWidget]], parent: QWidget | None = None) -> None:
        """``parts`` are names and contents by their keys."""
        super().__init__(parent)
        self.open_key = ""
        self.heads: dict[str, Button] = {}
        self._bodies = {key: body for key, (_name, body) in parts.items()}
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.SMALL)
        line = QWidget()
        flow = FlowLayout(line)
        page.addWidget(line)
        for key, (name, body) in parts.items():
            head = Button(name, "chevron-right", Rank.LINK)
            head.clicked.connect(lambda _checked=False, one=key: self.turn(one))
            self.heads[key] = head
            flow.addWidget(head)
            body.setParent(self)
            page.addWidget(body)
        self._show()

    def turn(self, key: str) -> None:
        """Open a part and fold the others, or fold it."""
        self.open_key = "" if key == self.open_key else key
        self._show()
        self.turned.emit(self.open_key)

    def offer(self, key: str, *, offered: bool) -> None:
        """Offer a part or not; one that is not is folded."""
        self.heads[key].setVisible(offered)
        if not offered and self.open_key == key:
            self.turn(key)

    def _show(self) -> None:
        for key, head in self.heads.items():
            is_open = key == self.open_key
            head.set_icon("chevron-down" if is_open else "chevron-right")
            head.setAccessibleDescription(tr("unfolded") if is_open else tr("folded"))
            self._bodies[key].setVisible(is_open)
