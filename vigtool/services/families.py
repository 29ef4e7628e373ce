"""Cases of several families: each is shown, and handed out, only the films that somebody of it is in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from vigtool.domain.cases import Recording
from vigtool.domain.consent import ConsentState
from vigtool.domain.deciding import Ground, Intent, Permit, Reason
from vigtool.domain.events import ActRefused
from vigtool.domain.families import families_in, may_see
from vigtool.domain.identifiers import CaseId, PersonId, RecordingId
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.services.consents import permit
from vigtool.services.errors import NotTheirFilm, UnknownId, ViewersNotNamed
from vigtool.services.kinds import kind_of_case
from vigtool.services.people import people, person
from vigtool.services.recordings import recording, recordings
from vigtool.services.workspace import Workspace

SHOWING: Final = {False: (Act.SHOW, Purposes.GUIDANCE), True: (Act.SCREEN, Purposes.REMOTE_REVIEW)}
"""What showing a moment in a review is, and for what: in one room, or (True) in a video call."""

TO_FAMILIES: Final = frozenset({Purposes.GUIDANCE, Purposes.FAMILY_COPY, Purposes.SHOWING, Purposes.REMOTE_REVIEW})
"""What is handed out for these is for the eyes of people of the case, so it has to be said whose."""


@dataclass(frozen=True, slots=True)
class FamilyFilms:
    """The films that somebody of a family is in; the empty name is for films in which nobody of any family is."""

    family: str
    films: tuple[Recording, ...]


def family_names(ws: Workspace, case_id: CaseId) -> tuple[str, ...]:
    """What the families of a case are called, in the order in which their people were named."""
    return families_in(people(ws, case_id))


def films_by_family(ws: Workspace, case_id: CaseId) -> list[FamilyFilms]:
    """The films of a case family by family, those of nobody's family last. One of two families stands with both."""
    families = {one.id: one.family for one in people(ws, case_id)}
    films = [(film, {families[one] for one in film.people} - {""}) for film in recordings(ws, case_id)]
    listed = [
        FamilyFilms(name, tuple(film for film, theirs in films if name in theirs)) for name in family_names(ws, case_id)
    ]
    nobodys = tuple(film for film, theirs in films if not theirs)
    return [*listed, FamilyFilms("", nobodys)] if nobodys else listed


def permit_to_show(
    ws: Workspace,
    recording_id: RecordingId,
    viewers: Sequence[PersonId],
    in_picture: Collection[PersonId] | None = None,
    *,
    remote: bool = False,
) -> Permit:
    """Ask for the permit to show a film to people in guidance, ``remote`` in a video call.

    ``in_picture`` are those seen or heard in what is shown of it, None for the whole film. Raises ``ConsentRefused``,
    ``UnknownId``, and as ``demand_theirs`` does.
    """
    act, purpose = SHOWING[remote]
    given = permit(ws, act, purpose, recording_id, in_picture)
    demand_theirs(ws, given.intent, viewers)
    return given


def demand_recipients(
    ws: Workspace, recording_id: RecordingId, purpose: Purpose, recipients: Sequence[PersonId], act: Act = Act.CLIP
) -> None:
    """Demand that what is handed out goes to the right people, and what is for families (``TO_FAMILIES``) to some.

    Raises ``NotTheirFilm``, ``ViewersNotNamed``, ``UnknownId``.
    """
    if recipients or purpose in TO_FAMILIES:
        demand_theirs(ws, Intent(act, purpose, recording_id), recipients)


def demand_theirs(ws: Workspace, intent: Intent, viewers: Sequence[PersonId]) -> None:
    """Demand, in a case of several families, that a film is these people's own; elsewhere that they are of the case.

    Raises ``NotTheirFilm``, which is put on record as a refusal, ``ViewersNotNamed``, ``UnknownId``.
    """
    film = recording(ws, intent.recording)
    strangers = _strangers(ws, film, viewers)
    if strangers:
        unknown, ground = ConsentState.UNKNOWN, Ground.ANOTHER_FAMILY
        reasons = tuple(Reason(one, intent.purpose, unknown, ground) for one in strangers)
        if not ws.read_only:
            ws.record(ActRefused(film.case, film.id, intent.act, intent.purpose, reasons))
        raise NotTheirFilm(film.id, strangers)


def theirs(ws: Workspace, recording_id: RecordingId, viewers: Sequence[PersonId]) -> bool:
    """Tell whether a film may be shown to these people; nothing is put on record. Raises ``UnknownId``."""
    try:
        return not _strangers(ws, recording(ws, recording_id), viewers)
    except ViewersNotNamed:
        return False


def _strangers(ws: Workspace, film: Recording, viewers: Sequence[PersonId]) -> tuple[PersonId, ...]:
    """Those to whom a film is not to be shown since it is another family's; raises as ``demand_theirs`` does."""
    known = {one.id: one for one in people(ws, film.case)}
    for one in viewers:
        if one not in known:
            raise UnknownId("person", one)
    if not kind_of_case(ws, film.case).families:
        return ()
    if not viewers:
        raise ViewersNotNamed(film.id)
    shown = [person(ws, one) for one in film.people]
    return tuple(one for one in dict.fromkeys(viewers) if not may_see(known[one], shown))
