"""What the list of a comparison is made of: every moment of both once, in the order of time, and how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from vigtool.domain.comparing import Alone, Comparison, Marked, Pair
from vigtool.domain.ticks import FrameTimes
from vigtool.exchange.comparison import Side
from vigtool.gui.playing.time_words import clock_words
from vigtool.wording.comparison_words import difference_words, side_name
from vigtool.wording.translation import tr

Sides: TypeAlias = tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Entry:
    """A moment that both noticed, or that one alone did; exactly one of a and b may be missing."""

    a: Marked | None
    b: Marked | None
    pair: Pair | None = None
    touching: bool = False

    @property
    def marked(self) -> tuple[Marked, ...]:
        """What was marked, a's first."""
        return tuple(one for one in (self.a, self.b) if one is not None)

    @property
    def first(self) -> int:
        """The frame at which the earlier of the two begins."""
        return min(one.first for one in self.marked)

    @property
    def stop(self) -> int:
        """The frame before which the later of the two ends."""
        return max(one.stop for one in self.marked)

    @property
    def differs(self) -> bool:
        """Whether there is anything in it to tell one another."""
        return self.pair is None or not (self.pair.same_frames and self.pair.same_principles)


def entries_of(found: Comparison) -> tuple[Entry, ...]:
    """The entries in the order of time."""
    both = [Entry(pair.a, pair.b, pair) for pair in found.matched]
    alone = [_of_a(one) for one in found.only_a] + [_of_b(one) for one in found.only_b]
    return tuple(sorted(both + alone, key=lambda one: (one.first, one.stop)))


def _of_a(one: Alone) -> Entry:
    return Entry(one.marked, None, touching=bool(one.touching))


def _of_b(one: Alone) -> Entry:
    return Entry(None, one.marked, touching=bool(one.touching))


def entry_words(entry: Entry, times: FrameTimes, sides: Sides) -> str:
    """One line of the list: when, who, and how they differ."""
    at = clock_words(times.seconds_from_start(times.tick_of(entry.first)))
    if entry.pair is not None:
        return tr("{time}  Both. {told}").format(time=at, told=difference_words(entry.pair, sides[1]))
    who = side_name(sides[0] if entry.a is not None else sides[1])
    told = tr("{time}  {who} alone.").format(time=at, who=who)
    return " ".join((told, tr("It overlaps a moment of the other."))) if entry.touching else told


def place_words(marked: Marked, times: FrameTimes) -> Sequence[str]:
    """Where a moment is, a line each: its times, its frames, its key frame."""
    begin, end = (
        clock_words(times.seconds_from_start(times.tick_of(frame)), 2) for frame in (marked.first, marked.stop)
    )
    return (
        tr("From {begin} to {end}").format(begin=begin, end=end),
        tr("Frames {first} to {last}").format(first=marked.first, last=marked.stop - 1),
        tr("Key frame {frame}").format(frame=marked.key),
    )
