"""Exact frames of the shared recordings: per stream how the index was made, how long it took, and what was right.

    python -m bench.corpus [NAME ...]

The same frames are asked as in ``tests/media/test_recordings.py``.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.media.corpus import Recording, Truth, asked_frames, recordings, truths
from vigtool.media.errors import MediaError
from vigtool.media.film import Film
from vigtool.media.index_building import build_index


@dataclass(frozen=True, slots=True)
class Line:
    """One stream; times in seconds; ``outcome`` is the index's origin or the error's type."""

    name: str
    stream: int
    outcome: str
    frames: int = 0
    entries: int = 0
    indexing: float = 0.0
    asking: float = 0.0
    asked: int = 0
    right: int = 0

    def __str__(self) -> str:
        each = 1000 * self.asking / self.asked if self.asked else 0
        return (
            f"{self.name[:52]:52} {self.stream:2} {self.outcome:17} frames {self.frames:6} entries {self.entries:4} "
            f"index {self.indexing:6.2f} s  a frame {each:6.1f} ms  right {self.right}/{self.asked}"
        )


def _lines(recording: Recording) -> Iterator[Line]:
    found = truths(recording)
    for truth in found:
        yield _measured(recording, truth)
    if not found:
        yield _refused(recording)


def _refused(recording: Recording) -> Line:
    try:
        with recording.path.open("rb") as file:
            frames = build_index(file).frames
    except MediaError as error:
        return Line(recording.name, -1, type(error).__name__)
    return Line(recording.name, -1, "unexpected", frames)


def _measured(recording: Recording, truth: Truth) -> Line:
    with recording.path.open("rb") as file:
        begin = time.perf_counter()
        try:
            index = build_index(file, stream=truth.stream)
        except MediaError as error:
            return Line(recording.name, truth.stream, type(error).__name__)
        indexed = time.perf_counter()
        asked = list(asked_frames(recording.name, min(index.frames, len(truth.frames))))
        spent, right = 0.0, 0
        with Film(file, index) as film:
            for n in asked:
                start = time.perf_counter()
                frame = film.frame(n)
                spent += time.perf_counter() - start
                right += not truth.faults(frame)
    whole = index.frames == len(truth.frames)
    return Line(
        recording.name,
        truth.stream,
        index.origin if whole else "wrong count",
        index.frames,
        len(index.entries),
        indexed - begin,
        spent,
        len(asked),
        right,
    )


def main(names: list[str]) -> None:
    """Print a line for each stream, then the sums."""
    lines = []
    for recording in recordings():
        if not names or recording.name in names:
            for line in _lines(recording):
                print(line, flush=True)
                lines.append(line)
    files = len({line.name for line in lines})
    asked, right = sum(line.asked for line in lines), sum(line.right for line in lines)
    decoded = sum(line.outcome == "decoding" for line in lines)
    print(f"files {files}, streams {len(lines)}, indexed by decoding {decoded}, frames asked {asked}, right {right}")


if __name__ == "__main__":
    main(sys.argv[1:])
