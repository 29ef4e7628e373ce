"""Repainting the timeline strip: ``python -m bench.strip [--width N] [--moments N] [--json]``.

The strip of an hour with small pictures, sound and moments, painted into a pixmap offscreen: all anew at another
stretch each time (as while zooming), and with the playhead alone moved (as while playing), beside a plain fill of the
same area, in turns.
"""

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Callable
from typing import Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes, TimeBase
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip
from vigtool.media.filmstrip_bytes import HIGHEST, MOST, WIDEST, Filmstrip, strip_picture
from vigtool.media.waveform_bytes import Waveform

SEED: Final = 5
FPS: Final = 30
SECONDS: Final = 3600
ROUNDS: Final = 120


def hour() -> FrameTimes:
    """An hour of 30 frames a second."""
    return FrameTimes(TimeBase(1, FPS), tuple(range(SECONDS * FPS)), SECONDS * FPS)


def filled(width: int, moments: int) -> TimelineStrip:
    """A strip of an hour with everything on it."""
    times, chance = hour(), np.random.default_rng(SEED)
    strip = TimelineStrip(times)
    frames = [times.frames * number // MOST for number in range(MOST)]
    pictures = (strip_picture(n, chance.integers(0, 255, (HIGHEST, WIDEST, 3), np.uint8)) for n in frames)
    strip.show_part(Filmstrip(times.frames, MOST).joined(pictures))
    loud = chance.integers(0, 127, (SECONDS * 100, 1), np.int8)
    strip.show_part(Waveform(48000, 480, SECONDS * 100, 0, np.concatenate([-loud, loud], axis=1)))
    strip.show_gaps([range(n, n + 40) for n in frames[::50]])
    begins = [times.frames * number // moments for number in range(moments)]
    strip.show_marks(Marks(tuple(_moment(n, times) for n in begins)))
    strip.resize(width, strip.height())
    return strip


def _moment(first: int, times: FrameTimes) -> Moment:
    span = times.span(first, min(first + 5 * FPS, times.frames))
    return Moment(MomentId(f"m{first:011}"), RecordingId("benchfilm001"), span, first, f"Moment {first}")


def taken(deed: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the clock, and of the processor: the same on a machine that has nothing else to do."""
    start, busy = time.perf_counter(), time.thread_time()
    deed()
    return (time.perf_counter() - start) * 1000, (time.thread_time() - busy) * 1000


def measure(width: int, moments: int) -> dict[str, dict[str, float]]:
    """Paint ROUNDS times each, in turns; p50 and p95."""
    strip, chance = filled(width, moments), random.Random(SEED)
    onto = QPixmap(width, strip.height())
    taken_by: dict[str, list[tuple[float, float]]] = {"anew": [], "playhead": [], "fill": []}
    strip.render(onto)
    for turn in range(ROUNDS):
        strip.fit()
        if turn % 3:
            strip.zoom(1.5 ** chance.randrange(12), chance.uniform(0, width))
        strip.show_selection(None)
        taken_by["anew"].append(taken(lambda: strip.render(onto)))
        strip.show_frame(strip.frame_at(chance.uniform(20, width - 20)))
        taken_by["playhead"].append(taken(lambda: strip.render(onto)))
        taken_by["fill"].append(taken(lambda: onto.fill(Qt.GlobalColor.darkGray)))
    return {name: _percentiles(times) for name, times in taken_by.items()}


def _percentiles(taken: list[tuple[float, float]]) -> dict[str, float]:
    found = {}
    for name, times in zip(("", "cpu_"), zip(*taken, strict=True), strict=True):
        found[f"{name}p50_ms"] = round(statistics.median(times), 2)
        found[f"{name}p95_ms"] = round(statistics.quantiles(times, n=20)[-1], 2)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=1920)
    parser.add_argument("--moments", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    result = measure(options.width, options.moments)
    application.quit()
    print(json.dumps(result) if options.json else "\n".join(f"{name}: {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
