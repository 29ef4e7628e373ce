"""Cases and their recordings."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from vigtool.domain.identifiers import CaseId, PersonId, RecordingId
from vigtool.domain.ticks import TimeBase


@dataclass(frozen=True, slots=True)
class Case:
    """One guidance process: its name in the guider's words, and the family's helping question."""

    id: CaseId
    name: str
    question: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Recording:
    """A film in the vault.

    ``label`` is what the guider calls it (at first the file's own name), ``sha256`` and ``size`` are the original's
    (hex, bytes), ``captured_at`` is the camera's own time if it told one, ``duration_ticks`` counts in ``time_base``
    from the first frame's begin to the last one's end. ``people`` are those who are in the picture or heard.
    """

    id: RecordingId
    case: CaseId
    label: str
    sha256: str
    size: int
    frames: int
    time_base: TimeBase
    duration_ticks: int
    people: tuple[PersonId, ...]
    captured_at: datetime | None
    imported_at: datetime

    @property
    def duration(self) -> Fraction:
        """The exact length in seconds."""
        return self.time_base.seconds(self.duration_ticks)
