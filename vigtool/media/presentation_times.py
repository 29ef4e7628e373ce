"""Strictly increasing ticks for films whose own times are missing, repeated or jump back.

Rule, applied frame by frame in the order of presentation:
1. where the times increase, a tick is the time (plus the shift that rule 4 has made so far);
2. frames that share one time are spread evenly from it to the next later time;
3. a frame without a time follows the frame before it by the usual step (the median of the film's positive
   steps; without any, the step that the stream declares);
4. a time before the one before it (two recordings joined, a clock set back) follows by the usual step, and all
   later times are shifted by the same amount.
"""

from fractions import Fraction
from itertools import pairwise

import numpy as np

from vigtool.media.frame_index import Flags, Ints


def usual_step(pts: Ints, has_pts: Flags, declared: int) -> int:
    """Return the median positive step between neighbouring times in ticks, else ``declared``, at least 1."""
    both = has_pts[1:] & has_pts[:-1]
    steps = np.diff(pts)[both]
    steps = steps[steps > 0]
    return int(np.median(steps)) if len(steps) else max(declared, 1)


def presentation_ticks(pts: Ints, has_pts: Flags, step: int) -> Ints:
    """Return int64 ticks, strictly increasing, shape of ``pts``; see the rule above."""
    if len(pts) == 0 or (bool(has_pts.all()) and bool((np.diff(pts) > 0).all())):
        return pts.copy()
    times = _without_gaps_and_jumps(pts, has_pts, step)
    return _spread_repeats(times, step)


def _without_gaps_and_jumps(pts: Ints, has_pts: Flags, step: int) -> Ints:
    times = np.empty_like(pts)
    shift, before = 0, -step
    for n, (time, known) in enumerate(zip(pts.tolist(), has_pts.tolist(), strict=True)):
        now = time + shift if known else before + step
        if n and now < before:
            shift += before + step - now
            now = before + step
        times[n] = before = now
    return times


def _spread_repeats(times: Ints, step: int) -> Ints:
    """Spread runs of one time over the room up to the next; without room each follows by one tick."""
    ticks = times.copy()
    starts = [0, *(np.flatnonzero(np.diff(times) > 0) + 1).tolist(), len(times)]
    for run, (start, stop) in enumerate(pairwise(starts)):
        last = run == len(starts) - 2
        room = step * (stop - start) if last else int(times[stop] - times[start])
        ticks[start:stop] = times[start] + room * np.arange(stop - start) // (stop - start)
    for n in range(1, len(ticks)):
        ticks[n] = max(ticks[n], ticks[n - 1] + 1)
    return ticks


def declared_step(rate: Fraction | None, time_base: Fraction) -> int:
    """Return the ticks between two frames at the rate that the stream declares, at least 1."""
    return max(round(1 / (rate * time_base)), 1) if rate else 1
