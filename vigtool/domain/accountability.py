"""What happens around the films: evidence, clocks, erasure, keys and what was handed out on request.

Events like those of ``vigtool.domain.events``, which joins them to its own.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vigtool.domain.consent import ChildView, Evidence
from vigtool.domain.identifiers import CaseId, ConsentId, ErasureId, EvidenceId, PersonId, RecordingId, UserId


@dataclass(frozen=True, slots=True)
class ChildViewHeard:
    """A child was asked about a film."""

    case: CaseId
    view: ChildView


@dataclass(frozen=True, slots=True)
class EvidenceKept:
    """A scan or photo of a form lies in the vault, sealed under its case."""

    case: CaseId
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class EvidenceExported:
    """A copy of a scan or photo of a form left the vault, readable."""

    case: CaseId
    evidence: EvidenceId
    sha256: str


@dataclass(frozen=True, slots=True)
class FilmFrozen:
    """A film is kept and not used from now on, for this reason."""

    case: CaseId
    recording: RecordingId
    reason: str


@dataclass(frozen=True, slots=True)
class FilmThawed:
    """A film may be used again."""

    case: CaseId
    recording: RecordingId
    reason: str


@dataclass(frozen=True, slots=True)
class KeptLonger:
    """A film is kept until the end of that day, for this reason and on the strength of these consents."""

    case: CaseId
    recording: RecordingId
    until: date
    reason: str
    consents: tuple[ConsentId, ...]


class Erasing(StrEnum):
    """What is erased at once."""

    FILM = "film"
    CASE = "case"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class ErasureBegun:
    """Something is about to be destroyed: of the thing ``target``, these ``keys`` (by id); the vault's own entry.

    Scans of forms that go are named among the keys, though they have none of their own. From here on it is as good as
    destroyed: a crash in between is finished at the next opening.
    """

    erasure: ErasureId
    what: Erasing
    target: str
    keys: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Erased:
    """It is destroyed.

    ``overwritten`` are the keys whose bytes were overwritten before they were removed, ``removed`` those that could
    only be removed; ``beyond_reach`` names what may still hold a copy (words of ``vigtool.vault.medium_facts``).
    """

    erasure: ErasureId
    overwritten: tuple[str, ...]
    removed: tuple[str, ...]
    beyond_reach: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseRekeyed:
    """A case begins anew under another key, as ``content`` has it (strict JSON); its entries before are unreadable.

    The key's id is the erasure's: it is what the entry is about.
    """

    case: CaseId
    erasure: ErasureId
    content: str


@dataclass(frozen=True, slots=True)
class LetterMade:
    """A letter about a withdrawal was made, about what left the vault with the journal's entries ``about``."""

    case: CaseId
    person: PersonId
    about: tuple[int, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class ClientFolderMade:
    """Everything about one person was handed out, at that person's request; ``sha256`` is the list of files' own."""

    case: CaseId
    person: PersonId
    reason: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LogBundleMade:
    """The verifiable log was handed out with one person's entries readable; ``sha256`` is the bundle's."""

    case: CaseId
    person: PersonId
    size: int
    root: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A copy of the vault as it was after ``entries`` entries lies elsewhere, read back; ``sha256`` is its list's."""

    entries: int
    files: int
    sha256: str


@dataclass(frozen=True, slots=True)
class UserAdded:
    """Somebody else may open the vault, with a passphrase of their own."""

    user: UserId
    name: str
    recipient: str


@dataclass(frozen=True, slots=True)
class UserRemoved:
    """Somebody may no longer open the vault."""

    user: UserId


@dataclass(frozen=True, slots=True)
class PassphraseChanged:
    """A user's passphrase is another; ``renewed`` when the key behind it is another, too."""

    user: UserId
    renewed: bool


@dataclass(frozen=True, slots=True)
class RecoveryKeyReplaced:
    """The printed recovery key is another; ``recipient`` is its public half."""

    recipient: str


@dataclass(frozen=True, slots=True)
class PolicyAdopted:
    """The organisation's policy is this one from now on: the signed note as it was placed, and the key that signed."""

    note: str
    key: str
