"""What came back to one's own cases: the feedback, strengths first, and proposals that are accepted one by one."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from vigtool.domain.comments import Feedback
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.supervision import AnswerMerged
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, column
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.gui.shared.tokens import Space
from vigtool.gui.supervising.parts_dialog import PartsDialog
from vigtool.gui.supervising.proposal_row import ProposalRow
from vigtool.services.cases import case, cases
from vigtool.services.contacts import contacts
from vigtool.services.lookups import select
from vigtool.services.suggestions import Suggestion, accept, leave, suggestions, take_back
from vigtool.services.supervision_projection import ANSWER
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


class AnswersSection(Card):
    """Hidden while nothing came back. ``rows`` are the proposals, by the moments' ids.

    ``tick_asked`` carries a RecordingId, the tick to be shown in Prepare, and None.
    """

    tick_asked = Signal(str, object, object)

    def __init__(self, ws: Workspace) -> None:
        super().__init__(tr("Came back to you"))
        self._ws = ws
        self.message = MessagePanel()
        self.rows: dict[MomentId, ProposalRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.LARGE)
        self.body.addWidget(self.message)
        self.body.addLayout(self._list)

    @Slot()
    def refresh(self) -> None:
        """Show what came back by now, the latest first."""
        clear(self._list)
        self.rows = {}
        found = [
            one for known in cases(self._ws) for one in select(self._ws.index, ANSWER, AnswerMerged, case=known.id)
        ]
        for answer in sorted(found, key=lambda one: one.made_at, reverse=True):
            self._list.addLayout(self._answer(answer))
        self.setVisible(bool(found))

    def decide(self, suggestion: Suggestion, *, accepted: bool) -> None:
        """Take a proposed moment over as an own one, or leave it."""
        self.message.clear()
        try:
            if accepted:
                accept(self._ws, suggestion.answer, suggestion.moment.id)
            else:
                leave(self._ws, suggestion.answer, suggestion.moment.id)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        if accepted:
            self._tell_taken(suggestion.moment.recording, tr("The moment is among yours now."))
        else:
            self.refresh()

    def take_parts(self, suggestion: Suggestion) -> PartsDialog | None:
        """Open the window in which parts are chosen; none where the own moment is not there any more."""
        self.message.clear()
        if suggestion.pair is None:
            return None
        try:
            dialog = PartsDialog(self._ws, suggestion, suggestion.pair, self.window())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return None
        told = tr("Your moment took over what you chose.")
        dialog.taken.connect(partial(self._tell_taken, suggestion.moment.recording, told))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def undo(self, recording_id: RecordingId) -> None:
        """Take back what was taken over last."""
        self.message.clear()
        try:
            is_undone = take_back(self._ws, recording_id)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.refresh()
        if is_undone:
            self.message.tell(tr("It is as it was before."))
        else:
            self.message.tell(tr("Something else was done since."), tr("In Prepare it can be undone step by step."))

    def _answer(self, answer: AnswerMerged) -> QVBoxLayout:
        names = {one.id: one.name for one in contacts(self._ws)}
        sender = names.get(answer.by, tr("somebody who is no contact any more"))
        head = tr("{name}, {date}: {case}").format(
            name=sender, date=spoken_date(answer.made_at.astimezone()), case=case(self._ws, answer.case).name
        )
        made = column(label(head, "strong", wrap=True), *_feedback(answer.feedback), gap=Space.SMALL)
        count = len(answer.comments)
        if count:
            told = trn("{count} comment stands in Prepare.", "{count} comments stand in Prepare.", count)
            made.addWidget(label(told.format(count=count), "small", wrap=True))
        for one in suggestions(self._ws, answer.case):
            if one.answer == answer.answer:
                made.addWidget(self._proposal(one))
        return made

    def _proposal(self, suggestion: Suggestion) -> QWidget:
        made = self.rows[suggestion.moment.id] = ProposalRow(self._ws, suggestion)
        made.decided.connect(partial(self._decide, suggestion))
        made.parts_asked.connect(partial(self._ask_parts, suggestion))
        made.show_asked.connect(partial(self._show, suggestion.moment))
        return made

    def _decide(self, suggestion: Suggestion, accepted: bool) -> None:  # noqa: FBT001 - a signal's value
        self.decide(suggestion, accepted=accepted)

    def _ask_parts(self, suggestion: Suggestion) -> None:
        self.take_parts(suggestion)

    def _show(self, moment: Moment) -> None:
        self.tick_asked.emit(moment.recording, moment.span.start, None)

    def _tell_taken(self, recording_id: RecordingId, told: str) -> None:
        self.refresh()
        self.message.tell(told, tr("In Prepare it can be changed, and undone."))
        self.message.add_step(tr("Undo"), "undo-2", partial(self.undo, recording_id))


def _feedback(said: Feedback) -> list[QLayout]:
    found: list[QLayout] = []
    for caption, words in (
        (tr("What worked"), said.strengths),
        (tr("What you would like to look at together"), said.wondering),
        (tr("What you agreed"), said.agreed),
    ):
        if words:
            found.append(column(label(caption, "field"), label(words, wrap=True), gap=0))
    return found
