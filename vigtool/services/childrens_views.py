"""What children say about being seen, film by film: asked in the child's way, noted, and asked again for each film.

While it is missing the films remind of it and nothing is blocked; a child who does not want to be seen stops whatever
shows the film to others (``vigtool.domain.deciding``). ``docs/consent.md`` has the rule.
"""

from vigtool.domain.accountability import ChildViewHeard
from vigtool.domain.consent import ChildView, Stance
from vigtool.domain.identifiers import PersonId, RecordingId
from vigtool.domain.people import Person
from vigtool.services.consents import child_views
from vigtool.services.errors import NotAsked, UnknownId
from vigtool.services.people import person
from vigtool.services.projection import PERSON
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace


def hear_view(
    ws: Workspace, recording_id: RecordingId, person_id: PersonId, stance: Stance, words: str = "", by: str = ""
) -> ChildView:
    """Note what a child showed or said about one film; it takes the place of what was noted of it before.

    Raises ``UnknownId``, for a person too who is not in the film, and ``NotAsked``.
    """
    film = recording(ws, recording_id)
    if person_id not in film.people:
        raise UnknownId(PERSON, person_id)
    if not person(ws, person_id).has_view_of_own:
        raise NotAsked(person_id)
    view = ChildView(person_id, recording_id, stance, words.strip(), ws.clock(), by.strip())
    ws.record(ChildViewHeard(film.case, view))
    return view


def views_missing(ws: Workspace, recording_id: RecordingId) -> list[Person]:
    """Those in the film whose own view has not been asked for yet."""
    heard = {view.person for view in child_views(ws, recording_id)}
    return [one for one in asked_in(ws, recording_id) if one.id not in heard]


def asked_in(ws: Workspace, recording_id: RecordingId) -> list[Person]:
    """Those in the film who have a view of their own to be asked for."""
    seen = [person(ws, one) for one in recording(ws, recording_id).people]
    return [one for one in seen if one.has_view_of_own]
