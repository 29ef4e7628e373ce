"""A dialog that is one sheet: as wide as lines read well, as high as what it says, scrolled where the screen is low."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.scrolling import Scroller, room_for
from vigtool.gui.shared.tab_order import go_on_by_tab
from vigtool.gui.shared.tokens import Space


class SheetDialog(QDialog):
    """``page`` takes the parts of the sheet; whoever changes what they say calls ``fit``, to have it at once."""

    def __init__(self, title: str, width: int, parent: QWidget | None = None) -> None:
        """``width`` is in pixels at text of 100 %."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(min(with_text(width), room_for(self).width()))
        sheet = QWidget()
        self.page = QVBoxLayout(sheet)
        self.page.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        self.page.setSpacing(Space.LARGE)
        self._scroller = Scroller(sheet)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroller)
        sheet.installEventFilter(self)
        self._below: QWidget | None = None

    @property
    def held(self) -> bool:
        """Whether the dialog stays open now, because what was begun has to be done to its end."""
        return False

    def stop(self) -> None:
        """Stop what is under way; the dialog is being left."""

    def keep_below(self, part: QWidget) -> None:
        """Have a part below the sheet that is seen however far the sheet is scrolled."""
        self._below = part
        self._whole.addWidget(part)

    @Slot()
    def fit(self) -> None:
        """Be as high as what is said needs: wrapped lines make Qt's own guess too high."""
        below = 0 if self._below is None else self._below.sizeHint().height()
        self.setFixedHeight(min(self._scroller.wanted_height(self.width()) + below, room_for(self).height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the sheet: parts that come and go inside a part are laid out only after ``fit`` has measured."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """Lead Tab through what is shown as one reads it."""
        return go_on_by_tab(self, forward=next) or super().focusNextPrevChild(next)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own button."""
        if self.held:
            event.ignore()
            return
        self.stop()
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape."""
        if not self.held:
            self.stop()
            super().reject()
