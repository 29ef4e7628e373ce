"""The index of a film whose packets can be trusted: one pass without decoding, then a spot check by decoding.

None is returned at the first sign that packets lie; then the film is decoded (``index_by_decoding``).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from vigtool.domain.progress import Progress
from vigtool.media.bitstream import PacketFacts, Parser, parser_for
from vigtool.media.decoding import MAX_RANK, Decoded, Decoding, EntryLost, FilmPacket
from vigtool.media.entry_columns import EntryColumns
from vigtool.media.fingerprint import fingerprint
from vigtool.media.frame_index import FrameIndex

_TRUSTED_CONTAINERS: Final = frozenset({"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm"})
_REPORT_EVERY: Final = 256
_CHECKED_AT_START: Final = 60
_LONGEST_START: Final = 330
_COMPARED: Final = 4


@dataclass(slots=True)
class _Scan:
    """What one pass over the packets found. ``frames``: (pts, duration, packet number) of shown pictures."""

    pts: list[int] = field(default_factory=list)
    duration: list[int] = field(default_factory=list)
    packet: list[int] = field(default_factory=list)
    entries: EntryColumns = field(default_factory=EntryColumns)


def index_by_packets(decoding: Decoding, size: int, progress: Progress) -> FrameIndex | None:
    """Return the index of a trustworthy film, else None. ``size``: bytes of the film, for ``progress``."""
    codec = decoding.stream.codec_context
    parse = parser_for(codec.codec.name, codec.extradata)
    if parse is None or decoding.container.format.name not in _TRUSTED_CONTAINERS:
        return None
    scan = _scan(decoding, parse, size, progress)
    if scan is None or not scan.pts:
        return None
    index = _index(decoding, scan)
    return index if index is not None and _agrees_with_decoder(decoding, index) else None


def _scan(decoding: Decoding, parse: Parser, size: int, progress: Progress) -> _Scan | None:
    scan = _Scan()
    for number, packet in decoding.packets():
        if number % _REPORT_EVERY == 0:
            progress(min(max(packet.pos or 0, 0), size), size)
        if packet.has_sidedata("new_extradata"):
            parse = _reparser(decoding, packet)
        facts = parse(memoryview(packet), packet.is_keyframe)
        if packet.is_corrupt or not facts.sound or facts.pictures > 1 or packet.pts is None:
            return None
        if facts.pictures == 0 or packet.is_discard:
            continue
        if facts.entry and packet.is_keyframe:
            scan.entries.add(packet, number)
        scan.pts.append(packet.pts)
        scan.duration.append(packet.duration or 0)
        scan.packet.append(number)
    return scan


def _reparser(decoding: Decoding, packet: FilmPacket) -> Parser:
    """A film of several parts has a new header at the start of each, which may count lengths differently."""
    header = bytes(packet.get_sidedata("new_extradata"))
    return parser_for(decoding.stream.codec_context.codec.name, header) or _untold


def _untold(data: memoryview, key: bool) -> PacketFacts:  # noqa: ARG001, FBT001 - a callback's fixed shape
    return PacketFacts(entry=False, sound=False)


def _index(decoding: Decoding, scan: _Scan) -> FrameIndex | None:
    pts = np.array(scan.pts, np.int64)
    order = np.argsort(pts, kind="stable")
    pts = pts[order]
    if len(pts) > 1 and not bool((np.diff(pts) > 0).all()):
        return None
    packet = np.array(scan.packet, np.int64)[order]
    last = scan.duration[int(order[-1])]
    step = int(np.median(np.diff(pts))) if len(pts) > 1 else 1
    return FrameIndex(
        stream=decoding.stream.index,
        time_base=decoding.time_base,
        origin="packets",
        pts=pts,
        has_pts=np.ones(len(pts), np.bool_),
        ticks=pts.copy(),
        end_tick=int(pts[-1]) + max(last or step, 1),
        source=packet * MAX_RANK,
        prints=np.zeros(0, np.uint32),
        entries=scan.entries.at_frames(packet),
        by_position=False,
    )


def _agrees_with_decoder(decoding: Decoding, index: FrameIndex) -> bool:
    """Decode the start, enter at the second entry point, decode the tail: all must be as the packets said."""
    entries = index.entries
    if not len(entries):
        return False
    second = entries[1].frame if len(entries) > 1 else 0
    compared = range(second, min(second + _COMPARED, index.frames))
    until = min(index.frames, max(_CHECKED_AT_START, min(compared.stop, _LONGEST_START)))
    start = _follow(decoding.from_start(), index, 0, until)
    if start is None:
        return False
    try:
        if compared.stop <= until and len(entries) > 1:
            entered = _follow(decoding.from_entry(entries[1], by_position=False), index, second, compared.stop)
            if entered != start[second : compared.stop]:
                return False
        last = entries[len(entries) - 1]
        tail = _follow(decoding.from_entry(last, by_position=False), index, last.frame, index.frames + 1)
    except EntryLost:
        return False
    return tail is not None


def _follow(pictures: Iterator[Decoded], index: FrameIndex, first: int, stop: int) -> list[int] | None:
    """Return the fingerprints of frames ``first`` to ``stop`` - 1, or None if they do not come one by one.

    Pictures before ``first`` are passed over. A ``stop`` beyond the last frame asks for the end of the film.
    """
    prints: list[int] = []
    n = first
    for decoded in pictures:
        if n == index.frames:
            return None
        if decoded.source != index.source[n] or decoded.picture.pts != index.pts[n]:
            if n == first and (decoded.picture.pts or 0) < index.pts[n]:
                continue
            return None
        prints.append(fingerprint(decoded.picture))
        n += 1
        if n == stop:
            return prints
    return prints if n == index.frames else None
