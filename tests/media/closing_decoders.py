"""Opens and closes a film's decoder in the middle of its work: ``python -m tests.media.closing_decoders N FILE``.

A process of its own, because where closing is wrong it never ends.
"""

import sys
from pathlib import Path

from vigtool.media.decoding import Decoding


def main(rounds: int, path: Path) -> None:
    with path.open("rb") as film:
        for turn in range(rounds):
            with Decoding(film, frame_threads=True) as decoding:
                pictures = decoding.from_start()
                for _ in range(turn % 9):
                    next(pictures)
    print(rounds)  # noqa: T201 - the test waits for it


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
