"""Random seeks beside the limit: ``python -m bench.seek_limit FILE... [--seeks N] [--json]``.

The limit is libavcodec decoding a plain file with frame threads from the nearest usable key frame, known beforehand,
until the target's time is there, and nothing more. The same targets turn about, so that whatever else the machine
does hits both. Also measured: a step forward, each way, and a step back that nothing was made ready for.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import av

from vigtool.media.film import Film
from vigtool.media.focus import Focus
from vigtool.media.frame_index import FrameIndex
from vigtool.media.frame_store import FrameStore
from vigtool.media.index_building import build_index

SEED = 11


class Limit:
    """Plain PyAV with the index's times."""

    def __init__(self, path: Path, index: FrameIndex) -> None:
        self._container = av.open(str(path))
        self._stream = next(one for one in self._container.streams.video if one.index == index.stream)
        self._stream.codec_context.thread_type = "FRAME"
        self._index = index
        self._pictures: Iterator[av.VideoFrame] = iter(())

    def seek(self, n: int) -> None:
        """Seek to the entry point, decode up to frame ``n``."""
        entry = self._index.entries[self._index.entry_before(n)]
        self._container.seek(entry.pts, stream=self._stream)
        self._pictures = self._container.decode(self._stream)
        self.forward(n)

    def forward(self, n: int) -> None:
        """Decode on to frame ``n``."""
        pts = int(self._index.pts[n])
        for picture in self._pictures:
            if picture.pts == pts:
                return
        raise LookupError(n)


def turn_about(
    targets: Sequence[int],
    ours: Callable[[int], object],
    limit: Callable[[int], object],
    before: Callable[[int], object] = lambda _n: None,
) -> dict[str, float]:
    """Ask both for each target in changing order, ``before`` untimed; return medians, their ratio and that of sums."""
    taken: dict[str, list[float]] = {"vigtool": [], "limit": []}
    for turn, n in enumerate(targets):
        before(n)
        both = [("vigtool", ours), ("limit", limit)]
        for name, act in both if turn % 2 else reversed(both):
            start = time.perf_counter()
            act(n)
            taken[name].append((time.perf_counter() - start) * 1e3)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    sums = {name: sum(times) for name, times in taken.items()}
    ratio = medians["vigtool"] / medians["limit"]
    return {**medians, "ratio": ratio, "ratio of the sums": sums["vigtool"] / sums["limit"]}


def measure(path: Path, seeks: int) -> dict[str, dict[str, float]]:
    """Measure one film; nothing is kept between the seeks."""
    with path.open("rb") as file:
        index = build_index(file)
        chance = random.Random(SEED)
        targets = [chance.randrange(1, index.frames) for _ in range(seeks)]
        start = chance.randrange(index.frames // 2)
        steps = range(start + 1, min(start + 4 * seeks, index.frames))
        plain = Limit(path, index)
        with Film(file, index, FrameStore(0)) as film, Film(file, index, FrameStore(256 << 20)) as keeping:

            def jump(n: int) -> None:
                keeping.frame(n)
                keeping.store.clear()
                keeping.store.focus(Focus(n))

            rows = {"seek": turn_about(targets, film.frame, plain.seek)}
            film.frame(start)
            plain.seek(start)
            rows["forward"] = turn_about(steps, film.frame, plain.forward)
            rows["back, cold"] = turn_about(
                targets, lambda n: keeping.frame(n - 1), lambda n: plain.seek(n - 1), before=jump
            )
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seeks", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = {path.name: measure(path, options.seeks) for path in options.files}
    if options.json:
        print(json.dumps(result))
        return
    for name, rows in result.items():
        for what, row in rows.items():
            print(f"{name:24} {what:12} " + "  ".join(f"{key} {value:8.2f}" for key, value in row.items()))


if __name__ == "__main__":
    main()
