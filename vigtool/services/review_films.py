"""The film of a shared review beside what was shown in it: from either one goes to the other."""

from datetime import datetime

from vigtool.domain.case_edits import CaseStep, film_began
from vigtool.domain.cycles import Cycle, Part
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.reviewing import ReviewBegun
from vigtool.domain.showings import ShownMoment, began_at, shown_by, tick_of
from vigtool.services.case_editing import edit_film
from vigtool.services.cycles import cycle_of_film, paired_films
from vigtool.services.lookups import select
from vigtool.services.projection import REVIEW
from vigtool.services.recordings import frame_times
from vigtool.services.reviewing import shown_in
from vigtool.services.watching import readable_times
from vigtool.services.workspace import Workspace


def is_of_review(ws: Workspace, recording_id: RecordingId) -> bool:
    """Whether a film is one of a shared review. Raises ``UnknownId``."""
    found = cycle_of_film(ws, recording_id)
    place = None if found is None else found.place_of(recording_id)
    return place is not None and place.part is Part.REVIEW


def shown_in_cycle(ws: Workspace, recording_id: RecordingId) -> list[ShownMoment]:
    """What was shown in the reviews of a film's cycle, in order; nothing of a film in none. Raises ``UnknownId``."""
    found = cycle_of_film(ws, recording_id)
    if found is None:
        return []
    held = [one for one in select(ws.index, REVIEW, ReviewBegun, case=found.case) if one.cycle == found.id]
    shown = [
        ShownMoment(one.event.session, one.event.recording, one.moment, one.event.shown_at)
        for review in held
        for one in shown_in(ws, review.case, review.session)
    ]
    return sorted(shown, key=lambda one: one.at)


def begin_film_at(ws: Workspace, recording_id: RecordingId, tick: int, at: datetime) -> Cycle | None:
    """Say that what is seen at a tick of the review's film happened at a time of the log: the showing of a moment.

    A step that can be undone on the case's page. Raises ``UnknownId``, ``NotInCase``, ``VaultReadOnly``.
    """
    begun = began_at(frame_times(ws, recording_id), tick, at)
    edit_film(ws, recording_id, CaseStep.FILM_BEGAN, lambda book: film_began(book, recording_id, begun))
    return cycle_of_film(ws, recording_id)


def is_laid_beside(ws: Workspace, recording_id: RecordingId) -> bool:
    """Whether it is known when a film was filmed. Raises ``UnknownId``."""
    return _began(ws, recording_id) is not None


def tick_of_showing(ws: Workspace, recording_id: RecordingId, shown: ShownMoment) -> int | None:
    """Where in a film of the review a moment was shown; None outside of it.

    None as well while nobody has said when it was filmed, and for one that cannot be read. Raises ``UnknownId``.
    """
    begun, times = _began(ws, recording_id), readable_times(ws, recording_id)
    return None if begun is None or times is None else tick_of(times, begun, shown.at)


def moment_at(ws: Workspace, recording_id: RecordingId, tick: int) -> ShownMoment | None:
    """What was on the screen at a tick of a film of the review; None where nobody knows. Raises ``UnknownId``."""
    begun = _began(ws, recording_id)
    if begun is None:
        return None
    return shown_by(frame_times(ws, recording_id), begun, tick, shown_in_cycle(ws, recording_id))


def showings_of(ws: Workspace, recording_id: RecordingId) -> list[tuple[ShownMoment, RecordingId, int]]:
    """Where the moments of a film of the family are seen being shown: the review's films, and their ticks.

    Raises ``UnknownId``.
    """
    mine = [one for one in shown_in_cycle(ws, recording_id) if one.recording == recording_id]
    found = []
    for film in paired_films(ws, recording_id):
        ticks = ((one, tick_of_showing(ws, film.id, one)) for one in mine)
        found += [(one, film.id, tick) for one, tick in ticks if tick is not None]
    return found


def first_showings(ws: Workspace, recording_id: RecordingId) -> list[ShownMoment]:
    """The first moment of each review of the film's cycle, the last review first. Raises ``UnknownId``."""
    firsts = {one.session: one for one in reversed(shown_in_cycle(ws, recording_id))}
    return sorted(firsts.values(), key=lambda one: one.at, reverse=True)


def _began(ws: Workspace, recording_id: RecordingId) -> datetime | None:
    found = cycle_of_film(ws, recording_id)
    return None if found is None else found.began_at(recording_id)
