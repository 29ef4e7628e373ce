"""Cycles of a case: which films belong together, how they run beside each other, and what is asked in them."""

from dataclasses import dataclass
from enum import Enum, auto

from vigtool.domain.case_edits import (
    CaseStep,
    cycle_described,
    film_in_cycle,
    film_out_of_cycle,
    film_unsynced,
    films_synced,
    with_cycle,
    without_cycle,
)
from vigtool.domain.cases import Recording
from vigtool.domain.cycles import NANOSECONDS, Cycle, CycleFilm, Part, SyncedBy, matching_tick
from vigtool.domain.identifiers import CaseId, CycleId, RecordingId
from vigtool.domain.ticks import FrameTimes
from vigtool.services.case_editing import edit_case, edit_film
from vigtool.services.cases import case
from vigtool.services.errors import UnknownId
from vigtool.services.identifying import new_identifier
from vigtool.services.lookups import find, select
from vigtool.services.offsets import Suggestion
from vigtool.services.projection import CYCLE
from vigtool.services.recordings import is_erased, recording
from vigtool.services.workspace import Workspace


class FilmState(Enum):
    """Whether a film of a cycle can be opened."""

    HERE = auto()
    AWAY = auto()
    """Its card was put away; it can be brought back."""
    ERASED = auto()
    """Its key is destroyed: nobody can open it any more, its place in the cycle remains."""


@dataclass(frozen=True, slots=True)
class PlacedFilm:
    """A film with its place in a cycle."""

    place: CycleFilm
    film: Recording
    state: FilmState


def cycles(ws: Workspace, case_id: CaseId) -> list[Cycle]:
    """The cycles of a case in the order of their numbers."""
    return sorted(select(ws.index, CYCLE, Cycle, case=case_id), key=lambda one: (one.number, one.id))


def cycle(ws: Workspace, cycle_id: CycleId) -> Cycle:
    """One cycle. Raises ``UnknownId``."""
    return find(ws.index, CYCLE, Cycle, cycle_id)


def cycle_of_film(ws: Workspace, recording_id: RecordingId) -> Cycle | None:
    """The cycle that a film is in, None if it is in none. Raises ``UnknownId``."""
    case_id = recording(ws, recording_id).case
    return next((one for one in cycles(ws, case_id) if one.place_of(recording_id) is not None), None)


def films_of_cycle(ws: Workspace, cycle_id: CycleId) -> list[PlacedFilm]:
    """The films of a cycle, those that cannot be opened included. Raises ``UnknownId``."""
    return [_placed(ws, place) for place in cycle(ws, cycle_id).films]


def paired_films(ws: Workspace, recording_id: RecordingId) -> list[Recording]:
    """The films of the other part of the film's cycle that can be opened. Raises ``UnknownId``."""
    found = cycle_of_film(ws, recording_id)
    pairs = () if found is None else found.paired_with(recording_id)
    placed = [_placed(ws, place) for place in pairs]
    return [one.film for one in placed if one.state is FilmState.HERE]


def films_watched_in(ws: Workspace, recording_id: RecordingId) -> list[Recording]:
    """The films of the family that can have been watched in the film of a review; none for another film.

    Raises ``UnknownId``.
    """
    found = cycle_of_film(ws, recording_id)
    place = None if found is None else found.place_of(recording_id)
    return paired_films(ws, recording_id) if place is not None and place.part is Part.REVIEW else []


def question_of_film(ws: Workspace, recording_id: RecordingId) -> str:
    """The helping question under which a film is looked at: its cycle's own, else the case's. Raises ``UnknownId``."""
    found = cycle_of_film(ws, recording_id)
    if found is not None and found.question:
        return found.question
    return case(ws, recording(ws, recording_id).case).question


def tick_beside(
    ws: Workspace, tick: int, film: tuple[RecordingId, FrameTimes], other: tuple[RecordingId, FrameTimes]
) -> int | None:
    """The tick of another film of the same clock at the same time, see ``matching_tick``. Raises ``UnknownId``."""
    found = cycle_of_film(ws, film[0])
    place = None if found is None else found.place_of(film[0])
    other_place = None if found is None else found.place_of(other[0])
    if place is None or other_place is None:
        return None
    return matching_tick(tick, (place, film[1]), (other_place, other[1]))


