"""The ledger of one's own training: cycles, distinct clients and supervision, beside what a stage asks for.

It holds no film and no name. A client is a case, known by its pseudonym alone, and stays counted when it was erased.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vigtool.domain.identifiers import CaseId, ContactId, CycleId, SupervisionId
from vigtool.domain.principles import Wording


@dataclass(frozen=True, slots=True)
class SupervisionNoted:
    """Somebody had supervision on a day, for so many minutes; the latest of an id counts, 0 minutes take it back.

    ``contact`` is the trainee to whom it was given, None for supervision that one had oneself.
    """

    id: SupervisionId
    on: date
    minutes: int
    contact: ContactId | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was held on a day, in a case; ``cycle`` is None where none is known, as in an erased case."""

    case: CaseId
    on: date
    cycle: CycleId | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """What one stage of a training asks for; None where it does not say."""

    name: Wording
    cycles: int | None = None
    clients: int | None = None
    supervision_hours: int | None = None
    credits: int | None = None


@dataclass(frozen=True, slots=True)
class StageProfile:
    """The stages of a training in their order, as somebody who trains has put them down."""

    id: str
    version: int
    name: Wording
    source: Wording
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was done so far: cycles, distinct clients, and each supervision that counts, in the order of their days."""

    cycles: int
    clients: int
    supervisions: tuple[SupervisionNoted, ...]

    @property
    def supervision_minutes(self) -> int:
        """All supervision together."""
        return sum(one.minutes for one in self.supervisions)


def ledger_of(sessions: Iterable[Held], supervisions: Iterable[SupervisionNoted]) -> Ledger:
    """Count. A cycle has one or more sessions; a session of no known cycle counts as a cycle of its own.

    Supervision that was given to others is not among one's own.
    """
    held = list(sessions)
    cycles = {(one.case, one.cycle) for one in held if one.cycle is not None}
    kept = tuple(one for one in _kept(supervisions) if one.contact is None)
    return Ledger(len(cycles) + sum(one.cycle is None for one in held), len({one.case for one in held}), kept)


def given(supervisions: Iterable[SupervisionNoted]) -> tuple[SupervisionNoted, ...]:
    """The supervision that was given to others, in the order of its days."""
    return tuple(one for one in _kept(supervisions) if one.contact is not None)


def _kept(supervisions: Iterable[SupervisionNoted]) -> list[SupervisionNoted]:
    latest = {one.id: one for one in supervisions}
    return sorted((one for one in latest.values() if one.minutes), key=lambda one: (one.on, one.id))
