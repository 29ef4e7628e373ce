"""How far sound and picture are apart: per film the farthest of all its beeps, heard from all seek points.

    python -m bench.av_offset

The shared recordings with beeps, and the films that the tests draw; the same measuring as in
``tests/media/test_av_offsets.py``. Positive: the sound comes too late. Times in milliseconds of the film.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from tests.media.av_offsets import BEEPING, MEDIA, Offset, marks_of, offsets
from tests.media.drawn_flashes import flashing_film
from tests.media.test_av_offsets import MAKINGS, WITHOUT_DELAY_TOLD, said
from vigtool.media.stretching import STRETCHES

SPEEDS = [Fraction(1), *([Fraction(1, 4), Fraction(1, 2), Fraction(2)] if STRETCHES else [])]


def main() -> None:
    """Print a line per film."""
    print(
        f"{'film':48} {'half frame':>10} "
        + " ".join(f"{f'at {float(speed):g}x':>9}" for speed in SPEEDS)
        + "  beeps x seeks"
    )
    for name, found in _films():
        print(_line(name, list(found)))


def _films() -> Iterator[tuple[str, Iterable[Offset]]]:
    if MEDIA.is_dir():
        for name in BEEPING:
            with (MEDIA / name).open("rb") as file:
                yield name, offsets(file, marks_of(name), tuple(SPEEDS))
    for making in (*MAKINGS, *WITHOUT_DELAY_TOLD):
        yield f"drawn: {said(making)}", offsets(flashing_film(making), making.marks, tuple(SPEEDS))


def _line(name: str, found: list[Offset]) -> str:
    worst = [max((one.apart for one in found if one.speed == speed), key=abs) for speed in SPEEDS]
    verdict = "" if all(one.is_together for one in found) else "  MORE THAN HALF A FRAME"
    numbers = " ".join(f"{float(apart) * 1000:9.2f}" for apart in worst)
    return f"{name[:48]:48} {float(found[0].half_frame) * 1000:10.2f} {numbers}  {len(found) // len(SPEEDS)}{verdict}"


if __name__ == "__main__":
    main()
