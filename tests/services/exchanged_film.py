"""A film of the casework family with marks of every sort, to be handed out and taken in again."""

from dataclasses import dataclass, replace
from pathlib import Path

from tests.services.casework import CHILD_NAME, PARENT_NAME, Family
from vigtool.domain.cases import Recording
from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, PrincipleSeen, Turn, TurnKind
from vigtool.services.marking import MarkingDesk
from vigtool.services.principles import built_in
from vigtool.services.recordings import frame_times


@dataclass(frozen=True, slots=True)
class MarkedCase:
    """The family, its film, and two moments of it that overlap."""

    family: Family
    film: Recording
    moments: tuple[Moment, Moment]


def marked_case(family: Family, folder: Path) -> MarkedCase:
    """Mark a film: frames 3 to 15 with everything, frames 12 to 20 with a title alone."""
    film = family.film(folder)
    times = frame_times(family.ws, film.id)
    pack = built_in()
    item = pack.categories[0].items[0]
    first = Moment(
        MomentId("m0mentm0ment"),
        film.id,
        times.span(3, 15),
        times.tick_of(9),
        title=f"{CHILD_NAME} katsoo",
        note=f"{PARENT_NAME} odottaa, katsoo ja hymyilee.",
        question="Mitä huomaat tässä?",
        starred=True,
        turns=(
            Turn(family.child.id, TurnKind.INITIATIVE, times.span(3, 8), "nostaa palikan"),
            Turn(family.parent.id, TurnKind.RECEPTION, times.span(7, 12), f"hymyilee {CHILD_NAME}lle"),
        ),
        principles=(PrincipleSeen(pack.id, pack.version, item.id),),
        freeze=True,
    )
    second = Moment(MomentId("0ver1apping0"), film.id, times.span(12, 20), times.tick_of(12), title="=1+1; toinen")
    MarkingDesk(family.ws, film.id).edit("marked", Marks((first, second)))
    return MarkedCase(family, film, (first, second))


def bare(moments: Marks | list[Moment]) -> list[Moment]:
    """The moments in the film's order without what only the vault gives them: ids, and wishes for the review."""
    in_order = sorted(moments, key=lambda one: (one.span.start, one.span.end))
    return [replace(one, id=MomentId(""), freeze=False) for one in in_order]
