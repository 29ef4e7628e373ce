"""The marks of one film as other programs see them: exact times from the film's first frame, people by pseudonym.

Whoever writes a format takes a ``MarkedFilm``; whoever reads one gives ``FoundMark``s. Times are seconds as exact
fractions; a format that holds less says so by a ``Loss``. Nothing here knows the vault.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.moments import TurnKind
from vigtool.domain.people import Role
from vigtool.domain.principles import Wording

MILLISECOND: Final = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in the film. ``name`` is what stands in the file: role and number, unless the user asked for names."""

    id: PersonId
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class MarkedTurn:
    """A turn within a moment, ``[begin, end)`` in seconds from the film's first frame; ``words`` describe it."""

    person: PersonId
    kind: TurnKind
    begin: Fraction
    end: Fraction
    words: str = ""


@dataclass(frozen=True, slots=True)
class MarkedPrinciple:
    """A principle that is seen in a moment: ``id`` is ``pack.version.item``, and its name in each language."""

    id: str
    name: Wording


@dataclass(frozen=True, slots=True)
class MarkedMoment:
    """A moment, ``[begin, end)`` in seconds from the film's first frame; ``key`` is when its key frame begins.

    ``key_end`` is when the key frame ends: formats that know no points write the key frame as a stretch of one frame.
    """

    id: MomentId
    begin: Fraction
    end: Fraction
    key: Fraction
    key_end: Fraction
    title: str = ""
    note: str = ""
    question: str = ""
    starred: bool = False
    turns: tuple[MarkedTurn, ...] = ()
    principles: tuple[MarkedPrinciple, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedFilm:
    """A film with its marks, moments in the order of their begin; ``end`` is when its last frame ends, in seconds.

    ``name`` stands in the file for the film, never the name of a file in or outside the vault. ``frame`` is the length
    of a frame in seconds where all frames but the last are of one length, None where the rate varies.
    """

    id: RecordingId
    name: str
    end: Fraction
    frame: Fraction | None
    people: tuple[Participant, ...]
    moments: tuple[MarkedMoment, ...]

    def name_of(self, person: PersonId) -> str:
        """What a person is called in the file; the id of somebody who is not among ``people``."""
        return next((one.name for one in self.people if one.id == person), person)


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A stretch that was found in a file, ``[begin, end)`` in seconds; a point has ``end`` None.

    ``key`` is given where the file tells a key frame. ``kind`` is what the file calls that sort of mark (a tier, a
    behaviour), ``person`` whom it says it is of; both are empty where it does not say.
    """

    begin: Fraction
    end: Fraction | None
    title: str = ""
    note: str = ""
    kind: str = ""
    person: str = ""
    key: Fraction | None = None


@dataclass(frozen=True, slots=True)
class FoundMarks:
    """What a file holds: its marks in the order of their begin, and how often it has what was not understood.

    ``left_out`` has the names that the file's own format uses ("SVG_REF", "image overlay"), each with its count.
    """

    marks: tuple[FoundMark, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format could not hold, as a short stable name (``times``, ``key``, ``question``), and how often."""

    what: str
    count: int


TIMES: Final = "times"
"""A time was rounded to what the format allows."""


def rounded(time: Fraction, step: Fraction = MILLISECOND) -> int:
    """A time in whole steps, the nearest, a half up: what is rounded twice is rounded alike."""
    return int((time / step + Fraction(1, 2)).__floor__())


def times_of(moment: MarkedMoment) -> tuple[Fraction, ...]:
    """All times of a moment: its own, its key frame's, its turns'."""
    return (moment.begin, moment.end, moment.key, *(at for one in moment.turns for at in (one.begin, one.end)))


def inexact(film: MarkedFilm, step: Fraction = MILLISECOND) -> int:
    """How many times of a film's marks are no whole number of steps."""
    return sum((at / step).denominator != 1 for moment in film.moments for at in times_of(moment))


HELD: Final[Mapping[str, Callable[[MarkedMoment], bool]]] = {
    "title": lambda moment: bool(moment.title),
    "note": lambda moment: bool(moment.note),
    "question": lambda moment: bool(moment.question),
    "star": lambda moment: moment.starred,
    "key": lambda moment: moment.key != moment.begin,
    "turns": lambda moment: bool(moment.turns),
    "principles": lambda moment: bool(moment.principles),
}
"""What a moment may hold that a format may not, by the name of the loss."""


def losses(film: MarkedFilm, lost: Collection[str], step: Fraction | None = MILLISECOND) -> tuple[Loss, ...]:
    """What is lost of a film in a format that does not hold ``lost`` and has times in whole ``step``s (None: exact)."""
    counts = {what: sum(holds(one) for one in film.moments) for what, holds in HELD.items() if what in lost}
    if step is not None:
        counts[TIMES] = inexact(film, step)
    return tuple(Loss(what, count) for what, count in counts.items() if count)
