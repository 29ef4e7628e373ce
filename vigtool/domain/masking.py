"""Covering people who have not agreed: where each of them is in the picture, and whose voices are kept out.

Masked is not anonymous: the product says so wherever it masks. What is not known to be covered counts as uncovered.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from vigtool.domain.identifiers import MaskId, PersonId, RecordingId
from vigtool.domain.ticks import FrameTimes, Span


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the upright picture in its own pixels, half-open, not empty; it may reach beyond the edges.

    Raises ``ValueError`` when empty.
    """

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if self.right <= self.left or self.bottom <= self.top:
            raise ValueError((self.left, self.top, self.right, self.bottom))


@dataclass(frozen=True, slots=True)
class MaskPoint:
    """Where somebody is at a tick, which is a frame's own; ``box`` is None where they were seen not to be there.

    ``by_hand`` tells what the guider set from what was followed by the program.
    """

    tick: int
    box: Box | None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Mask:
    """One person who is covered in one film; ``points`` have strictly increasing ticks."""

    id: MaskId
    recording: RecordingId
    person: PersonId
    points: tuple[MaskPoint, ...] = ()

    def at(self, tick: int) -> MaskPoint | None:
        """What is known of exactly that tick."""
        place = bisect_right(self.points, tick, key=lambda point: point.tick) - 1
        return self.points[place] if place >= 0 and self.points[place].tick == tick else None

    def with_points(self, points: Iterable[MaskPoint], *, over_hand: bool = False) -> "Mask":
        """With points added, each in place of the one at its tick; those set by hand stay unless ``over_hand``."""
        known = {point.tick: point for point in self.points}
        for point in points:
            old = known.get(point.tick)
            if old is None or point.by_hand or over_hand or not old.by_hand:
                known[point.tick] = point
        return replace(self, points=tuple(known[tick] for tick in sorted(known)))

    def without(self, span: Span) -> "Mask":
        """With nothing known of a span."""
        return replace(self, points=tuple(point for point in self.points if not span.contains(point.tick)))

    def reach(self, tick: int, within: Span) -> Span:
        """How far somebody may be followed from a tick: to the nearest points on both sides that were set by hand."""
        hands = [point.tick for point in self.points if point.by_hand]
        before = [one + 1 for one in hands if one < tick]
        after = [one for one in hands if one > tick]
        return Span(max([within.start, *before]), min([within.end, *after]))

    def followed(self, reach: Span, points: Iterable[MaskPoint]) -> "Mask":
        """With what the program followed, which takes the place of all that it knew of that reach."""
        kept = (point for point in self.points if point.by_hand or not reach.contains(point.tick))
        return replace(self, points=tuple(kept)).with_points(points)

    def change_to(self, other: "Mask") -> "MaskSet":
        """What makes this mask into another one of the same id: only the span in which their points differ."""
        mine, its = self.points, other.points
        least = min(len(mine), len(its))
        first = next((n for n in range(least) if mine[n] != its[n]), least)
        same = next((n for n in range(least - first) if mine[-1 - n] != its[-1 - n]), least - first)
        differing = (*mine[first : len(mine) - same], *its[first : len(its) - same])
        ticks = [point.tick for point in differing]
        within = Span(min(ticks), max(ticks) + 1) if ticks else None
        return MaskSet(replace(other, points=its[first : len(its) - same]), within)


@dataclass(frozen=True, slots=True)
class MaskSet:
    """A mask is there, and ``mask.points`` are all its points ``within`` a span; outside of it they are as before."""

    mask: Mask
    within: Span | None

    def applied_to(self, before: Mask | None) -> Mask:
        """The mask after the change."""
        if before is None or self.within is None:
            return self.mask if before is None else replace(self.mask, points=before.points)
        kept = before.without(self.within).points
        return replace(self.mask, points=tuple(sorted((*kept, *self.mask.points), key=lambda point: point.tick)))


@dataclass(frozen=True, slots=True)
class MaskRemoved:
    """A mask is gone."""

    mask_id: MaskId


