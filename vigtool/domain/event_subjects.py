"""Whose an event is: the case that seals it, the id in its envelope, the consents under it."""

from typing import Final

from vigtool.domain.accountability import (
    BackupMade,
    CaseRekeyed,
    ChildViewHeard,
    ClientFolderMade,
    Erased,
    ErasureBegun,
    EvidenceExported,
    EvidenceKept,
    KeptLonger,
    LetterMade,
    LogBundleMade,
    PassphraseChanged,
    PolicyAdopted,
    RecoveryKeyReplaced,
    UserAdded,
    UserRemoved,
)
from vigtool.domain.contacts import ContactRemoved, ContactSet, OwnCardNamed
from vigtool.domain.events import (
    CaseAdded,
    CaseChanged,
    CaseEdited,
    CaseSummaryExported,
    ClipExported,
    ConsentRecorded,
    Event,
    MarksChanged,
    MasksChanged,
    MomentsShown,
    PackAdded,
    PersonAdded,
    RecordingImported,
    RecordingViewed,
    SessionAdded,
    SessionLogExported,
    StillExported,
    VaultCreated,
)
from vigtool.domain.exchanging import ConsentRecordsExported, MarksExported
from vigtool.domain.identifiers import CaseId, ConsentId
from vigtool.domain.ledger import SupervisionNoted
from vigtool.domain.reviewing import ReviewBegun
from vigtool.domain.supervision import (
    AnswerMade,
    AnswerMerged,
    CommentSet,
    FeedbackSet,
    GuestErased,
    GuestOpened,
    LogCountersigned,
    MarksRevealed,
    NoticeMade,
    PackageMade,
    PackageSent,
    ReceiptKept,
)

_OF_THE_VAULT: Final = (
    VaultCreated,
    PackAdded,
    ErasureBegun,
    Erased,
    BackupMade,
    UserAdded,
    UserRemoved,
    PassphraseChanged,
    RecoveryKeyReplaced,
    PolicyAdopted,
    SupervisionNoted,
    ContactSet,
    ContactRemoved,
    OwnCardNamed,
    PackageSent,
    NoticeMade,
    ReceiptKept,
    GuestErased,
    LogCountersigned,
)
"""Kinds of events that are no case's: they outlive every case."""


def case_of(event: Event) -> CaseId | None:
    """The case under whose key an event's words are sealed; None for the vault's own."""
    if isinstance(event, _OF_THE_VAULT):
        return None
    match event:
        case CaseAdded(case=case) | CaseChanged(case=case):
            return case.id
        case PersonAdded(person=person):
            return person.case
        case RecordingImported(recording=recording):
            return recording.case
        case SessionAdded(session=session):
            return session.case
        case _:
            return event.case


def object_of(event: Event) -> str:  # noqa: C901, PLR0911, PLR0912 - one line for each kind
    """The id of what an event is about, for the envelope; the empty text for the vault itself."""
    match event:
        case VaultCreated() | BackupMade() | RecoveryKeyReplaced() | PolicyAdopted():
            return ""
        case PackAdded(pack=pack):
            return pack
        case SupervisionNoted(id=noted):
            return noted
        case CaseAdded(case=case) | CaseChanged(case=case):
            return case.id
        case ContactSet(contact=contact):
            return contact.id
        case ContactRemoved(contact=contact_id):
            return contact_id
        case LogCountersigned(by=contact_id):
            return contact_id
        case CommentSet(comment=comment):
            return comment.recording
        case FeedbackSet(case=case_id) | MarksRevealed(case=case_id):
            return case_id
        case AnswerMade() | AnswerMerged() | NoticeMade() | ReceiptKept():
            return event.package
        case PackageSent() | GuestOpened() | GuestErased():
            return event.package
        case CaseEdited(case=case_id) | ConsentRecordsExported(case=case_id) | CaseSummaryExported(case=case_id):
            return case_id
        case CaseRekeyed(erasure=erasure) | Erased(erasure=erasure):
            return erasure
        case PersonAdded(person=person):
            return person.id
        case ConsentRecorded(consent=consent):
            return consent.person
        case ChildViewHeard(view=view):
            return view.recording
        case EvidenceKept(evidence=evidence):
            return evidence.id
        case EvidenceExported(evidence=evidence_id):
            return evidence_id
        case LetterMade() | ClientFolderMade() | LogBundleMade():
            return event.person
        case ErasureBegun(target=target):
            return target
        case UserAdded() | UserRemoved() | PassphraseChanged() | OwnCardNamed():
            return event.user
        case RecordingImported(recording=recording):
            return recording.id
        case SessionAdded(session=session):
            return session.id
        case SessionLogExported(session=session_id) | ReviewBegun(session=session_id):
            return session_id
        case _:
            return event.recording


def consents_of(event: Event) -> tuple[ConsentId, ...]:
    """The consents that an event stands on."""
    match event:
        case RecordingImported() | RecordingViewed() | StillExported() | ClipExported() | MomentsShown():
            return event.consents
        case MarksChanged() | MasksChanged() | KeptLonger() | MarksExported() | PackageMade():
            return event.consents
        case _:
            return ()
