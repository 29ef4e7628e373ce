"""Guidance sessions."""

from dataclasses import dataclass
from datetime import date, datetime

from vigtool.domain.identifiers import CaseId, CycleId, MomentId, PersonId, SessionId


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of the guider with the clients: who was there, which moments were looked at, the clients' words.

    ``cycle`` is the one whose moments were looked at. ``agreed`` is the next step that was agreed on, ``next_on`` the
    day on which they meet again, ``closing`` what goes into the client's document, in plain words.
    """

    id: SessionId
    case: CaseId
    held_at: datetime
    question: str
    moments: tuple[MomentId, ...]
    present: tuple[PersonId, ...]
    words: str
    cycle: CycleId | None = None
    agreed: str = ""
    next_on: date | None = None
    closing: str = ""
