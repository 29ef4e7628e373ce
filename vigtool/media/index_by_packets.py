"""The index of a film whose packets can be trusted, by one pass without decoding.

None is returned at the first sign that packets lie; then the film is decoded (``index_by_decoding``).
"""

from collections.abc import Generator
from typing import Final

import numpy as np

from vigtool.media.decoding import MAX_RANK, Decoding, EntryLost
from vigtool.media.frame_index import FrameIndex, Ints
from vigtool.media.index_keeping import BadScan, pack_scan, unpack_scan
from vigtool.media.packet_scan import Pace, PacketScan, PacketsLie, reader_of, scan_packets
from vigtool.media.presentation_times import declared_step, usual_step

FOUND_BY_BYTE: Final = frozenset({"mpegts", "mpeg"})
"""Containers in which an entry point is reached by its byte, not by its time."""
ENTERED_BEFORE: Final = frozenset({"mpeg"})
"""Containers whose packets begin amid others, so that an entry point is approached from the packet before it."""
_RECORDED_AS_SENT: Final = FOUND_BY_BYTE | {"ogg"}
"""Containers without a table: what is lost from them leaves no trace but a longer step."""
_LONGEST_STEP: Final = (7, 4)
"""x the usual step. Film transferred to 60 fields shows a picture for two or three fields, 3:2."""


def index_by_packets(
    decoding: Decoding, size: int, pace: Pace, begun: bytes | None
) -> Generator[bytes, None, FrameIndex | None]:
    """Return the index, to be checked by decoding, or None; yield, at the pace, what is found so far.

    ``size``: bytes of the film. ``begun``: what was yielded last in an earlier attempt.
    """
    stream = decoding.stream.index
    try:
        reader_of(decoding)
        scan = yield from _taken_up(decoding, size, pace, begun)
        if scan is None:
            scan = PacketScan(from_before=decoding.container.format.name in ENTERED_BEFORE)
            for found in scan_packets(decoding, scan, decoding.packets(), pace):
                yield pack_scan(found, size, stream)
        return index_of(decoding, scan)
    except PacketsLie:
        return None


def _taken_up(
    decoding: Decoding, size: int, pace: Pace, begun: bytes | None
) -> Generator[bytes, None, PacketScan | None]:
    """Go on where an earlier pass was, or return None if that is not certain.

    It begins anew at the last entry point but one, and must find there what the earlier pass found.
    """
    if begun is None:
        return None
    try:
        before = unpack_scan(begun, size, decoding.stream.index)
    except BadScan:
        return None
    entry = before.entries.before_last()
    if entry is None:
        return None
    container = decoding.container.format.name
    scan = before.up_to(entry, from_before=container in ENTERED_BEFORE)
    try:
        packets = decoding.packets_from(entry, by_position=container in FOUND_BY_BYTE)
        pace.begin_at(entry.position)
        for found in scan_packets(decoding, scan, packets, pace):
            if found.packets >= before.packets:
                yield pack_scan(found, size, decoding.stream.index)
    except (EntryLost, PacketsLie):
        return None
    return scan if scan.begins_as(before) else None


def index_of(decoding: Decoding, scan: PacketScan) -> FrameIndex:
    """Return the index of the pictures found. Raise ``PacketsLie`` if their order or times are not certain."""
    order = scan.order()
    pts = np.frombuffer(scan.pts, np.int64)[order]
    has_pts = np.ones(len(pts), np.bool_)
    packet = np.frombuffer(scan.packet, np.int64)[order]
    duration = scan.duration[int(order[-1])]
    container = decoding.container.format.name
    step = usual_step(pts, has_pts, duration or declared_step(decoding.stream.guessed_rate, decoding.time_base))
    if container in _RECORDED_AS_SENT:
        _demand_no_jump(pts, step)
    return FrameIndex(
        stream=decoding.stream.index,
        time_base=decoding.time_base,
        origin="packets",
        pts=pts,
        has_pts=has_pts,
        ticks=pts.copy(),
        end_tick=int(pts[-1]) + max(duration or step, 1),
        source=packet * MAX_RANK,
        prints=np.zeros(0, np.uint32),
        entries=scan.entries.at_frames(packet),
        by_position=container in FOUND_BY_BYTE,
    )


def _demand_no_jump(times: Ints, step: int) -> None:
    times_longer, parts = _LONGEST_STEP
    if len(times) > 1 and int(np.diff(times).max()) * parts > step * times_longer:
        raise PacketsLie
