"""From the journal's envelopes to lines that people can read: what was done, and with what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigtool.domain.accountability import (
    CaseRekeyed,
    Erased,
    ErasureBegun,
    EvidenceExported,
    FilmFrozen,
    FilmThawed,
    KeptLonger,
    PassphraseChanged,
    PolicyAdopted,
    RecoveryKeyReplaced,
    UserAdded,
    UserRemoved,
)
from vigtool.domain.events import (
    ACT_NAMES,
    ActRefused,
    CaseAdded,
    CaseChanged,
    CaseEdited,
    ClipExported,
    ConsentRecorded,
    MarksChanged,
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
from vigtool.domain.identifiers import CaseId
from vigtool.services.cases import cases
from vigtool.services.people import people
from vigtool.services.recordings import every_recording
from vigtool.services.users import user_names
from vigtool.services.workspace import Workspace
from vigtool.vault.journal import Envelope
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
    ACT_NAMES[MarksChanged]: "bookmark",
    ACT_NAMES[MomentsShown]: "users",
    ACT_NAMES[StillExported]: "image",
    ACT_NAMES[ClipExported]: "scissors",
    ACT_NAMES[ActRefused]: "hand",
    ACT_NAMES[SessionAdded]: "message-square-quote",
    ACT_NAMES[SessionLogExported]: "file-text",
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
}
QUIET: Final = frozenset({ACT_NAMES[MarksChanged], ACT_NAMES[CaseChanged], ACT_NAMES[CaseEdited]})
"""Work on the guider's own notes: in the journal, but not what somebody asks the log for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is shown; ``about`` is a name in the vault or an empty text."""

    at: datetime
    icon: str
    what: str
    about: str


def lines(ws: Workspace, case_id: CaseId | None) -> list[Line]:
    """The log of a case, or of the whole vault, newest first."""
    names = _names(ws)
    told = _told()
    return [
        Line(
            entry.time.astimezone(), ICONS.get(entry.act, "info"), told.get(entry.act, entry.act), _about(entry, names)
        )
        for entry in _newest_first(ws.index.entries(case=case_id))
        if entry.act not in QUIET
    ]


def _newest_first(entries: Iterable[Envelope]) -> list[Envelope]:
    return sorted(entries, key=lambda entry: entry.seq, reverse=True)


def _about(entry: Envelope, names: dict[str, str]) -> str:
    thing = names.get(entry.object, "")
    case = names.get(entry.case, "") if entry.case else ""
    who = names.get(entry.actor, "")  # who made the vault has no name in it
    return "  ·  ".join(dict.fromkeys(part for part in (thing, case, who) if part))


def _names(ws: Workspace) -> dict[str, str]:
    names: dict[str, str] = {film.id: film.label for film in every_recording(ws)}
    names.update({str(user): name for user, name in user_names(ws).items()})
    for case in cases(ws):
        names[case.id] = case.name
        names.update({person.id: person.name for person in people(ws, case.id)})
    for entry in ws.index.entries(acts={ACT_NAMES[ErasureBegun]}):
        names.setdefault(entry.object, tr("erased ({id})").format(id=entry.object))
    return names


def _told() -> dict[str, str]:
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
    }
