"""The index of an MP4 or QuickTime film from its sample table: of the film itself only key pictures are looked into.

The table says where each sample lies, how long it is and when it is shown; what it cannot be believed in is where
decoding may begin. So the head of each key sample is read.
"""

from typing import BinaryIO, Final

import numpy as np

from vigtool.domain.progress import Progress
from vigtool.media.bitstream import INTRA_ONLY, begins_with_entry
from vigtool.media.decoding import MAX_RANK, Decoding, EntryLost
from vigtool.media.frame_index import UNREAD, EntryPoints, FrameIndex, Ints
from vigtool.media.mp4_sample_table import SampleTable, sample_table
from vigtool.media.packet_scan import LONGEST_REORDER, PacketsLie
from vigtool.media.presentation_times import usual_step

_CONTAINER: Final = "mov,mp4,m4a,3gp,3g2,mj2"
_LOOKED_INTO: Final = frozenset({"h264", "hevc", "vvc", "libdav1d"}) | INTRA_ONLY
"""Decoders of codecs whose samples are one picture each, shown at the table's time."""
_KEY, _DISCARD, _CORRUPT = 1, 2, 4
_KEY_HEAD: Final = 16 << 10
_LOOK_BYTES: Final = 64 << 10
"""What a look into a key sample costs in a sealed film, which is read by chunks of this size."""
_REPORT_EVERY: Final = 64


def index_by_table(decoding: Decoding, file: BinaryIO, size: int, progress: Progress) -> FrameIndex | None:
    """Return the index that the film's sample table tells, to be checked by decoding, or None.

    ``file`` is the one that ``decoding`` reads, and is left where it was; ``size``: its bytes, for ``progress``.
    """
    if decoding.container.format.name != _CONTAINER or decoding.stream.codec_context.codec.name not in _LOOKED_INTO:
        return None
    table = sample_table(file, decoding.stream.id)
    samples = None if table is None else _Samples.of(decoding, table, size)
    if samples is None:
        return None
    try:
        entries = _entries(decoding, file, samples, size, progress)
        return samples.index(decoding, entries)
    except (PacketsLie, EntryLost):
        return None


class _Samples:
    """Columns of int64, one row a sample in file order."""

    def __init__(self, place: Ints, size: Ints, dts: Ints, pts: Ints, flags: Ints) -> None:
        self.place, self.size, self.dts, self.pts, self.flags = place, size, dts, pts, flags

    @classmethod
    def of(cls, decoding: Decoding, table: SampleTable, size: int) -> "_Samples | None":
        """Join libav's index and the table, or return None where they differ or the film ends before its samples."""
        found = decoding.stream.index_entries
        count = len(table.sizes)
        if not count or len(found) != count:
            return None
        numbers = (number for one in found for number in (one.pos, one.size, one.timestamp, one.flags))
        rows = np.fromiter(numbers, np.int64, 4 * count).reshape(count, 4)
        place, sizes, dts, flags = (rows[:, column].copy() for column in range(4))
        first = next((packet for _, packet in decoding.packets()), None)
        if first is None or first.pts is None or first.dts is None:
            return None
        pts = dts + table.delays + (first.pts - first.dts - int(table.delays[0]))
        alike = bool((sizes == table.sizes).all()) and first.dts == dts[0]
        if not alike or int(sizes.min()) <= 0 or int(place.min()) < 0 or int((place + sizes).max()) > size:
            return None
        return cls(place, sizes, dts, pts, flags)

    def index(self, decoding: Decoding, entries: Ints) -> FrameIndex:
        """Return the index of the samples shown, to be entered at ``entries``. Raise ``PacketsLie``, ``EntryLost``."""
        shown = np.flatnonzero(self.flags & _DISCARD == 0)
        packet = shown[np.argsort(self.pts[shown], kind="stable")]
        pts = self.pts[packet]
        order = np.argsort(packet, kind="stable")
        if not len(pts) or not bool((pts[1:] > pts[:-1]).all()) or bool((self.flags & _CORRUPT).any()):
            raise PacketsLie
        if int(np.abs(order - np.arange(len(order))).max()) > LONGEST_REORDER:
            raise PacketsLie
        frame = np.full(len(self.pts), -1, np.int64)
        frame[packet] = np.arange(len(packet))
        points = self._points(entries[frame[entries] >= 0], frame)
        duration = self._last_duration(decoding, points, int(packet[-1]))
        step = usual_step(pts, np.ones(len(pts), np.bool_), duration)
        return FrameIndex(
            stream=decoding.stream.index,
            time_base=decoding.time_base,
            origin="packets",
            pts=pts,
            has_pts=np.ones(len(pts), np.bool_),
            ticks=pts.copy(),
            end_tick=int(pts[-1]) + max(duration or step, 1),
            source=packet * MAX_RANK,
            prints=np.zeros(0, np.uint32),
            entries=points,
            by_position=False,
        )

    def _points(self, entries: Ints, frame: Ints) -> EntryPoints:
        entries = entries[np.argsort(frame[entries], kind="stable")]
        return EntryPoints(
            frame=frame[entries],
            packet=entries,
            pts=self.pts[entries],
            dts=self.dts[entries],
            position=self.place[entries],
            size=self.size[entries],
            crc=np.full(len(entries), UNREAD, np.int64),
        )

    def _last_duration(self, decoding: Decoding, points: EntryPoints, last: int) -> int:
        """Read the film's tail: its packets must be the table's. Return the duration of packet ``last``."""
        if not len(points):
            raise PacketsLie
        duration = 0
        for number, packet in decoding.packets_from(points[len(points) - 1], by_position=False):
            if number >= len(self.pts) or (packet.pts, packet.size) != (self.pts[number], self.size[number]):
                raise PacketsLie
            duration = packet.duration or 0 if number == last else duration
        return duration


def _entries(decoding: Decoding, file: BinaryIO, samples: _Samples, size: int, progress: Progress) -> Ints:
    """Return the numbers of the samples at which decoding may begin. Raise ``PacketsLie``."""
    codec = decoding.stream.codec_context
    if codec.codec.name in INTRA_ONLY:
        return np.arange(len(samples.pts))
    keys = np.flatnonzero(samples.flags & _KEY)
    if len(keys) * _LOOK_BYTES > size:
        raise PacketsLie
    place = file.tell()
    found = []
    try:
        for count, key in enumerate(keys.tolist()):
            start = int(samples.place[key])
            if count % _REPORT_EVERY == 0:
                progress(start, size)
            file.seek(start)
            head = file.read(min(_KEY_HEAD, int(samples.size[key])))
            if begins_with_entry(codec.codec.name, codec.extradata, head):
                found.append(key)
    finally:
        file.seek(place)
    return np.array(found, np.int64)
