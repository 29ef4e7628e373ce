"""What came back to one's own cases: the feedback, strengths first, and proposals that are accepted one by one."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLayout, QVBoxLayout

from vigtool.domain.comments import Feedback
from vigtool.domain.errors import VigtoolError
from vigtool.domain.proposals import Decision
from vigtool.domain.supervision import AnswerMerged
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.head_line import HeadLine
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, column
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.moment_words import named
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.gui.shared.tokens import Space
from vigtool.services.cases import case, cases
from vigtool.services.contacts import contacts
from vigtool.services.lookups import select
from vigtool.services.recordings import frame_times, is_erased, recording
from vigtool.services.suggestions import Suggestion, accept, leave, suggestions
from vigtool.services.supervision_projection import ANSWER
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


class AnswersSection(Card):
    """Hidden while nothing came back. ``buttons`` are those of the proposals that wait, by the moments' ids."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(tr("Came back to you"))
        self._ws = ws
        self.message = MessagePanel()
        self.buttons: dict[str, tuple[Button, Button]] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.LARGE)
        self.body.addWidget(self.message)
        self.body.addLayout(self._list)

    @Slot()
    def refresh(self) -> None:
        """Show what came back by now, the latest first."""
        clear(self._list)
        self.buttons = {}
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
        self.refresh()
        if accepted:
            self.message.tell(tr("The moment is among yours now."), tr("In Prepare it can be changed, and undone."))

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
                made.addLayout(self._proposal(one))
        return made

    def _proposal(self, suggestion: Suggestion) -> QLayout:
        words = label(self._words(suggestion), wrap=True)
        line = HeadLine(words)
        if suggestion.decision is Decision.OPEN and not self._ws.read_only:
            take, left = Button(tr("Take over"), "check"), Button(tr("Leave it"))
            for button, accepted in ((take, True), (left, False)):
                button.setAccessibleName(f"{button.text()}: {named(suggestion.moment)}")
                button.clicked.connect(partial(self._clicked, suggestion, accepted))
                line.addWidget(button)
            self.buttons[suggestion.moment.id] = take, left
        return line

    def _clicked(self, suggestion: Suggestion, accepted: bool, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's value
        self.decide(suggestion, accepted=accepted)

    def _words(self, suggestion: Suggestion) -> str:
        moment = suggestion.moment
        where = ""
        if not is_erased(self._ws, moment.recording):
            times = frame_times(self._ws, moment.recording)
            where = clock_words(times.seconds_from_start(moment.span.start), 1)
        told = " ".join(f"{named(moment)}  ·  {recording(self._ws, moment.recording).label}  ·  {where}".split())
        match suggestion.decision:
            case Decision.ACCEPTED:
                return tr("{moment}: taken over").format(moment=told)
            case Decision.LEFT:
                return tr("{moment}: left").format(moment=told)
            case _:
                return told


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
