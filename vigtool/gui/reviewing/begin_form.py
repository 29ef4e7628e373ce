"""Beginning a review: whose, which cycle, who is there, and where it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from vigtool.domain.cases import Case
from vigtool.domain.identifiers import CaseId, CycleId, PersonId, SessionId
from vigtool.domain.kinds import KindWord
from vigtool.domain.people import Role
from vigtool.domain.reviewing import ReviewBegun
from vigtool.gui.reviewing.showing_choice import Showing, ShowingChoice
from vigtool.gui.reviewing.stage.blank_choice import BlankChoice
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.cycle_words import cycle_heading
from vigtool.gui.shared.flow import FlowLayout
from vigtool.gui.shared.fonts import text_scale
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.cases import case
from vigtool.services.cycles import cycle, cycles
from vigtool.services.kinds import kind_of_case
from vigtool.services.people import people
from vigtool.services.reviewing import review_moments
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr, trn

BESIDE_UP_TO: Final = 1.3
"""Larger text than this has case and cycle below each other."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The review that is to begin."""

    case: CaseId
    cycle: CycleId | None
    present: tuple[PersonId, ...]
    showing: Showing


class BeginForm(Card):
    """``begin_asked`` carries a ``Wish``, ``prepare_asked`` nothing, ``consents_asked`` the CaseId."""

    begin_asked = Signal(object)
    prepare_asked = Signal()
    consents_asked = Signal(str)

    def __init__(
        self, ws: Workspace, known: Sequence[Case], chosen: CaseId | None, preferences: PreferenceFile
    ) -> None:
        super().__init__(tr("Look together"), tr("The clients see one moment at a time, and nothing else."))
        self._ws = ws
        self.case = NameChoice()
        self.cycle = NameChoice()
        self.question = label("", "muted", wrap=True)
        self.question.setMinimumWidth(1)  # one endless word is cut off, and does not push the page out of the window
        self._people = QVBoxLayout()
        self.present: Checklist[PersonId] = Checklist([], checked=True)
        self.showing = ShowingChoice()
        self.dark = BlankChoice(preferences)
        self.outlook = label("", wrap=True)
        self.begin_button = Button(tr("Begin the review"), "play", Rank.FILLED)
        self.prepare_button = Button(tr("Go to Prepare"), "clapperboard", Rank.QUIET)
        self.consents_button = Button(tr("Go to the consents"), "users", Rank.QUIET)
        for one in known:
            self.case.addItem(one.name, one.id)
        wanted = [one.id for one in known]
        self.case.setCurrentIndex(wanted.index(chosen) if chosen in wanted else 0)
        self._lay_out()
        self.case.currentIndexChanged.connect(self._show_case)
        self.cycle.currentIndexChanged.connect(self.refresh)
        self.showing.where.currentIndexChanged.connect(self.refresh)
        self.begin_button.clicked.connect(lambda _checked=False: self.begin_asked.emit(self.wish))
        self.prepare_button.clicked.connect(lambda _checked=False: self.prepare_asked.emit())
        self.consents_button.clicked.connect(lambda _checked=False: self.consents_asked.emit(self.wish.case))
        self._show_case()

    @property
    def wish(self) -> Wish:
        """What is chosen now."""
        present = tuple(self.present.chosen())
        return Wish(self.case.currentData(), self.cycle.currentData(), present, self.showing.showing)

    @Slot()
    def refresh(self) -> None:
        """Say what would be shown, as it is now."""
        wish = self.wish
        own = "" if wish.cycle is None else cycle(self._ws, wish.cycle).question
        asked = own or case(self._ws, wish.case).question
        self.question.setText(asked)
        self.question.setVisible(bool(asked))
        begun = ReviewBegun(wish.case, SessionId(""), wish.cycle, wish.present, self._ws.clock())
        remote = wish.showing.remote
        count = len(review_moments(self._ws, begun, remote=remote))
        self.outlook.setText(_outlook(count, remote=remote))
        self.begin_button.setEnabled(count > 0 and not self._ws.read_only)
        self.prepare_button.setVisible(not count)
        self.consents_button.setVisible(not count)

    @Slot()
    def _show_case(self) -> None:
        chosen: CaseId = self.case.currentData()
        word = kind_of_case(self._ws, chosen).word(KindWord.CYCLE).in_language(language())
        self.cycle.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.cycle.clear()
        for one in reversed(cycles(self._ws, chosen)):
            self.cycle.addItem(cycle_heading(one, word), one.id)
        self.cycle.addItem(tr("Films in no cycle yet"), None)
        self.cycle.setCurrentIndex(0)
        self.cycle.blockSignals(False)  # noqa: FBT003 - Qt's signature
        clear(self._people)
        everyone = people(self._ws, chosen)
        self.present = Checklist([(one.id, one.name) for one in everyone], checked=True)
        self.present.choose({one.id for one in everyone if one.role is not Role.BYSTANDER})
        self.present.changed.connect(self.refresh)
        self._people.addWidget(self.present)
        self.refresh()

    def _lay_out(self) -> None:
        beside = text_scale() <= BESIDE_UP_TO
        choices = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        choices.setSpacing(self.body.spacing())
        choices.addLayout(field(tr("Case"), self.case), 1)
        choices.addLayout(field(tr("Cycle"), self.cycle), 1)
        self.body.addLayout(choices)
        self.body.addWidget(self.question)
        self.body.addWidget(label(tr("Who is there"), "field"))
        self.body.addLayout(self._people)
        self.body.addWidget(self.showing)
        self.body.addWidget(self.dark)
        self.body.addWidget(self.outlook)
        deeds = FlowLayout()
        for one in (self.begin_button, self.prepare_button, self.consents_button):
            deeds.addWidget(one)
        self.body.addLayout(deeds)


def _outlook(count: int, *, remote: bool) -> str:
    if remote and not count:
        return tr("Nothing to show yet: for a video call everyone in a moment has to agree to that, too.")
    if not count:
        return tr(
            "Nothing to show yet: a moment needs a star, and everyone in it has to agree to guidance. "
            "In a case of several families, tick who is there."
        )
    told = trn("{count} moment can be shown.", "{count} moments can be shown.", count).format(count=count)
    log = tr("What is shown, and when, goes into the log by itself.")
    return f"{told} {log}"
