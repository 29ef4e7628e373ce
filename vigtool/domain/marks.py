"""All moments of one recording as an immutable value, and what changed between two such values.

An edit is a function from marks to marks; the difference of the two is what the journal keeps, an undo included.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment


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

    def in_film_order(self) -> tuple[Moment, ...]:
        """The moments as they follow each other in the film."""
        return tuple(sorted(self.moments, key=lambda moment: (moment.span.start, moment.span.end, moment.id)))

    def changes_to(self, after: "Marks") -> tuple[Change, ...]:
        """What has to happen to these marks to become those."""
        kept = {moment.id for moment in after.moments}
        before = {moment.id: moment for moment in self.moments}
        removed = [MomentRemoved(moment_id) for moment_id in before if moment_id not in kept]
        changed = [MomentSet(moment) for moment in after.moments if before.get(moment.id) != moment]
        return (*removed, *changed)

    def apply(self, changes: Iterable[Change]) -> "Marks":
        """These marks after the changes."""
        marks = self
        for change in changes:
            if isinstance(change, MomentSet):
                marks = marks.with_moment(change.moment)
            else:
                marks = marks.without(change.moment_id)
        return marks
