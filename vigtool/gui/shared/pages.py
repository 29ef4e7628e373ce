"""The frame of a page: a title row, a column of cards that scrolls, nothing else."""

from collections.abc import Iterator

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vigtool.gui.shared.head_line import HeadLine
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.scrolling import Scroller
from vigtool.gui.shared.tokens import PAGE_WIDTH, Space


class Card(QFrame):
    """A white sheet with a heading; ``body`` takes what stands on it, ``head`` what stands beside the heading."""

    def __init__(self, heading: str, hint: str = "", *, typed: bool = False, parent: QWidget | None = None) -> None:
        """``typed``: the heading is what somebody typed, however long, and is shortened to the width."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(heading)
        self.heading = ElidedLabel(heading, "section", end=True) if typed else label(heading, "section")
        self.head = HeadLine(self.heading)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        self.body.setSpacing(Space.MEDIUM)
        self.body.addLayout(self.head)
        if hint:
            self.body.addWidget(label(hint, "muted", wrap=True))


class Page(QWidget):
    """A scrolling column in the middle of the window; ``column`` takes the cards, ``title_row`` the buttons above."""

    def __init__(
        self, title: str, subtitle: str = "", *, width: int = PAGE_WIDTH, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = label(title, "title", wrap=True)
        self.title.setMinimumWidth(1)  # one endless word is cut off, and does not push the page out of the window
        words = QWidget()
        self.title_words = QVBoxLayout(words)
        self.title_words.setContentsMargins(0, 0, 0, 0)
        self.title_words.setSpacing(Space.HAIR)
        self.title_words.addWidget(self.title)
        if subtitle:
            self.title_words.addWidget(label(subtitle, "muted", wrap=True))
        self.title_row = HeadLine(words, Space.MEDIUM)
        sheet = QWidget()
        sheet.setProperty("role", "page")
        sheet.setMaximumWidth(width)
        self.column = QVBoxLayout(sheet)
        self.column.setContentsMargins(Space.HUGE, Space.WIDE, Space.HUGE, Space.WIDE)
        self.column.setSpacing(Space.LARGE)
        self.column.addLayout(self.title_row)
        self._hold(sheet)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where the user will want it."""
        super().showEvent(event)
        if (first := self.first_field()) is not None:
            first.setFocus()

    def first_field(self) -> QWidget | None:
        """What gets the keyboard when the page is shown; nothing unless a page says so."""
        return None

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll so that a part of the page is seen, after the page has taken in what changed."""
        for holder in (part, *self._holders(part)):
            if (layout := holder.layout()) is not None:
                layout.activate()
        self.view.ensureWidgetVisible(part, 0, Space.LARGE)

    def _holders(self, part: QWidget) -> Iterator[QWidget]:
        holder = part.parentWidget()
        while holder is not None and holder is not self.view:
            yield holder
            holder = holder.parentWidget()

    def _hold(self, sheet: QWidget) -> None:
        middle = QWidget()
        middle.setProperty("role", "page")
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(sheet, 1)
        self.view = Scroller(middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.view)


def rule() -> QFrame:
    """A hairline between two parts of a card."""
    made = QFrame()
    made.setProperty("role", "line")
    return made
