"""The log of one session: the lasting record in words, when the film is long gone.

It names nobody: people stand in it under role and number. Whoever makes one takes everything from the journal; the
position in the journal says up to where it was read. The page in ``docs/session-log.md`` and the schema
``docs/schemas/session-log.schema.json`` describe the same document for other programs.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from vigtool.domain.consent import ConsentState
from vigtool.domain.moments import TurnKind
from vigtool.domain.people import Person, Role
from vigtool.domain.principles import Wording
from vigtool.exchange import strict_json
from vigtool.exchange.field_types import (
    CaseField,
    ConsentField,
    Count,
    Instant,
    LoggedTime,
    MomentField,
    Ordinal,
    PackField,
    PersonField,
    PrincipleField,
    PurposeField,
    RecordingField,
    SessionField,
    Sha256Hex,
    VaultField,
)

FORMAT: Final = "vigtool-session-log"
VERSION: Final = 4
"""Version 1 said nothing of principles, version 2 nothing of cycles, words to a moment, what was agreed, and who got
what left, version 3 had no pictures; all are still read."""


class ExportKind(StrEnum):
    """What left the vault."""

    CLIP = "clip"
    REEL = "reel"
    COPY = "copy"
    STILL = "still"
    CARD = "card"
    LOG_PICTURE = "log-picture"


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A person as the log names them: by role and by a number from 1 within the role ("Parent 2")."""

    person: PersonField
    role: Role
    number: Ordinal

    @classmethod
    def of(cls, person: Person) -> "Pseudonym":
        """The pseudonym of somebody in the case."""
        return cls(person.id, person.role, person.number)


@dataclass(frozen=True, slots=True)
class LoggedTurn:
    """One turn of a moment: who, what, in which frames (half-open), in which words.

    Of a film that is erased nobody knows the frames any more: both are None. Raises ``ValueError`` for no frame at all.
    """

    who: Pseudonym
    kind: TurnKind
    first_frame: Count | None
    end_frame: Count | None
    words: str

    def __post_init__(self) -> None:
        match self.first_frame, self.end_frame:
            case (None, None):
                return
            case (int(first), int(end)) if first < end:
                return
        raise ValueError(self.first_frame, self.end_frame)


@dataclass(frozen=True, slots=True)
class LoggedPrinciple:
    """A principle that was seen in a moment, in the version of its pack that the moment was coded with.

    ``name`` has its words; empty ones where the vault does not know the pack.
    """

    pack: PackField
    version: Ordinal
    item: PrincipleField
    name: Wording


@dataclass(frozen=True, slots=True)
class LoggedPicture:
    """The picture of a moment on the pages: which frame it is, when that begins, and the hash of its JPEG.

    ``masked`` are those who are covered in it. The pixels are on the pages alone.
    """

    frame: Count
    time: LoggedTime
    sha256: Sha256Hex
    masked: tuple[Pseudonym, ...]


@dataclass(frozen=True, slots=True)
class LoggedMoment:
    """A moment that was looked at. Frames are numbered from 0 and half-open; times count from the film's first frame.

    Of a film that is erased nobody knows any more which frames these were: all of them, start and end are None. Most
    logs have no ``picture``. Raises ``ValueError`` when the key frame or the picture does not lie in the moment, and
    where only some are None.
    """

    moment: MomentField
    recording: RecordingField
    first_frame: Count | None
    end_frame: Count | None
    key_frame: Count | None
    start: LoggedTime | None
    end: LoggedTime | None
    length: LoggedTime
    title: str
    note: str
    principles: tuple[LoggedPrinciple, ...]
    turns: tuple[LoggedTurn, ...]
    picture: LoggedPicture | None = None

    def __post_init__(self) -> None:
        match self.first_frame, self.key_frame, self.end_frame, self.start, self.end:
            case (None, None, None, None, None) if self.picture is None:
                return
            case (int(first), int(key), int(end), LoggedTime(), LoggedTime()) if first <= key < end:
                if self.picture is None or first <= self.picture.frame < end:
                    return
        raise ValueError(self.first_frame, self.end_frame, self.key_frame)


