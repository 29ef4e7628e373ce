"""One decoded frame of a film, with what its picture alone does not tell."""

from dataclasses import dataclass
from fractions import Fraction

from av import VideoFrame

from vigtool.media.orientation import UPRIGHT, Orientation


@dataclass(frozen=True, slots=True)
class Frame:
    """Frame ``n`` of a film.

    ``pts``           the container's own time in ticks of the index's time base, None where it has none.
    ``native``        the decoded picture, as coded: neither turned nor scaled.
    ``pixel_aspect``  width : height of one pixel.
    ``orientation``   how the picture must be laid to stand upright.
    ``damaged``       the film is broken here: the picture, or one that it is predicted from, is partly made up by
                      the decoder, and may look a little different when reached another way.
    """

    n: int
    pts: int | None
    native: VideoFrame
    pixel_aspect: Fraction = Fraction(1)
    orientation: Orientation = UPRIGHT
    damaged: bool = False
