"""One person's card of answers: the sheet on which they are noted, and below it what was answered before."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.consent import Evidence, latest
from vigtool.domain.errors import VigtoolError
from vigtool.domain.people import Person
from vigtool.domain.purposes import PurposeCard, Purposes
from vigtool.gui.cases.answer_history import AnswerHistory
from vigtool.gui.cases.answers_form import Answered, AnswersForm
from vigtool.gui.cases.evidence_dialog import EvidenceDialog
from vigtool.gui.cases.recipients_choice import RecipientsChoice
from vigtool.gui.cases.speaker_choice import guardians_of
from vigtool.gui.cases.terms_fields import TermsFields
from vigtool.gui.shared.choosing import choose_file, choose_target, documents
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.tokens import Space
from vigtool.services.answers import answers_of, record_answers, states_by
from vigtool.services.consent_forms import current_notice
from vigtool.services.contacts import contacts
from vigtool.services.evidence import ENDINGS, PDF, evidence_of_case, keep_evidence, read_evidence, save_evidence
from vigtool.services.people import people
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr

if TYPE_CHECKING:
    from vigtool.domain.identifiers import EvidenceId


class AnswersSheet(QWidget):
    """``changed`` says that answers were noted, ``left`` that none were."""

    changed = Signal()
    left = Signal()

    def __init__(self, ws: Workspace, person: Person, cards: Sequence[PurposeCard]) -> None:
        super().__init__()
        self._ws, self._person, self._cards = ws, person, cards
        self.message = MessagePanel()
        self._chosen: EvidenceId | None = None
        self._place = QVBoxLayout()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(self.message)
        page.addLayout(self._place)
        self.form: AnswersForm
        self.history: AnswerHistory
        self.refresh()

    def refresh(self) -> None:
        """Show the answers as they are now."""
        clear(self._place)
        known = people(self._ws, self._person.case)
        self._person = next(one for one in known if one.id == self._person.id)
        terms = TermsFields(self._notice(), self._forms(), self._chosen)
        self.form = AnswersForm(
            self._person,
            guardians_of(self._person, known),
            self._cards,
            lambda guardian: states_by(self._ws, self._person.id, guardian),
            terms,
            self._recipients(),
        )
        self.form.given.connect(self._keep)
        self.form.scan_asked.connect(self._choose_scan)
        self.form.left.connect(self.left)
        if self._ws.read_only:
            self.form.look_only()
        names = {one.id: one.name for one in known}
        self.history = AnswerHistory(answers_of(self._ws, self._person.id), names, contacts(self._ws))
        self.history.evidence_asked.connect(self.show_evidence)
        self._place.addWidget(self.form)
        self._place.addWidget(self.history)

    def add_scan(self, source: Path) -> None:
        """Take a signed form into the vault and offer it with the answers; what is ticked stays."""
        self.message.clear()
        try:
            kept = keep_evidence(self._ws, self._person.case, source)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self._chosen = kept.id
        self.form.terms.offer(kept, self._called(kept))
        self.message.tell(
            tr("The form is in the vault."), tr("The file that you chose still lies outside it; delete it there.")
        )

    @Slot(str)
    def show_evidence(self, evidence: str) -> None:
        """Show a signed form, decrypted to memory only."""
        known = next((one for one in evidence_of_case(self._ws, self._person.case) if one.id == evidence), None)
        if known is None:
            return
        self.message.clear()
        try:
            data = read_evidence(self._ws, self._person.case, known.id)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        shown = EvidenceDialog(self._called(known), known.media_type, data, self)
        shown.save_asked.connect(lambda: self._save(known))
        shown.open()

    def _keep(self, answered: Answered) -> None:
        self.message.clear()
        try:
            record_answers(self._ws, self._person.id, answered.answers, answered.said)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.changed.emit()

    def _choose_scan(self) -> None:
        kinds = tr("Scans and photos")
        source = choose_file(self, tr("Signed form"), f"{kinds} (*.pdf *.jpg *.jpeg *.png *.PDF *.JPG *.JPEG *.PNG)")
        if source is not None:
            self.add_scan(source)

    def _save(self, known: Evidence) -> None:
        ending = ENDINGS[known.media_type]
        suggested = documents() / (tr("signed form") + ending)
        target = choose_target(self, tr("Save a copy…"), suggested, f"(*{ending})")
        if target is None:
            return
        try:
            save_evidence(self._ws, self._person.case, known.id, target)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)

    def _notice(self) -> str:
        try:
            return current_notice(self._ws, language())
        except VigtoolError as error:
            self.message.explain(error)
            return ""

    def _recipients(self) -> RecipientsChoice | None:
        known = contacts(self._ws)
        if not known or all(card.id != Purposes.SUPERVISION for card in self._cards):
            return None
        before = latest(answers_of(self._ws, self._person.id), self._person.id, Purposes.SUPERVISION)
        there = {one.id for one in known}
        return RecipientsChoice(known, [] if before is None else [one for one in before.recipients if one in there])

    def _forms(self) -> list[tuple[Evidence, str]]:
        return [(one, self._called(one)) for one in evidence_of_case(self._ws, self._person.case)]

    def _called(self, one: Evidence) -> str:
        """A scan has no name of its own: by what it is, and when it came."""
        kind = tr("PDF") if one.media_type == PDF else tr("Photo")
        number = 1 + [known.id for known in evidence_of_case(self._ws, self._person.case)].index(one.id)
        return tr("Form {number} ({kind})").format(number=number, kind=kind)
