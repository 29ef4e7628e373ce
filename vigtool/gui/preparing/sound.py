"""What the player needs of sound: to be started and stopped, and to tell how far it is, since it is the clock."""

from typing import Protocol


class Sound(Protocol):
    """The sound of one film at its own speed."""

    def open(self) -> None:
        """Open the film's sound in the background."""

    def close(self) -> None:
        """Stop, close the film's sound and the device."""

    def start(self, begin: float, end: float) -> None:
        """Let the sound from begin to end be heard; both in seconds from the film's first frame."""

    def stop(self) -> None:
        """Be silent."""

    def position(self) -> float | None:
        """What is heard now, in seconds from the film's first frame; None when nothing is (no device, no sound)."""
