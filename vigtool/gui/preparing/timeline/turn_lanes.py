"""Whose turns lie in which lane, and where the turns of the moments on the strip lie.

There are as many lanes as people who have turns, at least two where the film shows two people, at most
``MOST_TURN_LANES`` (more where many speak): everyone else shares the last. A film without turns has none.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.moments import Moment, Turn
from vigtool.domain.people import Person
from vigtool.gui.preparing.timeline.bar_lane import Bar
from vigtool.gui.preparing.timeline.bars import Bars, Change
from vigtool.gui.preparing.timeline.film_clock import FilmClock
from vigtool.gui.preparing.timeline.laying import NARROWEST
from vigtool.gui.preparing.timeline.measures import MOST_SPEAKER_LANES, MOST_TURN_LANES, Measures
from vigtool.gui.preparing.timeline.scale import Scale

LEAST_LANES = 2


@dataclass(frozen=True, slots=True)
class TurnPlace:
    """A turn on the strip: its moment, its position in the chain from 0, its lane, its rectangle in pixels."""

    moment: MomentId
    position: int
    turn: Turn
    lane: int
    place: QRectF


Chain = tuple[TurnPlace, ...]
"""The turns of one moment, in their order."""


class TurnLanes:
    """The lanes of one film's turns."""

    def __init__(self, clock: FilmClock) -> None:
        self._clock = clock
        self._people: tuple[Person, ...] = ()
        self._most = MOST_TURN_LANES
        self._turning: Counter[PersonId] = Counter()
        self._lane_of: dict[PersonId, int] = {}
        self._begins: list[NDArray[np.float64]] | None = None
        self.lanes: tuple[tuple[PersonId, ...], ...] = ()

    def show_people(self, people: Sequence[Person], *, speakers: bool = False) -> None:
        """Know the people in the film, in the order of their lanes, and whether many of them speak."""
        self._people = tuple(people)
        self._most = MOST_SPEAKER_LANES if speakers else MOST_TURN_LANES
        self._deal()

    def show(self, change: Change) -> None:
        """Take in which moments came and went."""
        before = set(self._turning)
        self._turning.subtract(_turning(change.gone))
        self._turning.update(_turning(change.fresh))
        self._turning = +self._turning
        if set(self._turning) != before:
            self._deal()
        elif self._begins is not None:
            self._begins = self._changed_begins(self._begins, change)

    def names(self, lane: int) -> str:
        """The names of a lane's people."""
        return ", ".join(filter(None, map(self.name, self.lanes[lane])))

    def name(self, person: PersonId) -> str:
        """The name of someone in the film; empty for anyone else."""
        return next((one.name for one in self._people if one.id == person), "")

    def chain(self, bar: Bar, scale: Scale, measures: Measures) -> Chain:
        """Where the turns of a moment lie."""
        if not bar.moment.turns or not self.lanes:
            return ()
        return tuple(self._placed(bar.moment, scale, measures))

    def begins(self, bars: Bars) -> list[NDArray[np.float64]]:
        """When turns begin (seconds, in order), lane by lane; gathered when it is first asked for after a change."""
        if self._begins is None:
            self._begins = self._begins_of(bars.moments())
        return self._begins

    def _begins_of(self, moments: Iterable[Moment]) -> list[NDArray[np.float64]]:
        ticks: list[list[int]] = [[] for _ in self.lanes]
        for moment in moments:
            for turn in moment.turns:
                ticks[self._lane_of[turn.person]].append(turn.span.start)
        return [np.sort(self._clock.of_ticks(np.array(lane, np.int64))) for lane in ticks]

    def _changed_begins(self, begins: list[NDArray[np.float64]], change: Change) -> list[NDArray[np.float64]]:
        """The begins without those that went and with those that came: an edit does not gather thousands anew."""
        gone, fresh = self._begins_of(change.gone), self._begins_of(change.fresh)
        return [_with(_without(lane, left), came) for lane, left, came in zip(begins, gone, fresh, strict=True)]

    def _placed(self, moment: Moment, scale: Scale, measures: Measures) -> Iterator[TurnPlace]:
        lanes = [measures.turn_lane(number, 0) for number in range(len(self.lanes))]
        for position, turn in enumerate(moment.turns):
            left = scale.x(self._clock.of_tick(turn.span.start))
            width = max(scale.x(self._clock.of_tick(turn.span.end)) - left, NARROWEST)
            lane = self._lane_of.get(turn.person, len(lanes) - 1)
            place = QRectF(left, lanes[lane].top(), width, lanes[lane].height())
            yield TurnPlace(moment.id, position, turn, lane, place)

    def _deal(self) -> None:
        known = [person.id for person in self._people]
        having = [person for person in known if person in self._turning]
        having += sorted(set(self._turning) - set(known))
        if having and len(having) < LEAST_LANES:
            having += [person for person in known if person not in having][: LEAST_LANES - len(having)]
            having.sort(key=lambda person: known.index(person) if person in known else len(known))
        own, rest = having[: self._most - 1], having[self._most - 1 :]
        self._begins = None
        self.lanes = (*((person,) for person in own), *((tuple(rest),) if rest else ()))
        self._lane_of = {person: number for number, people in enumerate(self.lanes) for person in people}


def _without(begins: NDArray[np.float64], gone: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sorted numbers without some of them: equal ones lie side by side, and each is taken away once."""
    equal_before = np.arange(len(gone)) - np.searchsorted(gone, gone)
    return np.delete(begins, np.searchsorted(begins, gone) + equal_before)


def _with(begins: NDArray[np.float64], fresh: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.insert(begins, np.searchsorted(begins, fresh), fresh)


def _turning(moments: Iterable[Moment]) -> Iterator[PersonId]:
    return (turn.person for moment in moments for turn in moment.turns)
