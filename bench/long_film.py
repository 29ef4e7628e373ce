"""Opening the sealed frame index of a long film beside reading a file of the same size: ``python -m bench.long_film``.

A film of four hours at 60 frames a second has 860,000. Beyond 2^31 lie its ticks and the bytes of its packets. With
FILE, the index of that film is made too, from its sample table and by reading every packet, one after the other.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np

from vigtool.media.frame_index import EntryPoints, FrameIndex
from vigtool.media.index_building import READ_WHOLE, build_index
from vigtool.media.index_bytes import pack_index, unpack_index
from vigtool.services.recordings import times_of
from vigtool.vault.age import X25519Identity
from vigtool.vault.sealed import seal, unseal

FRAMES = (100_000, 860_000)
GROUP = 120
STEP = 18_000
BYTES_OF_A_FRAME = 70_000
ROUNDS = 5


def long_index(frames: int) -> FrameIndex:
    """Return the index of a film with B pictures, whose ticks and bytes go far beyond 2^31."""
    number = np.arange(frames, dtype=np.int64)
    ticks = number * STEP
    entry = number[::GROUP]
    size = np.full(len(entry), 4 * BYTES_OF_A_FRAME, np.int64)
    return FrameIndex(
        stream=0,
        time_base=Fraction(1, 1_080_000),
        origin="packets",
        pts=ticks,
        has_pts=np.ones(frames, np.bool_),
        ticks=ticks.copy(),
        end_tick=frames * STEP,
        source=8 * (number ^ 1 if frames % 2 == 0 else number),
        prints=np.zeros(0, np.uint32),
        entries=EntryPoints(entry, entry.copy(), ticks[entry], ticks[entry], entry * BYTES_OF_A_FRAME, size, size * 7),
        by_position=False,
    )


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _measure(frames: int, folder: Path) -> None:
    key = X25519Identity.generate()
    sealed, plain = folder / "index.age", folder / "plain"
    packed = pack_index(long_index(frames))
    sealed.write_bytes(seal(packed, [key.recipient]))
    plain.write_bytes(bytes(sealed.stat().st_size))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = []
    for _ in range(ROUNDS):
        read = _timed(plain.read_bytes)
        data = b""
        begin = time.perf_counter()
        data = unseal(sealed.read_bytes(), key)
        unsealed = time.perf_counter()
        index = unpack_index(data)
        unpacked = time.perf_counter()
        times = times_of(index)
        done = time.perf_counter()
        rows.append((done - begin, unsealed - begin, unpacked - unsealed, done - unpacked, read))
    whole, unsealing, unpacking, timing, read = sorted(rows)[len(rows) // 2]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"{frames:7} frames, {len(packed) / 1e6:5.1f} MB sealed: open {whole:.3f} s (unseal {unsealing:.3f}, read "
        f"{unpacking:.3f}, times {timing:.3f}); a file of that size {read:.3f} s; memory at most {grown:.0f} MB more; "
        f"last tick {times.tick_of(frames - 1)}, last entry at byte {int(index.entries.position[-1])}"
    )


def _build(film: Path) -> None:
    for name, read_whole in (("sample table", READ_WHOLE), ("every packet", film.stat().st_size)):
        with film.open("rb") as file:
            begin = time.perf_counter()
            index = build_index(file, read_whole=read_whole)
            spent = time.perf_counter() - begin
        print(f"index of {film.stat().st_size / 1e9:.1f} GB, {index.frames} frames, by {name}: {spent:.2f} s")


def main() -> None:
    """Print one line a length."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("film", type=Path, nargs="?")
    film: Path | None = asked.parse_args().film
    with tempfile.TemporaryDirectory() as folder:
        for frames in FRAMES:
            _measure(frames, Path(folder))
    if film is not None:
        _build(film)


if __name__ == "__main__":
    main()
