"""Frames never shown while a film plays by the clock: ``python -m bench.smooth_play FILE... [--seconds N] [--json]``.

The engine's, from the vault, asked every 8 ms for the frame of that moment, as the window does. Before and after it,
in the same run: how many pictures a second plain decoding of the same stretch gives (libavcodec, frame threads,
nothing converted or shown). Where that is below the film's own rate no player can show every frame.
"""

import argparse
import json
from itertools import islice, pairwise
from pathlib import Path
from time import perf_counter, sleep

import av

from bench.screen import Screen, screen

_REST = 1.0
_DECODED_S = 3.0


def decoding_rate(path: Path, start: int) -> float:
    """Return pictures a second of plain decoding from frame ``start`` on."""
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        stream.thread_type = "FRAME"
        pictures = film.decode(stream)
        next(islice(pictures, start, start + 1))
        began, count = perf_counter(), 0
        while (gone := perf_counter() - began) < _DECODED_S:
            if next(pictures, None) is None:
                break
            count += 1
    return count / max(gone, 1e-6)


def played(on: Screen, seconds: float, speed: float) -> dict[str, float | int]:
    """Play from near the film's beginning after a rest, and count the frames that were due and never shown."""
    first = min(on.times.frames // 10, 60)
    start = on.seconds(first)
    on.want(first)
    sleep(_REST)
    on.shown.clear()
    on.play(start, seconds, speed)
    last = on.frame_at(start + seconds * speed)
    sleep(_REST / 4)
    shown = [frame for frame, _ in on.shown]
    due = set(range(first, last))
    gaps = [later - earlier for (_, earlier), (_, later) in pairwise(on.shown)]
    return {
        "due": len(due),
        "dropped": len(due - set(shown)),
        "longest_gap_ms": round(max(gaps, default=0.0) * 1000),
        "failures": len(on.failures),
    }


def measure(path: Path, seconds: float, speed: float, within: tuple[int, int]) -> dict[str, float | int | str]:
    """Play one film; ``rate``: the film's pictures a second, ``decoding_rate``: the lower of before and after."""
    before = decoding_rate(path, 60)
    with screen(path, within) as on:
        length = on.seconds(on.times.frames - 1)
        rate = (on.times.frames - 1) / length
        result = played(on, min(seconds, (length - on.seconds(min(on.times.frames // 10, 60))) / speed), speed)
    plain = min(before, decoding_rate(path, 60))
    return {"film": path.name, "rate": round(rate, 1), "decoding_rate": round(plain, 1), **result}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--speed", type=float, default=1)
    parser.add_argument("--within", type=int, nargs=2, default=(1280, 720), metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    for path in asked.films:
        result = measure(path, asked.seconds, asked.speed, tuple(asked.within))
        print(json.dumps(result) if asked.json else ", ".join(f"{name} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
