"""Cases and their recordings."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from vigtool.domain.identifiers import CaseId, KindId, PackageId, PackId, PersonId, RecordingId
from vigtool.domain.ticks import TimeBase

FAMILY_KIND: Final = KindId("family")
"""The kind of every case from before there were kinds."""


@dataclass(frozen=True, slots=True)
class PackChoice:
    """A principle pack in one version."""

    id: PackId
    version: int


@dataclass(frozen=True, slots=True)
class Case:
    """One guidance process: its name in the guider's words, and the family's helping question.

    ``kind`` names one of ``vigtool.domain.kinds``, perhaps one that only a newer vigtool has; ``pack`` is the principle
    pack that was chosen for the case, None while it is the kind's own. ``ended_on`` is the day on which the guidance
    ended, from which both retention clocks run. ``guest`` is the package in which it came from another vault, None for
    one of this vault's own. Fields with defaults came later than the format.
    """

    id: CaseId
    name: str
    question: str
    opened_at: datetime
    kind: KindId = FAMILY_KIND
    pack: PackChoice | None = None
    ended_on: date | None = None
    guest: PackageId | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """A film in the vault.

    ``label`` is what the guider calls it (at first the file's own name), ``sha256`` and ``size`` are the original's
    (hex, bytes), ``captured_at`` is the camera's own time if it told one, ``duration_ticks`` counts in ``time_base``
    from the first frame's begin to the last one's end. ``people`` are those who are in the picture or heard. The card
    of a film that is ``away`` stands in no list; film, key and consents are where they were.
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
    away: bool = False

    @property
    def duration(self) -> Fraction:
        """The exact length in seconds."""
        return self.time_base.seconds(self.duration_ticks)
