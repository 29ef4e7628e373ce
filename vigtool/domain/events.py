"""What can happen in a vault. The journal keeps these; every view of the vault is made from them."""

from dataclasses import dataclass
from datetime import datetime
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
    FilmFrozen,
    FilmThawed,
    KeptLonger,
    LetterMade,
    LogBundleMade,
    PassphraseChanged,
    PolicyAdopted,
    RecoveryKeyReplaced,
    UserAdded,
    UserRemoved,
)
from vigtool.domain.casebook import CaseChange
from vigtool.domain.cases import Case, Recording
from vigtool.domain.consent import Consent
from vigtool.domain.contacts import ContactRemoved, ContactSet, OwnCardNamed
from vigtool.domain.deciding import Reason
from vigtool.domain.exchanging import ConsentRecordsExported, MarksExported
from vigtool.domain.identifiers import CaseId, ConsentId, MomentId, PackId, PersonId, RecordingId, SessionId
from vigtool.domain.ledger import SupervisionNoted
from vigtool.domain.marks import Change
from vigtool.domain.masking import MaskChange
from vigtool.domain.people import Person
from vigtool.domain.purposes import Act, Purpose
from vigtool.domain.renditions import ClipForm, StillForm
from vigtool.domain.reviewing import MomentSpared, ReviewBegun, WordsHeard
from vigtool.domain.sessions import Session
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
    SuggestionDecided,
)


@dataclass(frozen=True, slots=True)
class VaultCreated:
    """The vault began; ``recovery_recipient`` is the public half of the printed recovery key."""

    recovery_recipient: str


@dataclass(frozen=True, slots=True)
class PackAdded:
    """A principle pack in one version lies in the vault; ``content`` is its file's text, kept for ever."""

    pack: PackId
    version: int
    content: str


@dataclass(frozen=True, slots=True)
class CaseAdded:
    """A case was opened."""

    case: Case


@dataclass(frozen=True, slots=True)
class CaseChanged:
    """A case's name or helping question is now so; journals from before ``CaseEdited`` have it."""

    case: Case


@dataclass(frozen=True, slots=True)
class CaseEdited:
    """Something of a case was edited; ``step`` names the edit, ``undo`` and ``redo`` included."""

    case: CaseId
    step: str
    changes: tuple[CaseChange, ...]


@dataclass(frozen=True, slots=True)
class PersonAdded:
    """A person joined a case."""

    person: Person


@dataclass(frozen=True, slots=True)
class ConsentRecorded:
    """A person answered to a purpose."""

    case: CaseId
    consent: Consent


@dataclass(frozen=True, slots=True)
class RecordingImported:
    """A film lies in the vault, read back and compared."""

    recording: Recording
    consents: tuple[ConsentId, ...]


@dataclass(frozen=True, slots=True)
class RecordingViewed:
    """A film was opened to be watched or worked on."""

    case: CaseId
    recording: RecordingId
    purpose: Purpose
    consents: tuple[ConsentId, ...]


@dataclass(frozen=True, slots=True)
class MarksChanged:
    """Moments of a recording were set or removed; ``step`` names the edit, ``undo`` and ``redo`` included.

    Journals from before the format had ``consents`` have none.
    """

    case: CaseId
    recording: RecordingId
    step: str
    changes: tuple[Change, ...]
    consents: tuple[ConsentId, ...] = ()


@dataclass(frozen=True, slots=True)
class MasksChanged:
    """It was edited where people of a recording are covered and its sound is kept out; ``step`` as for moments."""

    case: CaseId
    recording: RecordingId
    step: str
    changes: tuple[MaskChange, ...]
    consents: tuple[ConsentId, ...]


@dataclass(frozen=True, slots=True)
class StillExported:
    """A still left the vault; ``frame`` is its number, ``sha256`` the file's, ``to`` who got it if that was said.

    ``recipient`` is who else got it, in words; ``masked`` are those who are covered in it.
    """

    case: CaseId
    recording: RecordingId
    frame: int
    purpose: Purpose
    sha256: str
    consents: tuple[ConsentId, ...]
    to: tuple[PersonId, ...] = ()
    form: StillForm = StillForm.STILL
    masked: tuple[PersonId, ...] = ()
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class ClipExported:
    """A clip of a moment left the vault; ``sha256`` is the file's, ``to`` who got it if that was said.

    ``in_picture`` are those who were taken to be in it, so that anybody can tell whose consent it took; None for the
    whole film's people. ``masked`` are those of them who are covered in it throughout. Frames ``[first, stop)`` of the
    film are in it; None in entries from before these were noted. ``recipient`` is who else got it, in words. Several
    entries with one ``sha256`` are the moments of one reel.
    """

    case: CaseId
    recording: RecordingId
    moment: MomentId
    purpose: Purpose
    sha256: str
    consents: tuple[ConsentId, ...]
    to: tuple[PersonId, ...] = ()
    in_picture: tuple[PersonId, ...] | None = None
    form: ClipForm = ClipForm.CLIP
    masked: tuple[PersonId, ...] = ()
    first: int | None = None
    stop: int | None = None
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class ActRefused:
    """An act was asked for and refused, for these reasons."""

    case: CaseId
    recording: RecordingId
    act: Act
    purpose: Purpose
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SessionAdded:
    """A session was held."""

    session: Session


