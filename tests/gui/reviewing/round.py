"""A round of filming and looking together, as the tests of the review need one."""

from dataclasses import dataclass, replace
from pathlib import Path

from tests.gui.family import Family
from vigtool.domain.cases import Recording
from vigtool.domain.cycles import Cycle, Part
from vigtool.domain.moments import Moment, PrincipleSeen, Turn, TurnKind
from vigtool.services.cycles import add_cycle, cycle, put_film
from vigtool.services.marking import MarkingDesk
from vigtool.services.principles import pack_of_case
from vigtool.services.recordings import frame_times

TITLES = ("The red brick", "She waits", "Both laugh")
QUESTION = "What did you notice?"


@dataclass(frozen=True, slots=True)
class Round:
    """``moments`` are those with a star, in the guider's order; there is one without, too."""

    family: Family
    cycle: Cycle
    film: Recording
    moments: tuple[Moment, ...]


def made_round(family: Family, source: Path) -> Round:
    """Draw three moments with a star of a film in a cycle, and one without."""
    ws, film = family.ws, family.film(source)
    made = add_cycle(ws, family.case.id, question="What helps us to play?")
    put_film(ws, made.id, film.id, Part.FAMILY)
    desk, times = MarkingDesk(ws, film.id), frame_times(ws, film.id)
    pack = pack_of_case(ws, family.case.id)
    seen = pack.categories[0].id
    moments = []
    for place, title in enumerate(TITLES):
        span = times.span(2 + 9 * place, 8 + 9 * place)
        begun = desk.new_moment(span, times.tick_of(4 + 9 * place), title)
        whole = replace(
            begun,
            starred=True,
            question=QUESTION if place == 0 else "",
            turns=(Turn(family.child.id, TurnKind.INITIATIVE, span, "gives the brick"),),
            principles=(PrincipleSeen(pack.id, pack.version, seen),),
        )
        desk.edit("star", desk.marks.with_moment(whole))
        moments.append(whole)
    desk.new_moment(times.span(10, 12), title="Not chosen")
    return Round(family, cycle(ws, made.id), film, tuple(moments))