def add_cycle(ws: Workspace, case_id: CaseId, *, name: str = "", question: str = "") -> Cycle:
    """Begin a new cycle after the last. Raises ``UnknownId``."""
    made = CycleId(new_identifier())
    edit_case(ws, case_id, CaseStep.CYCLE_ADDED, lambda book: with_cycle(book, made, name=name, question=question))
    return cycle(ws, made)


def change_cycle(ws: Workspace, cycle_id: CycleId, *, name: str | None = None, question: str | None = None) -> Cycle:
    """Change a cycle's name or own helping question; what is not given stays. Raises ``UnknownId``."""
    known = cycle(ws, cycle_id)
    edit_case(
        ws, known.case, CaseStep.CYCLE_WORDS, lambda book: cycle_described(book, cycle_id, name=name, question=question)
    )
    return cycle(ws, cycle_id)


def remove_cycle(ws: Workspace, cycle_id: CycleId) -> None:
    """Take a cycle away; its films stay in the case. Raises ``UnknownId``."""
    known = cycle(ws, cycle_id)
    edit_case(ws, known.case, CaseStep.CYCLE_REMOVED, lambda book: without_cycle(book, cycle_id))


def put_film(ws: Workspace, cycle_id: CycleId, recording_id: RecordingId, part: Part) -> Cycle:
    """Put a film of the same case into a cycle. Raises ``UnknownId``, ``NotInCase``, ``FilmInAnotherCycle``."""
    known = cycle(ws, cycle_id)
    edit_case(ws, known.case, CaseStep.CYCLE_FILM, lambda book: film_in_cycle(book, cycle_id, recording_id, part))
    return cycle(ws, cycle_id)


def take_film_out(ws: Workspace, recording_id: RecordingId) -> None:
    """Take a film out of its cycle. Raises ``UnknownId``, and ``NotInCase`` if it is in none."""
    edit_film(ws, recording_id, CaseStep.CYCLE_FILM_OUT, lambda book: film_out_of_cycle(book, recording_id))


def sync(ws: Workspace, recording_id: RecordingId, other: RecordingId, lag_ns: int, by: SyncedBy) -> Cycle:
    """Put two films of a cycle on one clock: the first begins ``lag_ns`` nanoseconds after the other.

    Raises ``UnknownId``, ``NotInCase``, ``NotOnOneClock``.
    """
    recording(ws, other)
    edit_film(ws, recording_id, CaseStep.FILMS_SYNCED, lambda book: films_synced(book, recording_id, other, lag_ns, by))
    return _its_cycle(ws, recording_id)


def sync_as_suggested(ws: Workspace, suggested: Suggestion) -> Cycle:
    """Take a suggestion over. Raises as ``sync`` does."""
    lag_ns = int(suggested.lag * NANOSECONDS)
    return sync(ws, suggested.film, suggested.other, lag_ns, SyncedBy.CLAP)


def unsync(ws: Workspace, recording_id: RecordingId) -> Cycle:
    """Take a film off the clock; it stays in its cycle. Raises ``UnknownId``, ``NotInCase``."""
    edit_film(ws, recording_id, CaseStep.FILM_UNSYNCED, lambda book: film_unsynced(book, recording_id))
    return _its_cycle(ws, recording_id)


def _its_cycle(ws: Workspace, recording_id: RecordingId) -> Cycle:
    found = cycle_of_film(ws, recording_id)
    if found is None:
        raise UnknownId(CYCLE, "")
    return found


def _placed(ws: Workspace, place: CycleFilm) -> PlacedFilm:
    film = recording(ws, place.recording)
    if is_erased(ws, film.id):
        return PlacedFilm(place, film, FilmState.ERASED)
    return PlacedFilm(place, film, FilmState.AWAY if film.away else FilmState.HERE)
