"""Exported clips of the sample films: with frames to spare before and after, and as long as their moments."""

from fractions import Fraction

from tests.exchange.annotations.sample_films import at
from vigtool.exchange.annotations.clips_on_disk import ClipOnDisk
from vigtool.exchange.annotations.marked_film import MarkedFilm


def clips_of(film: MarkedFilm, spare: Fraction = Fraction(0)) -> tuple[ClipOnDisk, ...]:
    """A clip for each moment, ``spare`` seconds longer at both ends."""
    return tuple(
        ClipOnDisk(one.id, f"clip {number} ä#1.mp4", f"{number:064x}", one.begin - spare, one.end + spare)
        for number, one in enumerate(film.moments)
    )


SPARE = at(5)
