"""A part of the open card that folds away behind its name."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class Fold(QWidget):
    """``head`` opens and closes it. ``turned`` tells whether it is open now.

    ``make_body`` makes its content when it is opened first: most parts of most cards never are.
    """

    turned = Signal(bool)

    def __init__(self, name: str, make_body: Callable[[], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._make_body = make_body
        self._body: QWidget | None = None
        self.head = Button(name, "chevron-right", Rank.LINK)
        self.head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.is_open = False
        self.head.clicked.connect(self.turn)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.HAIR)
        self._column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        self._tell()

    def show_always(self, part: QWidget) -> None:
        """Have a part between name and content that does not fold away."""
        self._column.insertWidget(1, part)

    def turn(self) -> None:
        """Open it, or close it."""
        self.set_open(is_open=not self.is_open)

    def set_open(self, *, is_open: bool) -> None:
        """Show the content, or only the name."""
        if is_open != self.is_open:
            self.is_open = is_open
            self.head.set_icon("chevron-down" if is_open else "chevron-right")
            if self._body is None:
                self._body = self._make_body()
                self._column.addWidget(self._body)
            self._body.setVisible(is_open)
            self._tell()
            self.turned.emit(is_open)

    def _tell(self) -> None:
        state = tr("unfolded") if self.is_open else tr("folded")
        self.head.setAccessibleName(self.name)
        self.head.setAccessibleDescription(state)
