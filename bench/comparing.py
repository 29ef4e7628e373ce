"""How long it takes to lay two people's moments of one film side by side: ``python -m bench.comparing``."""

from collections.abc import Iterator
from random import Random
from statistics import median
from time import perf_counter

from vigtool.domain.agreement import agreement
from vigtool.domain.comparing import compare, in_frames
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes, TimeBase

MOMENTS = 500
ROUNDS = 5
FILMS = {"an hour": 90_000, "ten minutes": 15_000, "twenty seconds": 500}
SHORTEST, LONGEST = 20, 250


def some(chance: Random, times: FrameTimes, side: str) -> Iterator[Moment]:
    """Moments of one to ten seconds anywhere in the film."""
    for number in range(MOMENTS):
        length = chance.randint(SHORTEST, LONGEST)
        first = chance.randrange(times.frames - length)
        span = times.span(first, first + length)
        yield Moment(MomentId(f"{side}{number:011}"), RecordingId("f1mf1mf1mf1m"), span, span.start)


def main() -> None:
    """Print a line for each film."""
    for name, frames in FILMS.items():
        ticks = range(0, 40 * frames, 40)
        times = FrameTimes(TimeBase(1, 1000), ticks, 40 * frames)
        chance, took, pairs = Random(1), [], 0
        a, b = (list(some(chance, times, side)) for side in "ab")
        for _ in range(ROUNDS if frames > MOMENTS else 1):
            begin = perf_counter()
            pairs = len(compare(a, b, times).matched)
            took.append(perf_counter() - begin)
        begin = perf_counter()
        agreement(in_frames(a, times), in_frames(b, times), frames, chance.randrange)
        research = perf_counter() - begin
        print(f"{name}: {MOMENTS} x {MOMENTS}, {pairs} pairs in {median(took):.3f} s, for research {research:.1f} s")


if __name__ == "__main__":
    main()
