"""Memory over a long time of play, scrub and loop: ``python -m bench.long_play FILE [--minutes N] [--json]`` (Linux).

Through the engine, from the vault, in rounds: play, play backward, a loop, scrubbing to and fro, jumps, rest. Memory
of the app's process and the engine's is taken every second; flat means that the last part is not above the one before.
"""

import argparse
import json
import random
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import monotonic, sleep
from typing import Self

from bench.engine_watch import Memory, memory
from bench.screen import Screen, screen

_SAMPLE_S = 1.0
_SEED = 7


def round_of_use(on: Screen, chance: random.Random) -> None:
    """Use the film for about half a minute, in places that chance picks."""
    length = on.seconds(on.times.frames - 1)
    start = chance.uniform(0, length / 2)
    on.play(start, min(8.0, length - start))
    on.play(start + (length - start) / 2, 4.0, -1.0)
    first = chance.randrange(on.times.frames // 2)
    loop = (first, min(first + max(on.times.frames // 10, 2), on.times.frames - 1))
    on.play(on.seconds(first), 6.0, loop=loop)
    on.play(0.0, 5.0, length / 5.0)
    for _ in range(10):
        on.want(chance.randrange(on.times.frames))
        sleep(0.3)
    sleep(2.0)


class Samples:
    """Memory second by second, on a thread of its own until the block ends."""

    def __init__(self) -> None:
        self.taken: list[Memory] = []
        self._ended = Event()
        self._thread = Thread(target=self._sample)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._ended.wait(_SAMPLE_S):
            self.taken.append(memory())


def measure(path: Path, minutes: float, within: tuple[int, int]) -> dict[str, object]:
    """Use a film so long; megabytes at the start, at most, and the medians of each quarter of the time."""
    chance, rounds, shown = random.Random(_SEED), 0, 0
    with screen(path, within) as on:
        on.want(0)
        sleep(_SAMPLE_S)
        start = memory()
        until = monotonic() + minutes * 60
        with Samples() as samples:
            while monotonic() < until:
                round_of_use(on, chance)
                rounds, shown = rounds + 1, shown + len(on.shown)
                on.shown.clear()  # or the list would be what grows
        return {
            "film": path.name,
            "minutes": minutes,
            "rounds": rounds,
            "pictures": shown,
            "failures": sorted(set(on.failures)),
            "start_mb": _rounded(start),
            "quarters_mb": [_rounded(one) for one in _quarters(samples.taken)],
            "most_mb": _rounded(_of(samples.taken, max)),
            "end_mb": _rounded(memory()),
        }


def _quarters(taken: list[Memory]) -> list[Memory]:
    size = max(len(taken) // 4, 1)
    return [_of(taken[at : at + size], median) for at in range(0, size * 4, size) if taken[at : at + size]]


def _of(taken: list[Memory], what: Callable[[list[float]], float]) -> Memory:
    return Memory(*(what([getattr(one, name) for one in taken]) for name in ("app", "engine", "together")))


def _rounded(one: Memory) -> dict[str, int]:
    return {name: round(value) for name, value in asdict(one).items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("film", type=Path, metavar="FILE")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--within", type=int, nargs=2, default=(1280, 720), metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    result = measure(asked.film, asked.minutes, tuple(asked.within))
    print(json.dumps(result) if asked.json else "\n".join(f"{name}: {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
