"""A review under way, as the guider sees it: the moments in order, the notes, and one button for the next thing."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId
from vigtool.gui.reviewing.key_pictures import KeyPictures
from vigtool.gui.reviewing.moment_notes import MomentNotes
from vigtool.gui.reviewing.moment_row import MomentRow
from vigtool.gui.reviewing.review import Review
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.flow import FlowLayout
from vigtool.gui.shared.fonts import text_scale
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.shortening import shortened
from vigtool.gui.shared.tokens import Space
from vigtool.services.marking import moment
from vigtool.services.reviewing import shown_in, spared_in
from vigtool.wording.translation import tr

BESIDE_UP_TO: Final = 1.3
"""Larger text than this has the notes below the moments."""
LONGEST: Final = 40
"""Letters of a moment's title on the button."""


class RunningReview(QWidget):
    """``stage_asked`` says that the picture is to be seen, ``end_asked`` that the review is over.

    ``left`` puts it off: it can be gone on with later.
    """

    stage_asked = Signal()
    end_asked = Signal()
    left = Signal()

    def __init__(self, review: Review, notes: MomentNotes, pictures: KeyPictures) -> None:
        super().__init__()
        self._review, self.notes, self._pictures = review, notes, pictures
        self.rows: dict[MomentId, MomentRow] = {}
        self.message = MessagePanel()
        self.next_button = Button("", "play", Rank.FILLED)
        self.blank_button = Button(tr("Blank the screen"), "eye-off", Rank.QUIET)
        self.end_button = Button(tr("End the review…"), "check", Rank.QUIET)
        self.leave_button = Button(tr("Go on later"), "log-out", Rank.QUIET)
        self._moments = Card(tr("Moments"))
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.HAIR)
        self._lay_out()
        self._connect()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the moments as they are now, and what comes next."""
        clear(self._list)
        self.rows.clear()
        review = self._review
        for number, one in enumerate(review.moments, 1):
            self._add(MomentRow(one, number))
        for gone in spared_in(review.ws, review.begun):
            self._add(MomentRow(moment(review.ws, gone.moment), len(self.rows) + 1, spared=True))
        if not review.moments:
            self._list.addWidget(label(tr("No moment may be shown now."), "muted", wrap=True))
        self._pictures.want(review.moments)
        self.show_state()

    @Slot()
    def show_state(self) -> None:
        """Say what is on the screen, what was, and what comes next."""
        review, current = self._review, self._review.current
        shown = [one.moment for one in shown_in(review.ws, review.begun.case, review.begun.session)]
        for one in self.rows.values():
            one.tell(times=shown.count(one.moment.id), now=current is not None and one.moment.id == current.id)
        following = review.following
        title = "" if following is None else shortened(following.title, LONGEST) or tr("the next moment")
        self.next_button.set_words(_next_words(title, begun=bool(shown), left=following is not None))
        self.next_button.set_icon("check" if following is None else "play")
        self.end_button.setVisible(following is not None)
        self.blank_button.setEnabled(current is not None)

    def _add(self, made: MomentRow) -> None:
        self.rows[made.moment.id] = made
        made.show_image(self._pictures.image(made.moment.id))
        made.show_asked.connect(self._show_moment)
        made.spare_asked.connect(self._spare)
        self._list.addWidget(made)

    @Slot(str)
    def _show_image(self, moment_id: MomentId) -> None:
        if moment_id in self.rows:
            self.rows[moment_id].show_image(self._pictures.image(moment_id))

    @Slot(str)
    def _show_moment(self, moment_id: MomentId) -> None:
        self.message.clear()
        self.stage_asked.emit()
        try:
            self._review.show(moment_id)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)

    @Slot(str)
    def _spare(self, moment_id: MomentId) -> None:
        self.message.clear()
        spared = moment_id not in {one.id for one in self._review.moments}
        change = self._review.spare_no_longer if spared else self._review.spare
        try:
            change(moment_id, self.notes.speaker)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)

    @Slot()
    def _go_on(self) -> None:
        if self._review.following is None:
            self.end_asked.emit()
            return
        self.message.clear()
        self.stage_asked.emit()
        self._review.next()

    def _connect(self) -> None:
        review = self._review
        review.moments_changed.connect(self.refresh)
        review.current_changed.connect(self.show_state)
        review.refused.connect(self.message.explain)
        self._pictures.ready.connect(self._show_image)
        self.next_button.clicked.connect(lambda _checked=False: self._go_on())
        self.blank_button.clicked.connect(lambda _checked=False: review.blank())
        self.end_button.clicked.connect(lambda _checked=False: self.end_asked.emit())
        self.leave_button.clicked.connect(lambda _checked=False: self.left.emit())

    def _lay_out(self) -> None:
        self._moments.body.addLayout(self._list)
        self._moments.body.addStretch(1)
        notes = Card(tr("Notes"))
        notes.body.addWidget(self.notes)
        notes.body.addStretch(1)
        beside = text_scale() <= BESIDE_UP_TO
        halves = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        halves.setSpacing(Space.LARGE)
        halves.addWidget(self._moments, 1)
        halves.addWidget(notes, 1)
        deeds = FlowLayout()
        for one in (self.next_button, self.blank_button, self.leave_button, self.end_button):
            deeds.addWidget(one)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.LARGE)
        page.addLayout(deeds)
        page.addWidget(self.message)
        page.addLayout(halves)


def _next_words(title: str, *, begun: bool, left: bool) -> str:
    if not left:
        return tr("End the review…")
    return (tr("Next: {moment}") if begun else tr("Show {moment}")).format(moment=title)
