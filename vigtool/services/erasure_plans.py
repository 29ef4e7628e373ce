"""What an erasure takes with it, told before anything is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vigtool.domain.accountability import Erasing, EvidenceKept
from vigtool.domain.events import ACT_NAMES, RecordingImported
from vigtool.domain.identifiers import CaseId, EvidenceId, PersonId, RecordingId
from vigtool.services.case_snapshots import papers_of
from vigtool.services.cases import case
from vigtool.services.consents import is_frozen
from vigtool.services.errors import FilmsFrozen, NoReasonToSpare, NothingToErase
from vigtool.services.guest_standing import demand_own
from vigtool.services.people import person
from vigtool.services.recordings import every_recording, is_erased, recording
from vigtool.services.workspace import Workspace
from vigtool.vault.medium_facts import Beyond, beyond_reach


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be erased: a film, a case, or what concerns one person; ``id`` is that thing's."""

    what: Erasing
    id: str


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What goes: ``films`` with their keys, ``papers`` (scans of forms), and ``case_keys``, which sealed the words.

    ``spared`` are the films that show the person and are left out, each with the reason. ``beyond_reach`` is what may
    keep copies.
    """

    target: Target
    case: CaseId
    films: tuple[RecordingId, ...]
    papers: tuple[EvidenceId, ...] = ()
    case_keys: tuple[str, ...] = ()
    spared: Mapping[RecordingId, str] = field(default_factory=dict)
    beyond_reach: tuple[Beyond, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The ids of the keys that go, in the order in which they do: the case's own last."""
        return (*self.films, *self.case_keys)

    @property
    def ids(self) -> tuple[str, ...]:
        """The same with the papers, for the journal."""
        return (*self.films, *self.papers, *self.case_keys)


def plan_erasure(
    ws: Workspace,
    target: Target,
    spared: Mapping[RecordingId, str] | None = None,
    *,
    frozen_too: bool = False,
    guests_too: bool = False,
) -> ErasurePlan:
    """Say what an erasure takes with it; nothing is done yet.

    ``spared`` are films that show the person and shall stay, each with its reason. ``frozen_too`` is for what was
    erased already and came back, ``guests_too`` for whoever gives a receipt for a guest. Raises ``UnknownId``,
    ``NothingToErase``, ``FilmsFrozen``, ``NoReasonToSpare``, ``OfGuest``.
    """
    match target.what:
        case Erasing.FILM:
            plan = _of_film(ws, target)
        case Erasing.CASE:
            plan = _of_case(ws, target)
        case Erasing.PERSON:
            plan = _of_person(ws, target, spared or {})
    if not guests_too:
        demand_own(ws, plan.case)
    frozen = [film for film in plan.films if is_frozen(ws, film)]
    if frozen and not frozen_too:
        raise FilmsFrozen(*frozen)
    return plan


def films_of_case(ws: Workspace, case_id: str) -> list[RecordingId]:
    """The films of a case of which something is left, told by the envelopes alone: the words may be gone already."""
    entries = ws.index.entries(case=case_id, acts={ACT_NAMES[RecordingImported]})
    return _left(ws, (RecordingId(one.object) for one in entries))


def _of_film(ws: Workspace, target: Target) -> ErasurePlan:
    film = recording(ws, RecordingId(target.id))
    if is_erased(ws, film.id):
        raise NothingToErase
    return ErasurePlan(target, film.case, (film.id,), beyond_reach=beyond_reach(ws.folder))


def _of_case(ws: Workspace, target: Target) -> ErasurePlan:
    of = case(ws, CaseId(target.id)).id
    papers = ws.index.entries(case=of, acts={ACT_NAMES[EvidenceKept]})
    return ErasurePlan(
        target,
        of,
        tuple(films_of_case(ws, of)),
        tuple(EvidenceId(one.object) for one in papers),
        _keys_left(ws, of),
        beyond_reach=beyond_reach(ws.folder),
    )


def _of_person(ws: Workspace, target: Target, spared: Mapping[RecordingId, str]) -> ErasurePlan:
    someone = person(ws, PersonId(target.id))
    if not someone.name:
        raise NothingToErase
    for film, reason in spared.items():
        if not reason.strip():
            raise NoReasonToSpare(film)
    shown = _left(ws, (film.id for film in every_recording(ws, someone.case) if someone.id in film.people))
    return ErasurePlan(
        target,
        someone.case,
        tuple(film for film in shown if film not in spared),
        papers_of(ws, someone.case, someone.id),
        _keys_left(ws, someone.case),
        {film: reason.strip() for film, reason in spared.items() if film in shown},
        beyond_reach(ws.folder),
    )


def _left(ws: Workspace, films: Iterable[RecordingId]) -> list[RecordingId]:
    return [one for one in dict.fromkeys(films) if not is_erased(ws, one)]


def _keys_left(ws: Workspace, case_id: str) -> tuple[str, ...]:
    return tuple(one for one in ws.vault.journal.keys_of(case_id) if ws.vault.has_key(one))