class VoiceWay(StrEnum):
    """What becomes of the sound of a span."""

    MUTED = "muted"
    PITCHED = "pitched"


@dataclass(frozen=True, slots=True)
class VoiceMask:
    """The sound of a span of a film is muted, or its voices are pitched."""

    span: Span
    way: VoiceWay


@dataclass(frozen=True, slots=True)
class VoicesSet:
    """These and no others are the spans whose sound is muted or pitched."""

    voices: tuple[VoiceMask, ...]


MaskChange = MaskSet | MaskRemoved | VoicesSet


@dataclass(frozen=True, slots=True)
class Masking:
    """All that is covered in one film; ``masks`` in the order of their ids, which no edit and no undo changes."""

    masks: tuple[Mask, ...] = ()
    voices: tuple[VoiceMask, ...] = ()

    def of(self, person: PersonId) -> Mask | None:
        """The mask of a person, if there is one."""
        return next(iter(self.of_people((person,))), None)

    def of_people(self, people: Collection[PersonId]) -> tuple[Mask, ...]:
        """The masks of these people."""
        return tuple(one for one in self.masks if one.person in people)

    def get(self, mask_id: MaskId) -> Mask | None:
        """The mask with that id, if there is one."""
        return next((one for one in self.masks if one.id == mask_id), None)

    def with_mask(self, mask: Mask) -> "Masking":
        """With a mask added, or put in the place of the one with its id."""
        kept = (one for one in self.masks if one.id != mask.id)
        return replace(self, masks=tuple(sorted((*kept, mask), key=lambda one: one.id)))

    def without(self, mask_id: MaskId) -> "Masking":
        """Without a mask."""
        return replace(self, masks=tuple(one for one in self.masks if one.id != mask_id))

    def with_voices(self, voices: Iterable[VoiceMask]) -> "Masking":
        """With these spans whose sound is muted or pitched, and no others."""
        return replace(self, voices=tuple(voices))

    def changes_to(self, other: "Masking") -> tuple[MaskChange, ...]:
        """What makes this into another; empty when nothing differs."""
        changes: list[MaskChange] = [MaskRemoved(one.id) for one in self.masks if other.get(one.id) is None]
        for mask in other.masks:
            mine = self.get(mask.id)
            if mine != mask:
                changes.append((mine or replace(mask, points=())).change_to(mask))
        return tuple(changes) if self.voices == other.voices else (*changes, VoicesSet(other.voices))

    def apply(self, changes: Iterable[MaskChange]) -> "Masking":
        """After changes."""
        after = self
        for change in changes:
            match change:
                case MaskSet(mask):
                    after = after.with_mask(change.applied_to(after.get(mask.id)))
                case MaskRemoved(mask_id):
                    after = after.without(mask_id)
                case _:
                    after = after.with_voices(change.voices)
        return after


def uncovered(masks: Iterable[Mask], times: FrameTimes, frames: range) -> tuple[range, ...]:
    """The frames among ``frames`` (step 1) of which no mask of a person knows anything, as runs.

    Known is where somebody is covered and where they were seen not to be there.
    """
    known = {point.tick for mask in masks for point in mask.points}
    runs: list[range] = []
    for n in frames:
        if times.tick_of(n) in known:
            continue
        if runs and runs[-1].stop == n:
            runs[-1] = range(runs[-1].start, n + 1)
        else:
            runs.append(range(n, n + 1))
    return tuple(runs)


def boxes_of(masks: Iterable[Mask], times: FrameTimes, frames: range) -> Mapping[int, tuple[Box, ...]]:
    """What is to be covered on each frame that has something to be covered."""
    found: dict[int, list[Box]] = {}
    ticks = {times.tick_of(n): n for n in frames}
    for mask in masks:
        for point in mask.points:
            if point.box is not None and point.tick in ticks:
                found.setdefault(ticks[point.tick], []).append(point.box)
    return {n: tuple(boxes) for n, boxes in sorted(found.items())}
