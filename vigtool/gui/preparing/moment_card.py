"""One moment as a card: small when it is one of many, open when it is selected."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.gui.playing.thumbnail_view import ThumbnailView
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.small_card import draw_small, small_height
from vigtool.gui.preparing.cards.wishes import Bare, Looked, Wish
from vigtool.gui.preparing.moment_details import MomentDetails
from vigtool.gui.preparing.typed_fields import TitleField
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.shortening import shortened
from vigtool.gui.shared.tokens import RADIUS_CARD, Space

EDGE: Final = int(Space.MEDIUM)
LONGEST_NAME: Final = 200
"""Letters of a title that are read aloud as the card's name; the title's own field says all."""


class MomentCard(QFrame):
    """Shows a moment and says what the user wants with it: ``asked`` carries the MomentId and a ``Wish``.

    ``carried`` and ``dropped`` tell of a drag with the pointer's place on the screen; ``refitted``: the open card has
    another height now, ``unfolded``: a part of it is to be seen.
    """

    asked = Signal(str, object)
    carried = Signal(QPoint)
    dropped = Signal(QPoint)
    refitted = Signal()
    unfolded = Signal(object)

    def __init__(self, ground: Ground, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.moment = moment
        self._ground = ground
        self._details: MomentDetails | None = None
        self._hovered = False
        self._pressed: QPointF | None = None
        self._carrying = False
        self.is_open = False
        self.may_be_carried = False
        self.thumbnail = ThumbnailView(self)
        self.thumbnail.move(EDGE, EDGE)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_moment(moment)

    @property
    def moment_id(self) -> MomentId:
        """The moment's id."""
        return self.moment.id

    @property
    def key_frame(self) -> int:
        """The number of the key frame, whose picture the card shows."""
        return self._ground.times.frame_at(self.moment.key)

    @property
    def details(self) -> MomentDetails:
        """What the open card shows; it is made when it is asked for."""
        if self._details is None:
            self._details = MomentDetails(self._ground, self.moment, self._beside, parent=self)
            self._details.setVisible(self.is_open)
            self._details.asked.connect(self._ask)
            self._details.unfolded.connect(self.unfolded)
            self._column.addWidget(self._details)
            self._details.lower()
        return self._details

    @property
    def title(self) -> TitleField:
        """The title's field on the open card."""
        return self.details.title

    def show_moment(self, moment: Moment) -> None:
        """Show the moment as it is now; what is being typed stays."""
        self.moment = moment
        if self._details is not None:
            self._details.show_moment(moment)
        words = [shortened(self._ground.heading(moment), LONGEST_NAME), self._ground.when(moment)]
        if moment.starred:
            words.append(self._ground.chosen)
        self.setAccessibleName(", ".join(words))
        self.update()

    def show_image(self, image: QImage | None) -> None:
        """Show the key picture."""
        self.thumbnail.show_image(image)
        if self._details is not None:
            self._details.make_room(self._beside)

    def set_open(self, *, is_open: bool) -> None:
        """Open the card for work, or make it small: what was typed is put on record then."""
        if is_open == self.is_open:
            return
        self.is_open = is_open
        if is_open:
            self.details.show_moment(self.moment)
            self.details.show()
        elif self._details is not None:
            self._close(self._details)
        self.setCursor(Qt.CursorShape.ArrowCursor if is_open else Qt.CursorShape.PointingHandCursor)
        self.update()

    def commit(self) -> None:
        """Put on record what was typed."""
        if self._details is not None:
            self._details.commit()

    @property
    def small_height(self) -> int:
        """Pixels that the card takes while it is small."""
        return small_height(self.fontMetrics(), self.thumbnail.height())

    def height_at(self, width: int) -> int:
        """Pixels that the card takes at a width."""
        if not self.is_open or self._details is None:
            return self.small_height
        layout = self._details.layout()
        if layout is None:
            return 0
        layout.activate()
        high = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return max(high, self.thumbnail.height() + 2 * EDGE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag may begin here."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the card where it can be put in order."""
        if self._pressed is None or not self.may_be_carried:
            return
        far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self._carrying:
            self._carrying = True
            self.carried.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click picks the moment; on the picture of the open card it goes to the key frame."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        carrying, self._carrying, self._pressed = self._carrying, False, None
        if carrying:
            self.dropped.emit(event.globalPosition().toPoint())
        elif self.is_open and self.thumbnail.geometry().contains(event.position().toPoint()):
            self._ask(Looked(self.key_frame))
        else:
            self._ask(Bare.PICK)

    def event(self, event: QEvent) -> bool:
        """Show that the pointer is here, and tell when the open card needs another height."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self._hovered = event.type() is QEvent.Type.HoverEnter
            self.update()
        elif event.type() is QEvent.Type.LayoutRequest and self.is_open:
            self.refitted.emit()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card: with an outline in the accent colour while it is open."""
        mine = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(mine.raised if self._hovered and not self.is_open else mine.surface))
        painter.setPen(QPen(QColor(mine.accent), 2) if self.is_open else QPen(QColor(mine.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        if not self.is_open:
            left = self.thumbnail.geometry().right() + 1 + Space.MEDIUM
            draw_small(painter, self._ground, self.moment, self.rect().adjusted(left, EDGE, -EDGE, -EDGE))
        painter.end()

    @property
    def _beside(self) -> QSize:
        """The room that the picture takes beside the title."""
        return QSize(self.thumbnail.width() + Space.MEDIUM, self.thumbnail.height())

    def _close(self, details: MomentDetails) -> None:
        details.commit()
        within = self.window().focusWidget()
        had_focus = within is not None and details.isAncestorOf(within)
        details.hide()
        self._column.removeWidget(details)
        details.deleteLater()
        self._details = None
        if had_focus:
            self._ask(Bare.LEAVE)

    def _ask(self, wish: Wish) -> None:
        self.asked.emit(self.moment.id, wish)
