"""The cards beside the picture, in the order of the film."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.people import Person
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.preparing.key_help import key_grid
from vigtool.gui.preparing.key_table import KeyWords
from vigtool.gui.preparing.moment_card import MomentCard
from vigtool.gui.preparing.thumbnails import Thumbnails
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class MomentList(QScrollArea):
    """Keeps a card for each moment; ``card_made`` hands out each new one to be connected."""

    card_made = Signal(object)

    def __init__(
        self,
        people: Sequence[Person],
        times: FrameTimes,
        thumbnails: Thumbnails,
        *,
        read_only: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._people, self._times, self._read_only = people, times, read_only
        self._thumbnails = thumbnails
        self.cards: dict[MomentId, MomentCard] = {}
        self._selected: MomentId | None = None
        self.hint = self._hint()
        sheet = QWidget()
        sheet.setProperty("role", "page")
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(0, 0, Space.SMALL, 0)
        self._column.setSpacing(Space.SMALL)
        self._column.addWidget(self.hint)
        self._column.addStretch(1)
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Moments"))
        thumbnails.ready.connect(self._show_image)

    def show_marks(self, marks: Marks) -> None:
        """Have a card for each moment, in the order of the film."""
        moments = marks.in_film_order()
        for gone in self.cards.keys() - {moment.id for moment in moments}:
            card = self.cards.pop(gone)
            card.hide()
            card.deleteLater()
        for place, moment in enumerate(moments):
            card = self.cards.get(moment.id) or self._new_card(moment.id, marks)
            card.show_moment(moment)
            card.show_image(self._thumbnails.image(card.key_frame))
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
        self.hint.setVisible(not moments)
        self._thumbnails.want([self.cards[moment.id].key_frame for moment in moments])

    def show_selection(self, moment_id: MomentId | None) -> None:
        """Open one card and bring it into view."""
        if self._selected in self.cards and self._selected != moment_id:
            self.cards[self._selected].set_open(is_open=False)
        self._selected = moment_id
        if moment_id in self.cards:
            self.cards[moment_id].set_open(is_open=True)
            # The layout knows the open card's place only after it has been laid out.
            QTimer.singleShot(0, self, self._bring_into_view)

    def commit(self) -> None:
        """Put on record what was typed."""
        for card in list(self.cards.values()):
            card.commit()

    def _new_card(self, moment_id: MomentId, marks: Marks) -> MomentCard:
        moment = marks.get(moment_id)
        if moment is None:
            raise KeyError(moment_id)
        card = MomentCard(moment, self._people, self._times, read_only=self._read_only)
        self.cards[moment_id] = card
        if moment_id == self._selected:
            card.set_open(is_open=True)
        self.card_made.emit(card)
        return card

    def _bring_into_view(self) -> None:
        card = None if self._selected is None else self.cards.get(self._selected)
        if card is not None:
            self.ensureWidgetVisible(card, 0, Space.SMALL)

    def _show_image(self, frame: int) -> None:
        for card in self.cards.values():
            if card.key_frame == frame:
                card.show_image(self._thumbnails.image(frame))

    def _hint(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(Space.SMALL, Space.LARGE, Space.SMALL, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(label(tr("Moments come here"), "section", wrap=True))
        words = tr("Play the film. When an initiative is received, mark the moment: a few seconds are enough.")
        column.addWidget(label(words, "muted", wrap=True))
        lines = [
            KeyWords(("M",), tr("mark the moment")),
            KeyWords(("I", "O"), tr("the moment begins here, ends here")),
            KeyWords((",", "."), tr("one frame back, forward")),
            KeyWords(("?",), tr("show these keys")),
        ]
        column.addLayout(key_grid(lines, wrap=True))
        return held
