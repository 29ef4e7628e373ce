"""Repainting the timeline with many moments: ``python -m bench.timeline [--moments N] [--width N] [--json]``.

A real strip of an hour with pictures, sound, gaps, N moments of a few seconds that overlap as they come, and turns of
two people in each. It is shown offscreen and repainted while zooming, panning and while the playhead moves, in turns
with a plain fill of the same area. Times are of the processor: what another program takes meanwhile is not counted; the
table tells the clock's too. ``p95_ms`` is the worst of the three.
"""

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from bench.strip import SECONDS, filled, hour
from vigtool.domain.identifiers import CaseId, MomentId, PersonId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.domain.people import Person, Role
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip

SEED: Final = 11
ROUNDS: Final = 100
WARMING: Final = 5
CLOSEST: Final = 24
"""Steps of the zoom from the whole film to a few seconds."""
CASE: Final = CaseId("benchcase001")
PEOPLE: Final = (
    Person(PersonId("benchchild01"), CASE, "Child", Role.CHILD, 1),
    Person(PersonId("benchparent1"), CASE, "Parent", Role.PARENT, 1),
)
Taken = tuple[float, float]
"""Milliseconds of the processor, and on the clock."""


def marks(times: FrameTimes, count: int) -> Marks:
    """So many moments of 2 to 8 seconds over an hour, with four turns each."""
    chance, fps = random.Random(SEED), times.frames // SECONDS
    begins = sorted(chance.randrange(times.frames - 9 * fps) for _ in range(count))
    return Marks(tuple(_moment(times, n, first, chance.randrange(2 * fps, 8 * fps)) for n, first in enumerate(begins)))


def _moment(times: FrameTimes, number: int, first: int, frames: int) -> Moment:
    quarter = frames // 4
    turns = tuple(
        Turn(PEOPLE[n % 2].id, kind, times.span(first + n * quarter, first + (n + 1) * quarter))
        for n, kind in enumerate((TurnKind.INITIATIVE, TurnKind.RECEPTION, TurnKind.RESPONSE, TurnKind.RECEPTION))
    )
    span = times.span(first, first + frames)
    title = f"Moment {number} in which somebody looks up and is seen"
    made = Moment(MomentId(f"m{number:011}"), RecordingId("benchfilm001"), span, span.start, title, turns=turns)
    return replace(made, starred=number % 9 == 0)


def taken(deed: Callable[[], object]) -> Taken:
    """How long a deed takes."""
    start, busy = time.perf_counter(), time.thread_time()
    deed()
    return (time.thread_time() - busy) * 1000, (time.perf_counter() - start) * 1000


def measure(strip: TimelineStrip) -> dict[str, list[Taken]]:
    """Repaint ROUNDS times for each cause, in turns with a fill."""
    chance = random.Random(SEED)
    onto = QPixmap(strip.size())
    found: dict[str, list[Taken]] = {"zooming": [], "panning": [], "playhead": [], "fill": []}
    for turn in range(-WARMING, ROUNDS):
        strip.fit()
        strip.zoom(1.3 ** chance.uniform(0, CLOSEST), chance.uniform(0, strip.width()))
        once = {"zooming": taken(strip.repaint)}
        strip.show_frame(strip.frame_at(chance.uniform(20, strip.width() - 20)))
        once["playhead"] = taken(strip.repaint)
        strip.zoom(1.0001, chance.uniform(0, strip.width()))
        strip.show_frame(chance.randrange(hour().frames) if strip.scale.whole else strip.frame_at(strip.width() * 2))
        once["panning"] = taken(strip.repaint)
        once["fill"] = taken(lambda: _fill(onto))
        for cause, time_taken in once.items() if turn >= 0 else ():
            found[cause].append(time_taken)
    return found


def _fill(onto: QPixmap) -> None:
    painter = QPainter(onto)
    painter.fillRect(QRect(0, 0, onto.width(), onto.height()), QColor("#1d2125"))
    painter.end()


def marking(strip: TimelineStrip, all_marks: Marks) -> list[Taken]:
    """Showing the marks again after one title changed."""
    found = []
    for number in range(ROUNDS // 4):
        moment = all_marks.moments[number * len(all_marks.moments) // ROUNDS]
        all_marks = all_marks.with_moment(replace(moment, title=f"changed {number}"))
        after = all_marks
        found.append(taken(lambda: strip.show_marks(after)))  # noqa: B023 - called at once
    return found


def p95(times: list[Taken], which: int = 0) -> float:
    """The 95th percentile, in milliseconds."""
    return round(statistics.quantiles([one[which] for one in times], n=20)[-1], 2)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=1920)
    parser.add_argument("--moments", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    strip = filled(options.width, 1)
    strip.show_people(PEOPLE)
    all_marks = marks(hour(), options.moments)
    first = taken(lambda: strip.show_marks(all_marks))
    strip.resize(options.width, strip.height())
    strip.show()
    strip.show_selection(all_marks.moments[len(all_marks.moments) // 2].id)
    application.processEvents()
    found = measure(strip)
    worst = max(p95(times) for cause, times in found.items() if cause != "fill")
    if options.json:
        print(json.dumps({"p95_ms": worst, "fill_p95_ms": p95(found["fill"])}))
        return
    print(f"{options.moments} moments, {options.width} x {strip.height()} pixels; p95 in ms of the processor (clock)")
    for cause, times in found.items():
        print(f"{cause:>10}: {p95(times):7.2f} ({p95(times, 1):.2f})")
    print(f"  one edit: {p95(marking(strip, all_marks)):7.2f}; all marks at first: {first[0]:.0f}")


if __name__ == "__main__":
    main()
