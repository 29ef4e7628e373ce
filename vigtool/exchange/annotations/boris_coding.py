"""A film's marks as BORIS sees them: behaviours of subjects, states with a begin and an end, and points.

BORIS tells the stretches of a state apart only by subject, behaviour and modifiers: its events are bare times, every
second of them an end. So each mark carries the number of its moment, a turn also its own, as modifiers; moments that
overlap then stay apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from vigtool.domain.moments import TurnKind
from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm, MarkedMoment, losses, rounded
from vigtool.exchange.annotations.plain_text import one_line, plain, whole_stretch

MOMENT: Final = "moment"
KEY: Final = "key frame"
QUESTION: Final = "question"
STAR: Final = "star"
TURN: Final = "turn"
PRINCIPLE: Final = "principle"

NO_SUBJECT: Final = "No focal subject"
"""What BORIS writes for a mark of nobody."""

MODIFIER_SETS: Final[Mapping[str, tuple[str, ...]]] = {TURN: (MOMENT, TURN)}
"""The modifiers of the behaviours of a category; of all others the number of the moment alone."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A line of the ethogram; ``state`` where it lasts."""

    code: str
    category: str
    state: bool
    description: str = ""

    @property
    def modifiers(self) -> tuple[str, ...]:
        """The names of its sets of modifiers."""
        return MODIFIER_SETS.get(self.category, (MOMENT,))


@dataclass(frozen=True, slots=True)
class Coded:
    """A mark in whole milliseconds; a point has ``end`` equal to ``begin``. The comments are of its begin and end."""

    behaviour: Behaviour
    modifiers: tuple[int, ...]
    begin: int
    end: int
    subject: str = ""
    comment: str = ""
    comment_at_end: str = ""


def boris_losses(film: MarkedFilm) -> tuple[Loss, ...]:
    """What neither a project nor its events hold: times finer than a millisecond."""
    return losses(film, ())


def ethogram(film: MarkedFilm, language: str) -> dict[str, Behaviour]:
    """All behaviours of a film by what they are: the fixed ones, the kinds of turn, then each principle by its id.

    A principle's code is its name in ``language`` (``fi``, ``sv``, ``en``), its id where it has none or another has it.
    """
    found = {
        MOMENT: Behaviour(MOMENT, MOMENT, state=True),
        **{code: Behaviour(code, MOMENT, state=False) for code in (KEY, QUESTION, STAR)},
        **{kind.value: Behaviour(kind.value, TURN, state=True) for kind in TurnKind},
    }
    taken = {one.code for one in found.values()}
    for seen in {one.id: one for moment in film.moments for one in moment.principles}.values():
        name = one_line(seen.name.in_language(language)).replace("|", "/")
        code = name if name and name not in taken else seen.id
        taken.add(code)
        words = " / ".join(filter(None, (one_line(one) for one in (seen.name.fi, seen.name.sv, seen.name.en))))
        found[seen.id] = Behaviour(code, PRINCIPLE, state=True, description=f"{seen.id} {words}".strip())
    return found


def coded(film: MarkedFilm, language: str) -> list[Coded]:
    """All marks of a film in the order of their begin."""
    known = ethogram(film, language)
    every = [one for number, moment in enumerate(film.moments, 1) for one in _of_moment(film, known, number, moment)]
    return sorted(every, key=lambda one: (one.begin, one.modifiers, -one.end))


def _of_moment(film: MarkedFilm, known: Mapping[str, Behaviour], number: int, moment: MarkedMoment) -> Iterator[Coded]:
    stretch = whole_stretch(moment.begin, moment.end)
    yield Coded(known[MOMENT], (number,), *stretch, "", plain(moment.title), plain(moment.note))
    yield _point(known[KEY], number, moment.key)
    if moment.question:
        yield _point(known[QUESTION], number, moment.key, plain(moment.question))
    if moment.starred:
        yield _point(known[STAR], number, moment.begin)
    for at, turn in enumerate(moment.turns, 1):
        name = one_line(film.name_of(turn.person))
        times = whole_stretch(turn.begin, turn.end)
        yield Coded(known[turn.kind.value], (number, at), *times, name, plain(turn.words))
    for seen in dict.fromkeys(one.id for one in moment.principles):
        yield Coded(known[seen], (number,), *stretch)


def _point(behaviour: Behaviour, number: int, at: Fraction, comment: str = "") -> Coded:
    return Coded(behaviour, (number,), rounded(at), rounded(at), "", comment)
