"""What the bench asks of every player that it measures, and which players there are.

A player lives in a child process of its own (``serving``). The modules of players that need packages beyond the
project's import only those, numpy and this package, so that another Python can run them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Print: TypeAlias = NDArray[np.uint8]
"""Of a picture, as ``prints`` makes it."""

SCREEN = (1280, 720)
"""Pixels of a small screen."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What players are told of a film before they open it: pixels as coded, and the second at which it begins."""

    path: str
    width: int
    height: int
    frames: int
    starts: float


@dataclass(frozen=True, slots=True)
class Target:
    """A frame to be shown: its number and the seconds, on the container's clock, at which it begins and ends."""

    frame: int
    begins: float
    ends: float


class Player(Protocol):
    """One player with one film. Each way to a picture returns the ``perf_counter`` at which it was in hand.

    Raises ``NothingShown`` where no picture came in time; any other error is a failure of the player too.
    """

    def prepare(self, film: Sight) -> None:
        """Take what may be known and ready before the film is opened. Not measured."""
        ...

    def open(self) -> float:
        """Open the film that was prepared, a second time too, and show its first picture."""
        ...

    def seek(self, target: Target) -> float:
        """Show a frame anywhere in the film."""
        ...

    def forward(self, target: Target) -> float:
        """Show the next frame, which is ``target``."""
        ...

    def back(self, target: Target) -> float:
        """Show the frame before, which is ``target``."""
        ...

    def shown(self) -> Print:
        """Look at the picture that is shown. Not measured."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


@dataclass(frozen=True, slots=True)
class Passing:
    """A picture shown while scrubbing: the frame that it is said to be, the ``perf_counter``, and its print.

    ``preview``: it is said to stand in for another one that is on its way.
    """

    frame: int
    moment: float
    print: Print
    preview: bool = False


@runtime_checkable
class Scrubber(Protocol):
    """A player that can be asked for more pictures than it can show."""

    def scrub(self, targets: Sequence[Target], per_second: float) -> Iterator[Passing]:
        """Ask for a picture at every beat, without waiting; yield what is shown until the last one is there."""
        ...

    def start_engine(self) -> float:
        """Start what the player needs before any film; return the ``perf_counter`` at which it was ready."""
        ...


class NothingShown(Exception):
    """No new picture came within the time that a player has."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A player by name; ``make`` in ``module`` makes it. ``foreign``: it needs packages that the project has not."""

    name: str
    module: str
    make: str = "player"
    foreign: bool = False


OURS = Contestant("vigtool", "bench.playback.vigtool")
OURS_ON_SCREEN = Contestant("vigtool 1280x720", "bench.playback.vigtool", make="player_on_screen")
LIMIT = Contestant("limit", "bench.playback.limit")
PEERS = (
    Contestant("mpv", "bench.playback.mpv"),
    Contestant("opencv", "bench.playback.opencv", foreign=True),
    Contestant("torchcodec", "bench.playback.torchcodec", foreign=True),
    Contestant("libvlc", "bench.playback.libvlc", foreign=True),
    Contestant("qmediaplayer", "bench.playback.qmediaplayer"),
)