@dataclass(frozen=True, slots=True)
class Shown:
    """A film, or one moment of it, was looked at."""

    at: Instant
    recording: RecordingField
    moment: MomentField | None
    purpose: PurposeField


@dataclass(frozen=True, slots=True)
class Exported:
    """A clip (of ``moment``) or a still (of ``frame``) left the vault; ``sha256`` is the file's.

    ``to`` are those of the case who got it, ``masked`` those who are covered in it.
    """

    at: Instant
    kind: ExportKind
    recording: RecordingField
    moment: MomentField | None
    frame: Count | None
    purpose: PurposeField
    sha256: Sha256Hex
    to: tuple[Pseudonym, ...]
    masked: tuple[Pseudonym, ...]


@dataclass(frozen=True, slots=True)
class LoggedWords:
    """What a client said to a moment, in their own words; ``who`` is None where nobody noted who."""

    moment: MomentField
    who: Pseudonym | None
    words: str


@dataclass(frozen=True, slots=True)
class LoggedConsent:
    """How a person stood to a purpose at the session.

    Since when, until which day if one was set, by which consent, recorded in which entry of the journal.
    """

    who: Pseudonym
    purpose: PurposeField
    state: ConsentState
    since: Instant
    until: date | None
    consent: ConsentField
    seq: Count


@dataclass(frozen=True, slots=True)
class JournalPosition:
    """The last entry of the journal that the log knows: its number and its hash."""

    seq: Count
    hash: Sha256Hex


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLog:
    """The whole document; ``words`` are the client's own, ``heard`` those that were said to a moment.

    ``cycle`` is the number of the case's cycle whose moments were looked at, None where it was none of them.
    ``agreed`` is the next step, ``next_on`` the day of the next meeting, ``closing`` goes into the client's document.
    """

    format: Literal["vigtool-session-log"] = FORMAT
    version: Literal[4] = VERSION
    vault: VaultField
    case: CaseField
    session: SessionField
    held_at: Instant
    cycle: Ordinal | None
    question: str
    present: tuple[Pseudonym, ...]
    moments: tuple[LoggedMoment, ...]
    words: str
    heard: tuple[LoggedWords, ...]
    agreed: str
    next_on: date | None
    closing: str
    shown: tuple[Shown, ...]
    exported: tuple[Exported, ...]
    consents: tuple[LoggedConsent, ...]
    made_at: Instant
    journal: JournalPosition


def to_json(log: SessionLog) -> bytes:
    """The log as a file's bytes: UTF-8, two spaces of indent, fields in the order above.

    Raises ``UnreadableDocument`` when a field has no valid form: no file is written which ``from_json`` would refuse.
    """
    data = strict_json.encode(log, FORMAT)
    from_json(data)
    return data


def from_json(data: bytes) -> SessionLog:
    """The log in a file's bytes, of any version so far. Raises ``UnreadableDocument`` or ``UnknownVersion``."""
    return strict_json.decode(strict_json.renewed(data, renewed), SessionLog, FORMAT, VERSION)


def renewed(log: object) -> object:
    """What a log of an earlier version would be in this one, both as plain JSON values; anything else as it is."""
    if not isinstance(log, dict):
        return log
    match log:
        case {"format": "vigtool-session-log", "version": 1, "moments": list(moments)} if _lack("principles", moments):
            log = log | {"version": 2, "moments": [moment | {"principles": []} for moment in moments]}
    match log:
        case {"format": "vigtool-session-log", "version": 2, "exported": list(gone)} if (
            _lack("to", gone) and _lack("masked", gone) and not log.keys() & _SINCE_3.keys()
        ):
            later = {"version": 3, "exported": [one | {"to": [], "masked": []} for one in gone]}
            log = log | _SINCE_3 | later
    match log:
        case {"format": "vigtool-session-log", "version": 3, "moments": list(moments)} if _lack("picture", moments):
            log = log | {"version": VERSION, "moments": [moment | {"picture": None} for moment in moments]}
    return log


_SINCE_3: Final[dict[str, object]] = {"cycle": None, "heard": [], "agreed": "", "next_on": None, "closing": ""}


def _lack(field: str, parts: list[object]) -> bool:
    return all(isinstance(part, dict) and field not in part for part in parts)
