"""Guidance sessions."""

from dataclasses import dataclass
from datetime import datetime

from vigtool.domain.identifiers import CaseId, MomentId, PersonId, SessionId


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of the guider with the clients: who was there, which moments were looked at, the clients' words."""

    id: SessionId
    case: CaseId
    held_at: datetime
    question: str
    moments: tuple[MomentId, ...]
    present: tuple[PersonId, ...]
    words: str
