"""What the log says of each kind of entry: the words, and the sign beside them. Every kind that is shown has both."""

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
from vigtool.domain.consent import Answer, Consent
from vigtool.domain.events import (
    ACT_NAMES,
    ActRefused,
    CaseAdded,
    CaseChanged,
    CaseEdited,
    CaseSummaryExported,
    ClipExported,
    ConsentRecorded,
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
from vigtool.domain.ledger import SupervisionNoted
from vigtool.domain.reviewing import MomentSpared, ReviewBegun, WordsHeard
from vigtool.wording.names import purpose_name
from vigtool.wording.translation import tr

ICONS: Final = {
    ACT_NAMES[VaultCreated]: "folder-lock",
    ACT_NAMES[PackAdded]: "list-tree",
    ACT_NAMES[CaseAdded]: "folder-plus",
    ACT_NAMES[CaseChanged]: "pencil",
    ACT_NAMES[CaseEdited]: "pencil",
    ACT_NAMES[PersonAdded]: "user-plus",
    ACT_NAMES[ConsentRecorded]: "shield-check",
    ACT_NAMES[RecordingImported]: "import",
    ACT_NAMES[RecordingViewed]: "eye",
    ACT_NAMES[MomentsShown]: "users",
    ACT_NAMES[StillExported]: "image",
    ACT_NAMES[ClipExported]: "scissors",
    ACT_NAMES[ActRefused]: "hand",
    ACT_NAMES[SessionAdded]: "message-square-quote",
    ACT_NAMES[SessionLogExported]: "file-text",
    ACT_NAMES[CaseSummaryExported]: "file-text",
    ACT_NAMES[SupervisionNoted]: "calendar-plus",
    ACT_NAMES[PassphraseChanged]: "key-round",
    ACT_NAMES[RecoveryKeyReplaced]: "key-round",
    ACT_NAMES[UserAdded]: "user-plus",
    ACT_NAMES[UserRemoved]: "log-out",
    ACT_NAMES[EvidenceExported]: "file-text",
    ACT_NAMES[FilmFrozen]: "lock",
    ACT_NAMES[FilmThawed]: "lock-open",
    ACT_NAMES[KeptLonger]: "calendar-clock",
    ACT_NAMES[PolicyAdopted]: "file-check-2",
    ACT_NAMES[ErasureBegun]: "trash-2",
    ACT_NAMES[Erased]: "trash-2",
    ACT_NAMES[CaseRekeyed]: "trash-2",
    ACT_NAMES[ChildViewHeard]: "hand",
    ACT_NAMES[EvidenceKept]: "file-check-2",
    ACT_NAMES[LetterMade]: "file-text",
    ACT_NAMES[ClientFolderMade]: "folder-open",
    ACT_NAMES[LogBundleMade]: "scroll-text",
    ACT_NAMES[BackupMade]: "save",
    ACT_NAMES[ReviewBegun]: "users",
    ACT_NAMES[WordsHeard]: "message-square-quote",
    ACT_NAMES[MomentSpared]: "hand",
    ACT_NAMES[MarksExported]: "list-tree",
    ACT_NAMES[ConsentRecordsExported]: "shield-check",
}
QUIET: Final = frozenset(ACT_NAMES[kind] for kind in (MarksChanged, MasksChanged, CaseChanged, CaseEdited))
"""Work on the guider's own notes: in the journal, but not what somebody asks the log for."""


def words_of_acts() -> dict[str, str]:
    """What was done, in the chosen language, by the name of the act in the journal."""
    return {
        ACT_NAMES[VaultCreated]: tr("The vault was made"),
        ACT_NAMES[PackAdded]: tr("A principle pack was added"),
        ACT_NAMES[CaseAdded]: tr("A case was opened"),
        ACT_NAMES[PersonAdded]: tr("A person was named"),
        ACT_NAMES[ConsentRecorded]: tr("An answer about consent was noted"),
        ACT_NAMES[RecordingImported]: tr("A film was brought in"),
        ACT_NAMES[RecordingViewed]: tr("A film was opened"),
        ACT_NAMES[MomentsShown]: tr("Moments were shown"),
        ACT_NAMES[StillExported]: tr("A still was handed out"),
        ACT_NAMES[ClipExported]: tr("A clip was handed out"),
        ACT_NAMES[ActRefused]: tr("Something was not done, for want of consent"),
        ACT_NAMES[SessionAdded]: tr("A session was noted"),
        ACT_NAMES[SessionLogExported]: tr("A session log was handed out"),
        ACT_NAMES[CaseSummaryExported]: tr("A summary of the case was handed out"),
        ACT_NAMES[SupervisionNoted]: tr("Supervision was noted for the ledger"),
        ACT_NAMES[PassphraseChanged]: tr("The passphrase was changed"),
        ACT_NAMES[RecoveryKeyReplaced]: tr("The recovery key was replaced"),
        ACT_NAMES[UserAdded]: tr("Somebody else may open the vault"),
        ACT_NAMES[UserRemoved]: tr("Somebody opens the vault no more"),
        ACT_NAMES[EvidenceExported]: tr("A copy of a signed form was saved outside"),
        ACT_NAMES[FilmFrozen]: tr("A film was frozen"),
        ACT_NAMES[FilmThawed]: tr("A film was thawed"),
        ACT_NAMES[KeptLonger]: tr("It was decided to keep a film longer"),
        ACT_NAMES[PolicyAdopted]: tr("The organisation's policy was taken over"),
        ACT_NAMES[ErasureBegun]: tr("An erasure was begun"),
        ACT_NAMES[Erased]: tr("Something was erased for good"),
        ACT_NAMES[CaseRekeyed]: tr("A person was erased from a case"),
        ACT_NAMES[ChildViewHeard]: tr("A child's own view was noted"),
        ACT_NAMES[EvidenceKept]: tr("A signed form was put into the vault"),
        ACT_NAMES[LetterMade]: tr("A letter about a withdrawal was made"),
        ACT_NAMES[ClientFolderMade]: tr("Everything about a person was put together for them"),
        ACT_NAMES[LogBundleMade]: tr("The log about a person was put together for them"),
        ACT_NAMES[BackupMade]: tr("A backup was made"),
        ACT_NAMES[ReviewBegun]: tr("A shared review began"),
        ACT_NAMES[WordsHeard]: tr("What was said to a moment was noted"),
        ACT_NAMES[MomentSpared]: tr("It was noted whether a moment is to be shown"),
        ACT_NAMES[MarksExported]: tr("The marks of a film were saved for another program"),
        ACT_NAMES[ConsentRecordsExported]: tr("The answers about consent were saved as records"),
    }


def words_of_answer(consent: Consent) -> str:
    """What somebody answered, and to what."""
    said = {
        Answer.GIVEN: tr("A consent was given: {purpose}"),
        Answer.REFUSED: tr("A consent was not given: {purpose}"),
        Answer.WITHDRAWN: tr("A consent was withdrawn: {purpose}"),
    }
    return said[consent.answer].format(purpose=purpose_name(consent.purpose))
