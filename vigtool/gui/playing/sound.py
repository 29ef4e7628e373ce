"""What the player needs of sound: to be started and stopped, and to tell how far it is, since it is the clock."""

from fractions import Fraction
from typing import Protocol


class Sound(Protocol):
    """The sound of one film with its pitch kept; times are in seconds from the film's first frame.

    Rule: forward from 0.25 to 2 times the film's own speed. Faster, slower, in reverse and while scrubbing there is no
    sound.
    """

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

        It stands where the sound begins until the first of it has come, and where it stopped when no more comes, for
        half a second each: the film waits so long. None when nothing is heard (no device, a device that vanished, no
        sound, a speed without sound, no more patience): use your own clock, set by this one as long as it answered.
        Sound that comes back is where that clock is by then.
        """
