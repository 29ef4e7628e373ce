"""The moments beside the picture: those that are chosen, in the order that is chosen."""

from collections.abc import Callable, Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.gui.playing.thumbnails import Thumbnails
from vigtool.gui.preparing.cards.card_column import CardColumn
from vigtool.gui.preparing.cards.first_hint import first_hint
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.list_header import ListHeader
from vigtool.gui.preparing.cards.moment_choice import Knowledge, Order, chosen, in_order
from vigtool.gui.preparing.cards.moment_words import MomentWords
from vigtool.gui.preparing.cards.wishes import Bare, Ordered, Wish
from vigtool.gui.preparing.moment_card import MomentCard
from vigtool.gui.shared.scrolling import Scroller


class MomentList(QWidget):
    """``asked`` carries a MomentId and a ``Wish``; ``left``: the keys are to be the film's again."""

    asked = Signal(str, object)
    left = Signal()

    def __init__(
        self,
        ground: Ground,
        thumbnails: Thumbnails,
        search: Callable[[str], Collection[MomentId]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ground, self._thumbnails = ground, thumbnails
        self._marks = Marks()
        self._shown: list[MomentId] = []
        self._selected: MomentId | None = None
        self._words = MomentWords(ground.principles.name)
        self._knowledge = Knowledge(self._words.of, ground.principles.categories, search)
        self.header = ListHeader(ground.people, ground.principles.pack, ground.chosen)
        self.column = CardColumn(ground)
        self.hint = Scroller(first_hint(ground.keys))
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.hint, 1)
        whole.addWidget(self.column, 1)
        self.header.changed.connect(self._show)
        self.header.left.connect(self.left)
        self.column.asked.connect(self._ask)
        self.column.dragged.connect(self._drop)
        self.column.seen.connect(self._want_images)
        thumbnails.ready.connect(self._show_image)

    def take_in(self, part: QWidget) -> None:
        """Have something else below the moments, which takes half of the room at most."""
        self._whole.addWidget(part, 1)

    @property
    def cards(self) -> dict[MomentId, MomentCard]:
        """The cards that there are now: those that are seen or near, and the open one."""
        return self.column.cards

    def show_marks(self, marks: Marks) -> None:
        """Show the moments as they are now."""
        self._marks = marks
        self._show()

    def show_selection(self, moment_id: MomentId | None) -> None:
        """Open one card and bring it into view; it is there whatever else is chosen."""
        self._selected = moment_id
        if not self.header.choice.everything:
            self._show()
        self.column.open_moment(moment_id)
        self._offer_order()

    def commit(self) -> None:
        """Put on record what was typed."""
        for card in list(self.cards.values()):
            card.commit()

    def ask_search(self) -> None:
        """Take the keys for searching."""
        self.header.search.setFocus()
        self.header.search.selectAll()

    def edit_title(self) -> None:
        """Take the keys for the title of the selected moment."""
        if self._selected in self.cards and not self._ground.read_only:
            self.cards[self._selected].details.edit_title()

    def add_turn(self) -> None:
        """Add a turn at the playhead to the selected moment."""
        if self._selected in self.cards and not self._ground.read_only:
            self.cards[self._selected].details.add_turn()

    def seek_images(self) -> None:
        """Ask again for the pictures of the cards: the film is open once more."""
        self.column.tell_seen()

    def forget_images(self) -> None:
        """Show no picture any more."""
        for card in self.cards.values():
            card.show_image(None)

    def _show(self) -> None:
        ordered = in_order(self._marks, self.header.order)
        shown = chosen(ordered, self.header.choice, self._knowledge, always=self._selected)
        self._shown = [moment.id for moment in shown]
        self.header.show_shown(len(shown), len(ordered))
        self.header.setVisible(bool(ordered))
        self.hint.setVisible(not ordered)
        self.column.setVisible(bool(ordered))
        self.column.show_moments(shown, in_own_order=self.header.order is Order.OWN)
        self._offer_order()

    def _offer_order(self) -> None:
        if self._selected in self.cards:
            deeds = self.cards[self._selected].details.deeds
            deeds.offer_order(offered=self.header.order is Order.OWN)

    def _ask(self, moment_id: MomentId, wish: Wish) -> None:
        if wish in (Bare.EARLIER, Bare.LATER):
            place = self._shown.index(moment_id)
            self._drop(moment_id, max(place - 1, 0) if wish is Bare.EARLIER else place + 2)
        else:
            self.asked.emit(moment_id, wish)

    def _drop(self, moment_id: MomentId, place: int) -> None:
        before = self._shown[place] if place < len(self._shown) else None
        if before != moment_id:
            self.asked.emit(moment_id, Ordered(before))

    def _want_images(self, frames: list[int]) -> None:
        self._thumbnails.want(frames)
        self.column.show_images(self._thumbnails.image)

    def _show_image(self, _frame: int) -> None:
        self.column.show_images(self._thumbnails.image)
