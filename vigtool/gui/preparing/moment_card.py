"""One moment as a card: small when it is one of many, open when it is selected."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.domain.people import Person
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.preparing.moment_details import MomentDetails
from vigtool.gui.preparing.thumbnail_view import ThumbnailView
from vigtool.gui.preparing.time_words import clock_words, length_words
from vigtool.gui.preparing.typed_fields import TitleField
from vigtool.gui.shared.icons import pixmap
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.tokens import RADIUS_CARD, Space
from vigtool.wording.translation import tr

STAR: Final = 14


class MomentCard(QFrame):
    """Shows a moment and says what the user wants with it; it changes nothing itself."""

    picked = Signal()
    titled = Signal(str)
    noted = Signal(str)
    typing_left = Signal()

    def __init__(
        self,
        moment: Moment,
        people: Sequence[Person],
        times: FrameTimes,
        *,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.moment = moment
        self._times = times
        self._hovered = False
        self.is_open = False
        self.thumbnail = ThumbnailView()
        self.title = TitleField(tr("Title"))
        self.title.setReadOnly(read_only)
        self.title_line = ElidedLabel("", "strong", end=True)
        self.when = label("", "small")
        self.length = label("", "small")
        self.star = QLabel()
        self.details = MomentDetails(people, times, read_only=read_only)
        self._lay_out()
        self._connect()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_moment(moment)
        self.set_open(is_open=False)

    @property
    def key_frame(self) -> int:
        """The number of the key frame, whose picture the card shows."""
        return self._times.frame_at(self.moment.key)

    def show_moment(self, moment: Moment) -> None:
        """Show the moment as it is now; what is being typed stays."""
        self.moment = moment
        frames = self._times.frames_of(moment.span)
        seconds = self._times.time_base.seconds(moment.span.length)
        begin = clock_words(self._times.seconds_from_start(moment.span.start))
        self.title.show_text(moment.title)
        self._show_title_line(moment.title or tr("Moment at {time}").format(time=begin))
        self.when.setText(begin)
        self.length.setText(length_words(seconds, len(frames)))
        self.details.show_moment(moment)
        self.star.setVisible(moment.starred)
        self.star.setPixmap(pixmap("star-filled", colours().accent, STAR, 2.0))
        self.setAccessibleName(f"{self.title_line.accessibleName()}, {begin}, {self.length.text()}")

    def show_image(self, image: QImage | None) -> None:
        """Show the key picture."""
        self.thumbnail.show_image(image)

    def set_open(self, *, is_open: bool) -> None:
        """Open the card for work, or make it small."""
        if not is_open:
            self.commit()
            self.details.close_turn_row()
        self.is_open = is_open
        self.title.setVisible(is_open)
        self.title_line.setVisible(not is_open)
        self.details.setVisible(is_open)
        self.setCursor(Qt.CursorShape.ArrowCursor if is_open else Qt.CursorShape.PointingHandCursor)
        self.update()

    def commit(self) -> None:
        """Put on record what was typed."""
        self.title.commit()
        self.details.note.commit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click picks the moment."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit()

    def event(self, event: QEvent) -> bool:
        """Show that the pointer is here."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self._hovered = event.type() is QEvent.Type.HoverEnter
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card: with an outline in the accent colour while it is open."""
        mine = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(mine.raised if self._hovered and not self.is_open else mine.surface))
        painter.setPen(QPen(QColor(mine.accent), 2) if self.is_open else QPen(QColor(mine.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        painter.end()

    def _show_title_line(self, title: str) -> None:
        if title != self.title_line.accessibleName():
            # With a parent from the start: a widget without one that is made visible is a window.
            newer = ElidedLabel(title, "strong", end=True, parent=self)
            self._words.replaceWidget(self.title_line, newer)
            newer.setVisible(not self.is_open)
            self.title_line.hide()
            self.title_line.deleteLater()
            self.title_line = newer

    def _lay_out(self) -> None:
        self._words = QVBoxLayout()
        self._words.setSpacing(2)
        self._words.addWidget(self.title)
        self._words.addWidget(self.title_line)
        self._words.addLayout(row(self.when, self.star, None, gap=Space.HAIR))
        self._words.addWidget(self.length)
        self._words.addStretch(1)
        head = row(self.thumbnail, gap=Space.MEDIUM)
        head.setAlignment(self.thumbnail, Qt.AlignmentFlag.AlignTop)
        head.addLayout(self._words, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        whole.setSpacing(Space.SMALL)
        whole.addLayout(head)
        whole.addWidget(self.details)

    def _connect(self) -> None:
        self.title.typed.connect(self.titled)
        self.title.left.connect(self.typing_left)
        self.details.note.typed.connect(self.noted)
        self.details.note.left.connect(self.typing_left)

    @property
    def moment_id(self) -> MomentId:
        """The moment's id."""
        return self.moment.id
