"""All moments of one recording as an immutable value, and what changed between two such values.

An edit is a function from marks to marks; the difference of the two is what the journal keeps, an undo included.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.domain.parting import joined_moment, parted_moment


@dataclass(frozen=True, slots=True)
class MomentSet:
    """A moment is now so, whether new or changed."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class MomentRemoved:
    """A moment is gone."""

    moment_id: MomentId


Change = MomentSet | MomentRemoved


@dataclass(frozen=True, slots=True)
class Marks:
    """The moments of one recording, in the order in which they were marked."""

    moments: tuple[Moment, ...] = ()

    def __iter__(self) -> Iterator[Moment]:
        return iter(self.moments)

    def get(self, moment_id: MomentId) -> Moment | None:
        """The moment of that id, if there is one."""
        return next((moment for moment in self.moments if moment.id == moment_id), None)

    def with_moment(self, moment: Moment) -> Self:
        """With a moment added, or put in the place of the one with its id."""
        if self.get(moment.id) is None:
            return type(self)((*self.moments, moment))
        return type(self)(tuple(moment if old.id == moment.id else old for old in self.moments))

    def without(self, moment_id: MomentId) -> Self:
        """Without the moment of that id."""
        return type(self)(tuple(moment for moment in self.moments if moment.id != moment_id))

    def split(self, moment_id: MomentId, tick: int, new_id: MomentId) -> Self:
        """With a moment parted at a tick within it; the later part gets the new id.

        Raises ``KeyError`` for an unknown moment and ``EmptySpan`` unless the tick lies inside the moment.
        """
        earlier, later = parted_moment(self._known(moment_id), tick, new_id)
        return self.with_moment(earlier).with_moment(later)

    def joined(self, first: MomentId, second: MomentId) -> Self:
        """With one moment, of the first id, in the place of two, from the begin of the one to the end of the other.

        Raises ``KeyError`` for an unknown moment.
        """
        return self.without(second).with_moment(joined_moment(self._known(first), self._known(second)))

    def in_film_order(self) -> tuple[Moment, ...]:
        """The moments as they follow each other in the film."""
        return tuple(sorted(self.moments, key=lambda moment: (moment.span.start, moment.span.end, moment.id)))

    def in_own_order(self) -> tuple[Moment, ...]:
        """The moments in the guider's own order; those without a place come last, in the order of the film."""
        placed = [moment for moment in self.in_film_order() if moment.place is not None]
        others = [moment for moment in self.in_film_order() if moment.place is None]
        return (*sorted(placed, key=lambda moment: moment.place or 0), *others)

    def reordered(self, moment_id: MomentId, before: MomentId | None) -> Self:
        """With a moment moved in the own order to stand before another, or last; all moments get a place.

        Raises ``KeyError`` for an unknown moment.
        """
        moving = self._known(moment_id)
        order = [moment for moment in self.in_own_order() if moment.id != moment_id]
        ids = [moment.id for moment in order]
        order.insert(len(order) if before is None or before == moment_id else ids.index(before), moving)
        places = {moment.id: place for place, moment in enumerate(order)}
        return type(self)(tuple(moment.in_place(places[moment.id]) for moment in self.moments))

    def changes_to(self, after: "Marks") -> tuple[Change, ...]:
        """What has to happen to these marks to become those."""
        kept = {moment.id for moment in after.moments}
        before = {moment.id: moment for moment in self.moments}
        removed = [MomentRemoved(moment_id) for moment_id in before if moment_id not in kept]
        changed = [MomentSet(moment) for moment in after.moments if _differ(before.get(moment.id), moment)]
        return (*removed, *changed)

    def apply(self, changes: Iterable[Change]) -> "Marks":
        """These marks after the changes."""
        moments = {moment.id: moment for moment in self.moments}
        for change in changes:
            if isinstance(change, MomentSet):
                moments[change.moment.id] = change.moment
            else:
                moments.pop(change.moment_id, None)
        return Marks(tuple(moments.values()))

    def _known(self, moment_id: MomentId) -> Moment:
        moment = self.get(moment_id)
        if moment is None:
            raise KeyError(moment_id)
        return moment


def _differ(known: Moment | None, moment: Moment) -> bool:
    """Tell whether two moments differ; of thousands nearly all are the very same, and need no look at their fields."""
    return known is not moment and known != moment
