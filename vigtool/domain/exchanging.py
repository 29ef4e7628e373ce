"""Words that leave for other programs: the marks of a film, the answers of a case. No picture and no sound is in them.

Events like those of ``vigtool.domain.events``, which joins them to its own.
"""

from dataclasses import dataclass

from vigtool.domain.identifiers import CaseId, ConsentId, RecordingId
from vigtool.domain.purposes import Purpose


@dataclass(frozen=True, slots=True)
class MarksExported:
    """The marks of a film left the vault in another program's ``format``; ``sha256`` is the file's.

    ``named`` tells whether people stand in it by their names; else they stand there by role and number. ``recipient``
    is who got it, in words, empty where that was not said.
    """

    case: CaseId
    recording: RecordingId
    format: str
    sha256: str
    purpose: Purpose
    consents: tuple[ConsentId, ...]
    named: bool = False
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class ConsentRecordsExported:
    """All answers of a case left the vault as records for other programs, people by role and number."""

    case: CaseId
    sha256: str
    recipient: str = ""
