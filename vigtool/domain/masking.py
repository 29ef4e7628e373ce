"""Covering people who have not agreed: where each of them is in the picture, and whose voices are kept out.

Masked is not anonymous: the product says so wherever it masks. What is not known to be covered counts as uncovered.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
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
class Masking:
    """All that is covered in one film."""

    masks: tuple[Mask, ...] = ()
    voices: tuple[VoiceMask, ...] = ()

    def of(self, person: PersonId) -> Mask | None:
        """The mask of a person, if there is one."""
        return next((one for one in self.masks if one.person == person), None)

    def with_mask(self, mask: Mask) -> "Masking":
        """With a mask added, or put in the place of the one with its id."""
        kept = tuple(one for one in self.masks if one.id != mask.id)
        return replace(self, masks=(*kept, mask))

    def without(self, mask_id: MaskId) -> "Masking":
        """Without a mask."""
        return replace(self, masks=tuple(one for one in self.masks if one.id != mask_id))


def uncovered(mask: Mask, times: FrameTimes, frames: range) -> tuple[range, ...]:
    """The frames among ``frames`` of which nothing is known: neither covered nor seen to be empty; as runs."""
    known = {point.tick for point in mask.points}
    open_frames = [n for n in frames if times.tick_of(n) not in known]
    runs: list[range] = []
    for n in open_frames:
        if runs and runs[-1].stop == n:
            runs[-1] = range(runs[-1].start, n + 1)
        else:
            runs.append(range(n, n + 1))
    return tuple(runs)


def boxes_of(masks: Sequence[Mask], times: FrameTimes, frames: range) -> Mapping[int, tuple[Box, ...]]:
    """What is to be covered on each frame that has something to be covered."""
    found: dict[int, list[Box]] = {}
    ticks = {times.tick_of(n): n for n in frames}
    for mask in masks:
        for point in mask.points:
            if point.box is not None and point.tick in ticks:
                found.setdefault(ticks[point.tick], []).append(point.box)
    return {n: tuple(boxes) for n, boxes in sorted(found.items())}
