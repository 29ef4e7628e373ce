"""What the player needs of sound: to be started and stopped, and to tell how far it is, since it is the clock."""

from fractions import Fraction
from typing import Protocol


class Sound(Protocol):
    """The sound of one film, forward at 0.25 to 2 times its own speed with its pitch kept. Times are in seconds from
    the film's first frame.

    Rule: outside of these speeds, in reverse, and while scrubbing there is no sound.
    """  # noqa: D205 - one sentence more than a line

    def open(self) -> None:
        """Open the film's sound in the background."""

    def close(self) -> None:
        """Stop, close the film's sound and the device."""

    def start(self, begin: float, end: float, speed: Fraction, looped: bool, at: float | None = None) -> None:  # noqa: FBT001 - a fact of the playing
        """Let ``[begin, end)`` be heard at a speed, once or, looped, again and again without a gap.

        The first round begins at ``at``, which lies within (None: at ``begin``). At a speed that has no sound this is
        ``stop``. What was heard before is left.
        """

    def stop(self) -> None:
        """Be silent."""

    def position(self) -> float | None:
        """What is heard now; in a loop it falls back to ``begin`` at each seam.

        None when nothing is heard (no device, a device that vanished, no sound, a speed without sound, before the first
        sound has come): use your own clock, which you set by this one as long as it answers.
        """
