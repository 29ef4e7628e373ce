"""Which frame a mark is meant for that is made while the film plays, and how much is put around it.

Nobody presses a key at the very frame: what was seen is over before the finger moves. All times are exact and go by the
film's own frames, whose rate may vary; nothing leaves the film.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from vigtool.domain.around import shifted
from vigtool.domain.ticks import FrameTimes


@dataclass(frozen=True, slots=True)
class Run:
    """How the film runs as a mark is made: ``heading`` 1 forward, -1 backward, 0 at rest; ``speed`` 1 as it was filmed.

    ``loop`` are the frames that are played again and again, if they are.
    """

    heading: int = 0
    speed: Fraction = Fraction(1)
    loop: range | None = None

    @property
    def live(self) -> bool:
        """Tell whether the film plays."""
        return self.heading != 0


@dataclass(frozen=True, slots=True)
class Roll:
    """Seconds of film put before and after what is marked: 0 or more, of the film's own time at any speed."""

    before: Fraction = Fraction(0)
    after: Fraction = Fraction(0)


AT_REST: Final = Run()
NO_ROLL: Final = Roll()


def meant_frame(times: FrameTimes, frame: int, run: Run, reaction: Fraction) -> int:
    """Return the frame that was on the screen ``reaction`` seconds of the guider's own time ago.

    The guider's half second is a quarter second of film at half speed and a whole one at double speed. Played backward,
    what was seen lies after the playhead, so the time is added. At rest, frames are chosen with care: nothing is taken
    off. The film, or the loop that is played, is not left.
    """
    passed = reaction * run.speed * run.heading
    meant = shifted(times, frame, -passed)
    return meant if run.loop is None else min(max(meant, run.loop.start), run.loop.stop - 1)
