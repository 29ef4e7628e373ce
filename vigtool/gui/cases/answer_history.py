"""What one person, or who decides for them, has answered so far, the latest first."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.consent import Answer, Consent
from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import EvidenceId, PersonId
from vigtool.domain.purposes import LegalBasis
from vigtool.gui.cases.recipients_choice import recipients_words
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.gui.shared.tokens import Space
from vigtool.wording.names import purpose_name
from vigtool.wording.translation import tr

DOT = "  \N{MIDDLE DOT}  "


class AnswerHistory(QWidget):
    """``evidence_asked`` carries the id of the scan that is to be shown."""

    evidence_asked = Signal(str)

    def __init__(
        self, answers: Sequence[Consent], names: Mapping[PersonId, str], contacts: Sequence[Contact] = ()
    ) -> None:
        super().__init__()
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, 0, Space.WIDE, Space.MEDIUM)
        page.setSpacing(Space.HAIR)
        self.buttons: dict[EvidenceId, Button] = {}
        page.addWidget(label(tr("What was answered so far"), "field"))
        if not answers:
            page.addWidget(label(tr("Nothing yet."), "muted"))
        for one in reversed(answers):
            line = row(label(_told(one, names, contacts), "small", wrap=True))
            line.setStretch(0, 1)
            for scan in one.evidence:
                line.addWidget(self._button(scan))
            page.addLayout(line)

    def _button(self, scan: EvidenceId) -> Button:
        made = Button(tr("Show the form"), "file-check-2", Rank.LINK)
        made.clicked.connect(lambda _checked=False: self.evidence_asked.emit(scan))
        self.buttons[scan] = made
        return made


def _told(one: Consent, names: Mapping[PersonId, str], contacts: Sequence[Contact]) -> str:
    parts = [spoken_date(one.recorded_at), f"{purpose_name(one.purpose)}: {answer_words(one.answer)}"]
    parts.append(one.by or (names.get(one.by_person, "") if one.by_person else ""))
    parts.append("" if one.since is None else tr("from {day}").format(day=spoken_date(one.since)))
    parts.append("" if one.until is None else tr("until {day}").format(day=spoken_date(one.until)))
    parts.append(recipients_words(one.recipients, contacts))
    parts.append(tr("notice {version}").format(version=one.notice) if one.notice else "")
    parts.append("" if one.basis is None else basis_words(one.basis))
    return DOT.join(filter(None, parts))


def answer_words(answer: Answer) -> str:
    """What was answered."""
    match answer:
        case Answer.GIVEN:
            return tr("yes")
        case Answer.REFUSED:
            return tr("no")
        case Answer.WITHDRAWN:
            return tr("withdrawn")


def basis_words(basis: LegalBasis) -> str:
    """What a legal basis is called."""
    words = {
        LegalBasis.CONSENT: tr("Basis: consent"),
        LegalBasis.CONTRACT: tr("Basis: contract"),
        LegalBasis.LEGAL_OBLIGATION: tr("Basis: legal obligation"),
        LegalBasis.VITAL_INTERESTS: tr("Basis: vital interests"),
        LegalBasis.PUBLIC_TASK: tr("Basis: public task"),
        LegalBasis.LEGITIMATE_INTERESTS: tr("Basis: legitimate interests"),
    }
    return words[basis]
