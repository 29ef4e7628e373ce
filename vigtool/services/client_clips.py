"""Which clips a person may be handed on request, and why not the others."""

from collections.abc import Iterable, Iterator

from vigtool.domain.cases import Recording
from vigtool.domain.identifiers import PersonId
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Act, Purposes
from vigtool.exchange.client_overview import LeftOut, WhyNot
from vigtool.services.consents import is_frozen, is_permitted
from vigtool.services.errors import NotTheirFilm
from vigtool.services.families import demand_recipients
from vigtool.services.marking import moments
from vigtool.services.recordings import is_erased
from vigtool.services.withdrawing import in_force
from vigtool.services.workspace import Workspace


def moments_with(ws: Workspace, person_id: PersonId, films: Iterable[Recording]) -> Iterator[tuple[Recording, Moment]]:
    """The moments of these films in which a person is seen or heard, each with its film."""
    for film in films:
        for one in moments(ws, film.id):
            if person_id in (film.people if one.people is None else one.people):
                yield film, one


def clips_for(
    ws: Workspace, person_id: PersonId, films: Iterable[Recording]
) -> tuple[tuple[Moment, ...], tuple[LeftOut, ...]]:
    """The moments of which a person may have a copy now, and the others, each with the reason."""
    handed, left = list[Moment](), list[LeftOut]()
    for film, one in moments_with(ws, person_id, films):
        why = _why_not(ws, person_id, film, one)
        if why is None:
            handed.append(one)
        else:
            left.append(LeftOut(moment=one.id, why=why))
    return tuple(handed), tuple(left)


def _why_not(ws: Workspace, person_id: PersonId, film: Recording, one: Moment) -> WhyNot | None:
    """Others in the picture have to agree, for nothing masks them yet; and the person, to having a copy at all."""
    if is_erased(ws, film.id):
        return WhyNot.ERASED
    if is_frozen(ws, film.id) or not is_permitted(ws, Act.VIEW, Purposes.GUIDANCE, film.id):
        return WhyNot.RESTING
    if Purposes.FAMILY_COPY not in in_force(ws, person_id):
        return WhyNot.CONSENT
    try:
        demand_recipients(ws, film.id, Purposes.FAMILY_COPY, (person_id,))
    except NotTheirFilm:
        return WhyNot.OTHERS
    permitted = is_permitted(ws, Act.CLIP, Purposes.FAMILY_COPY, film.id, one.people)
    return None if permitted else WhyNot.OTHERS
