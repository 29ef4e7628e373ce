"""Frame indexes of films that need not exist."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from vigtool.media.frame_index import EntryPoints, FrameIndex


def index_with_entries(frames: int, entries: Sequence[int]) -> FrameIndex:
    """An index of ``frames`` frames without reordering, entered at the frames ``entries``."""
    at = np.array(entries, np.int64)
    ticks = np.arange(frames, dtype=np.int64)
    return FrameIndex(
        stream=0,
        time_base=Fraction(1, 25),
        origin="packets",
        pts=ticks.copy(),
        has_pts=np.ones(frames, np.bool_),
        ticks=ticks,
        end_tick=frames,
        source=ticks * 8,
        prints=np.zeros(0, np.uint32),
        entries=EntryPoints(*(at.copy() for _column in range(7))),
        by_position=False,
    )
