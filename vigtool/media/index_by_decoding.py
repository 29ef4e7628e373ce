"""The index of a film whose packets may lie: every picture is decoded once, from the start, and fingerprinted.

Whatever way leads to a frame later, the picture must have this fingerprint, so a wrong way is noticed.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from vigtool.domain.progress import Progress
from vigtool.media.decoding import MAX_RANK, Decoding, FilmPacket
from vigtool.media.entry_columns import EntryColumns
from vigtool.media.errors import NothingDecodable
from vigtool.media.fingerprint import fingerprint
from vigtool.media.frame_index import FrameIndex
from vigtool.media.index_by_packets import ENTERED_BEFORE, FOUND_BY_BYTE
from vigtool.media.presentation_times import declared_step, presentation_ticks, usual_step

_REPORT_EVERY: Final = 32


def index_by_decoding(decoding: Decoding, size: int, progress: Progress) -> FrameIndex:
    """Return the index of any film that decodes at all. ``size``: bytes of the film, for ``progress``.

    Raise ``NothingDecodable``.
    """
    watched = _Watched(size, progress, EntryColumns(from_before=decoding.container.format.name in ENTERED_BEFORE))
    pts: list[int | None] = []
    sources, prints, duration = [], [], 0
    for decoded in decoding.decode(watched.watch(decoding.packets())):
        sources.append(decoded.source)
        pts.append(decoded.picture.pts)
        prints.append(fingerprint(decoded.picture))
        duration = decoded.picture.duration
    if not sources:
        raise NothingDecodable(decoding.stream.index, "no_pictures" if watched.packets else "no_packets")
    source = np.array(sources, np.int64)
    times = np.array([time or 0 for time in pts], np.int64)
    has_pts = np.array([time is not None for time in pts], np.bool_)
    step = usual_step(times, has_pts, duration or declared_step(decoding.stream.guessed_rate, decoding.time_base))
    ticks = presentation_ticks(times, has_pts, step)
    return FrameIndex(
        stream=decoding.stream.index,
        time_base=decoding.time_base,
        origin="decoding",
        pts=times,
        has_pts=has_pts,
        ticks=ticks,
        end_tick=int(ticks[-1]) + max(duration or step, 1),
        source=source,
        prints=np.array(prints, np.uint32),
        entries=watched.entries.at_frames(source // MAX_RANK),
        by_position=decoding.container.format.name in FOUND_BY_BYTE,
    )


class _Watched:
    """Notes entry points and reports progress while packets pass to the decoder."""

    def __init__(self, size: int, progress: Progress, entries: EntryColumns) -> None:
        self.entries = entries
        self.packets = 0
        self._at = 0
        self._size = size
        self._progress = progress

    def watch(self, packets: Iterator[tuple[int, FilmPacket]]) -> Iterator[tuple[int, FilmPacket]]:
        for number, packet in packets:
            if number % _REPORT_EVERY == 0:
                self._at = min(max(packet.pos or 0, self._at), self._size)
                self._progress(self._at, self._size)
            self.entries.see(packet, number, entry=packet.is_keyframe)
            self.packets += 1
            yield number, packet