@dataclass(frozen=True, slots=True)
class MomentsShown:
    """Moments of a recording were shown in a session, at that time."""

    case: CaseId
    session: SessionId
    recording: RecordingId
    moments: tuple[MomentId, ...]
    purpose: Purpose
    shown_at: datetime
    consents: tuple[ConsentId, ...]


@dataclass(frozen=True, slots=True)
class SessionLogExported:
    """The log of a session left the vault as JSON and PDF, with these hashes."""

    case: CaseId
    session: SessionId
    json_sha256: str
    pdf_sha256: str


@dataclass(frozen=True, slots=True)
class CaseSummaryExported:
    """A case in words over its cycles left the vault as JSON and PDF, with these hashes."""

    case: CaseId
    json_sha256: str
    pdf_sha256: str


Event = (
    VaultCreated
    | PackAdded
    | CaseAdded
    | CaseChanged
    | CaseEdited
    | PersonAdded
    | ConsentRecorded
    | RecordingImported
    | RecordingViewed
    | MarksChanged
    | StillExported
    | ClipExported
    | ActRefused
    | SessionAdded
    | MomentsShown
    | SessionLogExported
    | CaseSummaryExported
    | SupervisionNoted
    | BackupMade
    | CaseRekeyed
    | ChildViewHeard
    | ClientFolderMade
    | Erased
    | ErasureBegun
    | EvidenceExported
    | EvidenceKept
    | FilmFrozen
    | FilmThawed
    | KeptLonger
    | LetterMade
    | LogBundleMade
    | PassphraseChanged
    | PolicyAdopted
    | RecoveryKeyReplaced
    | UserAdded
    | UserRemoved
    | ReviewBegun
    | WordsHeard
    | MomentSpared
    | MarksExported
    | ConsentRecordsExported
    | MasksChanged
    | ContactSet
    | ContactRemoved
    | OwnCardNamed
    | PackageMade
    | PackageSent
    | GuestOpened
    | CommentSet
    | FeedbackSet
    | MarksRevealed
    | AnswerMade
    | AnswerMerged
    | SuggestionDecided
    | NoticeMade
    | ReceiptKept
    | GuestErased
    | LogCountersigned
)

ACT_NAMES: Final[dict[type[Event], str]] = {
    VaultCreated: "vault.created",
    PackAdded: "pack.added",
    CaseAdded: "case.added",
    CaseChanged: "case.changed",
    CaseEdited: "case.edited",
    PersonAdded: "person.added",
    ConsentRecorded: "consent.recorded",
    RecordingImported: "recording.imported",
    RecordingViewed: "recording.viewed",
    MarksChanged: "marks.changed",
    StillExported: "still.exported",
    ClipExported: "clip.exported",
    ActRefused: "act.refused",
    SessionAdded: "session.added",
    MomentsShown: "moments.shown",
    SessionLogExported: "session-log.exported",
    CaseSummaryExported: "case-summary.exported",
    SupervisionNoted: "supervision.noted",
    ChildViewHeard: "child-view.heard",
    EvidenceKept: "evidence.kept",
    EvidenceExported: "evidence.exported",
    FilmFrozen: "film.frozen",
    FilmThawed: "film.thawed",
    KeptLonger: "film.kept-longer",
    ErasureBegun: "erasure.begun",
    Erased: "erasure.done",
    CaseRekeyed: "case.rekeyed",
    LetterMade: "letter.made",
    ClientFolderMade: "client-folder.made",
    LogBundleMade: "log-bundle.made",
    BackupMade: "backup.made",
    UserAdded: "user.added",
    UserRemoved: "user.removed",
    PassphraseChanged: "passphrase.changed",
    RecoveryKeyReplaced: "recovery-key.replaced",
    PolicyAdopted: "policy.adopted",
    ReviewBegun: "review.begun",
    WordsHeard: "words.heard",
    MomentSpared: "moment.spared",
    MarksExported: "marks.exported",
    ConsentRecordsExported: "consent-records.exported",
    MasksChanged: "masks.changed",
    ContactSet: "contact.set",
    ContactRemoved: "contact.removed",
    OwnCardNamed: "own-card.named",
    PackageMade: "package.made",
    PackageSent: "package.sent",
    GuestOpened: "guest.opened",
    CommentSet: "comment.set",
    FeedbackSet: "feedback.set",
    MarksRevealed: "marks.revealed",
    AnswerMade: "answer.made",
    AnswerMerged: "answer.merged",
    SuggestionDecided: "suggestion.decided",
    NoticeMade: "notice.made",
    ReceiptKept: "receipt.kept",
    GuestErased: "guest.erased",
    LogCountersigned: "log.countersigned",
}
"""The name under which the journal keeps each kind of event; part of the format."""
