"""Sessions: who met, what was looked at together, and the clients' words."""

from collections.abc import Sequence
from datetime import datetime

from vigtool.domain.deciding import Permit
from vigtool.domain.events import MomentsShown, SessionAdded
from vigtool.domain.identifiers import CaseId, MomentId, PersonId, RecordingId, SessionId
from vigtool.domain.moments import Moment, seen_in
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.sessions import Session
from vigtool.services.cases import case
from vigtool.services.consents import grounds
from vigtool.services.cycles import question_of_film
from vigtool.services.errors import UnknownId
from vigtool.services.families import permit_to_show
from vigtool.services.guest_standing import demand_own
from vigtool.services.identifying import new_identifier
from vigtool.services.lookups import find, select
from vigtool.services.marking import moment
from vigtool.services.people import person
from vigtool.services.projection import SESSION
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace


def add_session(
    ws: Workspace,
    case_id: CaseId,
    *,
    moments: Sequence[MomentId] = (),
    present: Sequence[PersonId] = (),
    words: str = "",
    held_at: datetime | None = None,
) -> Session:
    """Put a session on record, and that its moments were shown in it, under the helping question of their cycle.

    Raises ``ConsentRefused`` when a moment's film may not be shown in guidance, ``NotTheirFilm`` or ``ViewersNotNamed``
    when it is not the film of all who were there, ``UnknownId`` for what is not of this case,
    ``OfGuest`` for a case that came in a package.
    """
    demand_own(ws, case_id)
    held = case(ws, case_id)
    for person_id in present:
        if person(ws, person_id).case != case_id:
            raise UnknownId("person", person_id)
    shown = _permitted(ws, case_id, moments, present)
    made = Session(
        SessionId(new_identifier()),
        case_id,
        held_at or ws.clock(),
        question_of_film(ws, moment(ws, moments[0]).recording) if moments else held.question,
        tuple(dict.fromkeys(moments)),
        tuple(dict.fromkeys(present)),
        words,
    )
    ws.record(SessionAdded(made))
    for recording_id, (given, of_it) in shown.items():
        given.require(Act.SHOW, recording_id)
        ws.record(
            MomentsShown(case_id, made.id, recording_id, tuple(of_it), Purposes.GUIDANCE, made.held_at, grounds(given))
        )
    return made


def _permitted(
    ws: Workspace, case_id: CaseId, moments: Sequence[MomentId], present: Sequence[PersonId]
) -> dict[RecordingId, tuple[Permit, list[MomentId]]]:
    of_films: dict[RecordingId, list[Moment]] = {}
    for moment_id in dict.fromkeys(moments):
        its = moment(ws, moment_id)
        if recording(ws, its.recording).case != case_id:
            raise UnknownId("moment", moment_id)
        of_films.setdefault(its.recording, []).append(its)
    return {
        film: (permit_to_show(ws, film, present, seen_in(shown)), [one.id for one in shown])
        for film, shown in of_films.items()
    }


def sessions(ws: Workspace, case_id: CaseId | None = None) -> list[Session]:
    """The sessions of a case, or all, in the order of their recording."""
    return select(ws.index, SESSION, Session, case=case_id)


def session(ws: Workspace, session_id: SessionId) -> Session:
    """One session. Raises ``UnknownId``."""
    return find(ws.index, SESSION, Session, session_id)
