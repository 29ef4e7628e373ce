"""The cards below each other: of 10,000 moments only those near what is seen have one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from shiboken6 import Shiboken

from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.gui.playing.thumbnail_view import SIZE
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.places import Places
from vigtool.gui.preparing.cards.small_card import small_height
from vigtool.gui.preparing.moment_card import MomentCard
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

AROUND: Final = 1
"""Heights of the window, above and below what is seen, in which moments have cards."""


class CardColumn(QScrollArea):
    """``asked`` carries a MomentId and a ``Wish``, ``dragged`` what was dropped and the place before which.

    ``seen`` tells the key frames of the cards that are near, those on the screen first. ``cards`` holds the cards
    that there are now.
    """

    asked = Signal(str, object)
    dragged = Signal(str, int)
    seen = Signal(object)

    def __init__(self, ground: Ground, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[MomentId, MomentCard] = {}
        self._ground = ground
        self._moments: Sequence[Moment] = ()
        self._at: dict[MomentId, int] = {}
        self._spare: list[MomentCard] = []
        self._open: MomentId | None = None
        self._placing = False
        self._sought: QWidget | None = None
        self._in_own_order = False
        self.sheet = QWidget()
        self.sheet.setProperty("role", "page")
        self._target = QFrame(self.sheet)
        self._target.setProperty("role", "target")
        self._target.hide()
        self.setWidget(self.sheet)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Moments"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._place())

    def show_moments(self, moments: Sequence[Moment], *, in_own_order: bool = False) -> None:
        """Have these moments below each other; in the own order they can be dragged."""
        self._moments, self._in_own_order = moments, in_own_order
        self._at = {moment.id: place for place, moment in enumerate(moments)}
        for moment_id, card in self.cards.items():
            if moment_id in self._at:
                card.show_moment(moments[self._at[moment_id]])
        self._place()

    def open_moment(self, moment_id: MomentId | None) -> None:
        """Open the card of a moment and bring it into view; close the one that was open."""
        before, self._open = self._open, moment_id
        if before != moment_id and before in self.cards:
            self.cards[before].set_open(is_open=False)
        self._place()
        if moment_id in self._at:
            self._bring_into_view(self._at[moment_id])

    def show_images(self, image_of: Callable[[int], QImage | None]) -> None:
        """Show on each card the picture of its key frame, if there is one."""
        before = self._small()
        for card in self.cards.values():
            card.show_image(image_of(card.key_frame))
        if self._small() != before:
            self._place()

    def tell_seen(self) -> None:
        """Tell again which cards are near."""
        self._tell_seen(self._places(), self.verticalScrollBar().value(), self.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards in the room that there is."""
        super().resizeEvent(event)
        self._place()

    def _bring_into_view(self, place: int) -> None:
        places, bar = self._places(), self.verticalScrollBar()
        top, bottom = places.top(place), places.top(place) + places.height(place)
        if bottom > bar.value() + self.viewport().height():
            bar.setValue(min(top, bottom - self.viewport().height()))
        if top < bar.value():
            bar.setValue(top)

    def _places(self) -> Places:
        at = None if self._open is None else self._at.get(self._open)
        tall = 0
        if at is not None:
            card = self._card(self._moments[at])
            card.set_open(is_open=True)
            tall = card.height_at(self._width())
        return Places(len(self._moments), self._small(), Space.SMALL, at, tall)

    def _place(self) -> None:
        """Give each moment near what is seen a card at its place, and take the other cards away."""
        if self._placing:
            return
        self._placing = True
        try:
            places = self._places()
            self.sheet.resize(self.viewport().width(), places.whole)
            high, top = self.viewport().height(), self.verticalScrollBar().value()
            near = places.within(top - AROUND * high, top + (1 + AROUND) * high)
            wanted = {self._moments[place].id for place in near}
            if places.open_at is not None:
                wanted.add(self._moments[places.open_at].id)
            self._take_away(self.cards.keys() - wanted)
            for place in sorted({*near, *(() if places.open_at is None else (places.open_at,))}):
                card = self._card(self._moments[place])
                card.may_be_carried = self._in_own_order and not self._ground.read_only
                card.setGeometry(0, places.top(place), self._width(), places.height(place))
                card.show()
        finally:
            self._placing = False
        self._tell_seen(places, top, high)

    def _seek(self, part: QWidget) -> None:
        """Bring a part of the open card into view, once it has its place."""
        self._sought = part
        QTimer.singleShot(0, self, self._refit)

    def _refit(self) -> None:
        self._place()
        sought, self._sought = self._sought, None
        if sought is not None and Shiboken.isValid(sought):
            self.ensureWidgetVisible(sought, 0, Space.MEDIUM)

    def _tell_seen(self, places: Places, top: int, high: int) -> None:
        on_screen = [self._moments[place].id for place in places.within(top, top + high)]
        others = [moment_id for moment_id in self.cards if moment_id not in on_screen]
        self.seen.emit([self.cards[one].key_frame for one in (*on_screen, *others) if one in self.cards])

    def _card(self, moment: Moment) -> MomentCard:
        card = self.cards.get(moment.id)
        if card is None:
            card = self._spare.pop() if self._spare else self._new_card(moment)
            card.show_moment(moment)
            self.cards[moment.id] = card
        return card

    def _new_card(self, moment: Moment) -> MomentCard:
        card = MomentCard(self._ground, moment, self.sheet)
        card.asked.connect(self.asked)
        card.refitted.connect(self._refit)
        card.unfolded.connect(self._seek)
        card.carried.connect(self._show_target)
        card.dropped.connect(lambda at: self._drop(card, at))
        return card

    def _take_away(self, gone: Iterable[MomentId]) -> None:
        for moment_id in list(gone):
            card = self.cards.pop(moment_id)
            card.set_open(is_open=False)
            card.hide()
            card.show_image(None)
            self._spare.append(card)

    def _width(self) -> int:
        return max(self.viewport().width() - Space.HAIR, 0)

    def _small(self) -> int:
        """The height of all small cards: that of the one with the highest picture."""
        pictures = [card.thumbnail.height() for card in self.cards.values()]
        return small_height(self.fontMetrics(), max(pictures, default=SIZE.height()))

    def _show_target(self, at: QPoint) -> None:
        places, y = self._places(), self.sheet.mapFromGlobal(at).y()
        bar = self.verticalScrollBar()
        inside = self.viewport().mapFromGlobal(at).y()
        bar.setValue(bar.value() + min(inside, 0) + max(inside - self.viewport().height(), 0))
        line = places.top(places.gap_near(y)) - Space.SMALL // 2 - 1
        self._target.setGeometry(0, max(line, 0), self._width(), 3)
        self._target.raise_()
        self._target.show()

    def _drop(self, card: MomentCard, at: QPoint) -> None:
        self._target.hide()
        self.dragged.emit(card.moment_id, self._places().gap_near(self.sheet.mapFromGlobal(at).y()))
