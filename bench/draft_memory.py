"""Memory that a film made anew takes on its way into a package: gathered, sealed, and read once more for the package.

``python -m bench.draft_memory [--sizes MIB …]``. Each size in a process of its own, which is written as the engine
hands film over; 200 MiB are ten minutes of 720p. Told is by how much the peak grew, and the time.
"""

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from vigtool.services.sealed_drafts import SealedDraft

_PIECE = 256 * 1024


def main() -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 200, 1000], help="MiB of film")
    for size in parser.parse_args().sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            grown, seconds = pool.apply(_gather, (size,))
        print(f"{size:>6} MiB of film: peak {grown:6.1f} MiB more, {seconds:5.1f} s")
    return 0


def _gather(size: int) -> tuple[float, float]:
    """How many MiB the peak of this process grew by, and the seconds that it took."""
    piece = memoryview(bytes(_PIECE))
    before, start = _peak(), time.perf_counter()
    with tempfile.TemporaryDirectory(dir=".") as folder:
        out = Path(folder)
        with closing(SealedDraft(out / "film", out / "vault")) as draft:
            for place in range(size * 4):
                draft.put(place * _PIECE, piece)
            draft.put(0, piece[:64])
            for _block in draft.blocks():
                pass
    return _peak() - before, time.perf_counter() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
