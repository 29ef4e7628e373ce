"""Whether the middle of a span can be copied from the film as it is coded, and which frames that are.

Copied is from the first IDR picture of the span to the last place before its end at which all that was decoded so far
is also all that is to be shown so far: the end of a group of pictures, or of a few pictures within it. Nothing here
decides alone: ``checking`` looks at the clip that came of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from vigtool.media.colour_tags import BT470BG, BT709, SMPTE170M, colour_of
from vigtool.media.copying.coded_units import is_instant_refresh, picture_units, units_of
from vigtool.media.copying.sets import Sets, sets_of
from vigtool.media.decoding import MAX_RANK, Decoding, EntryLost
from vigtool.media.errors import NoFrames, UnreachableFrame
from vigtool.media.film import Film
from vigtool.media.frame import Frame
from vigtool.media.frame_index import EntryPoint, FrameIndex
from vigtool.media.h264_packets import H264Packets
from vigtool.media.orientation import UPRIGHT
from vigtool.media.packet_scan import LONGEST_REORDER
from vigtool.media.screen_signal import needs_no_change

_CODEC: Final = "h264"
_LAYOUTS: Final = frozenset({"yuv420p", "yuvj420p"})
_MATRICES: Final = frozenset({BT709, BT470BG, SMPTE170M})
"""Those that every player knows."""
_LEAST_SHARE: Final = 2
"""At least half of a span is copied, or it is not worth a stream of two coders."""


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """Which of ``frames`` are copied, by the packets from ``entry`` on; the others are coded anew.

    ``order``: the frames of those packets, in the order of decoding; ``copied`` are the same as a range.
    """

    frames: range
    entry: EntryPoint
    order: tuple[int, ...]
    sets: Sets
    number: int

    @property
    def copied(self) -> range:
        """The frames that are copied, half-open."""
        return range(self.entry.frame, self.entry.frame + len(self.order))

    @property
    def ends(self) -> tuple[range, range]:
        """The frames before and after, which are coded anew; either may be empty."""
        return range(self.frames.start, self.copied.start), range(self.copied.stop, self.frames.stop)


def copy_plan(film: Film, frames: range) -> CopyPlan | None:
    """Return how frames ``[frames.start, frames.stop)`` can be had by copying, or None: they must be coded anew.

    It is always the same for the same film. Raise ``NoFrames``, ``NoSuchFrame``, and the errors of the file.
    """
    if not frames or frames.step != 1:
        raise NoFrames
    for n in (frames.start, frames.stop - 1):
        film.index.check(n)
    if film.index.origin != "packets" or film.index.by_position:
        return None
    with Decoding(film.file, film.index.stream) as decoding:
        context = decoding.stream.codec_context
        sets = sets_of(context.extradata) if context.codec.name == _CODEC else None
        if sets is None or not sets.of_plain_frames or sets.free_number is None:
            return None
        for entry, order in _runs(film.index, frames):
            if _may_be_copied(decoding, entry, len(order), sets):
                plan = CopyPlan(frames, entry, order, sets, sets.free_number)
                return plan if _looks_the_same(film, plan) else None
    return None


def packets_of(decoding: Decoding, entry: EntryPoint, count: int, sets: Sets) -> Iterator[list[bytes] | None]:
    """Yield the slices of ``count`` packets from an entry point on, None for one that cannot be copied.

    Raise ``EntryLost``.
    """
    follow = H264Packets(decoding.stream.codec_context.extradata)
    for _number, packet in islice(decoding.packets_from(entry, by_position=False), count):
        units = units_of(bytes(packet), sets.length_bytes)
        sound = not (packet.is_corrupt or packet.is_discard or packet.has_sidedata("new_extradata"))
        sound = sound and follow(memoryview(packet), packet.is_keyframe).sound
        yield picture_units(units, sets.all) if units and sound else None


def copied_units(film: Film, plan: CopyPlan) -> Iterator[tuple[int, list[bytes]]]:
    """Yield each copied frame with its slices, in the order of decoding.

    Raise ``UnreachableFrame`` if the film is not the planned one.
    """
    with Decoding(film.file, film.index.stream) as decoding:
        try:
            for n, units in zip(plan.order, packets_of(decoding, plan.entry, len(plan.order), plan.sets), strict=True):
                if units is None:
                    raise UnreachableFrame(n=n)
                yield n, units
        except EntryLost as error:
            raise UnreachableFrame(n=plan.entry.frame) from error


def _runs(index: FrameIndex, frames: range) -> Iterator[tuple[EntryPoint, tuple[int, ...]]]:
    """Yield entry points of a span and the frames of the packets from there on that could be copied."""
    first, last = np.searchsorted(index.entries.frame, [frames.start, frames.stop])
    for number in range(int(first), int(last)):
        entry = index.entries[number]
        order = _order_from(index, entry, frames.stop)
        if len(order) * _LEAST_SHARE >= len(frames):
            yield entry, order


def _order_from(index: FrameIndex, entry: EntryPoint, stop: int) -> tuple[int, ...]:
    """Return frames in the order of decoding, as far as they are whole in both orders and before ``stop``."""
    source = index.source[entry.frame : stop + LONGEST_REORDER]
    order = np.argsort(source, kind="stable")
    one_each = source[order] == (entry.packet + np.arange(len(order))) * MAX_RANK
    length = len(order) if bool(one_each.all()) else int(np.argmin(one_each))
    order = order[:length]
    whole = np.maximum.accumulate(order) == np.arange(length) if length else np.zeros(0, np.bool_)
    ends = np.flatnonzero(whole[: stop - entry.frame])
    count = int(ends[-1]) + 1 if len(ends) else 0
    return tuple((order[:count] + entry.frame).tolist())


def _may_be_copied(decoding: Decoding, entry: EntryPoint, count: int, sets: Sets) -> bool:
    seen = 0
    try:
        for seen, units in enumerate(packets_of(decoding, entry, count, sets), 1):
            if units is None or (seen == 1 and not is_instant_refresh(units)):
                return False
    except EntryLost:
        return False
    return seen == count


def _looks_the_same(film: Film, plan: CopyPlan) -> bool:
    """Tell whether the film's coded pictures are seen as they are by any player that knows their tags."""
    try:
        return all(_is_plain(film.frame(n)) for n in (plan.copied.start, plan.frames.start))
    except UnreachableFrame:
        return False


def _is_plain(frame: Frame) -> bool:
    native = frame.native
    if frame.damaged or frame.orientation != UPRIGHT or frame.pixel_aspect != 1 or native.interlaced_frame:
        return False
    colour = colour_of(native)
    return native.format.name in _LAYOUTS and colour.matrix in _MATRICES and needs_no_change(colour)
