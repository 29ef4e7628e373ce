"""What an open film answers: a picture, or why there is none, and what else there is to know."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vigtool.engine.film_messages import FieldChoice, Shown

Bgra: TypeAlias = NDArray[np.uint8]


class Picture:
    """A picture that was wished for. ``pixels``: BGRA, uint8, (height, width, 4), a view to be left at ``release``.

    ``interlaced``: it consists of two fields. ``preview_of``: the wished frame, when this is only a preview of it, the
    nearest at which decoding enters. ``upright``: (width, height) in the film's own pixels, in which places in the
    picture are counted; never smaller than ``pixels``.
    """

    def __init__(self, shown: Shown, pixels: Bgra, release: Callable[[], None]) -> None:
        self.frame = shown.frame
        self.field: FieldChoice = shown.field
        self.damaged = shown.damaged
        self.interlaced = shown.interlaced
        self.preview_of = shown.preview_of
        self.pixels = pixels
        height, width = pixels.shape[:2]
        self.upright = max(shown.upright[0], width), max(shown.upright[1], height)
        self._release: Callable[[], None] | None = release

    def release(self) -> None:
        """Let the engine use the memory again; the pixels may change from now on. A second call does nothing."""
        let_go, self._release = self._release, None
        if let_go is not None:
            let_go()


@dataclass(frozen=True, slots=True)
class NotShown:
    """A wished frame that cannot be shown."""

    frame: int
    error: Exception


@dataclass(frozen=True, slots=True)
class Restarted:
    """The engine died and was started anew; the newest wish is being asked again."""

    reason: Literal["crashed", "hung"]


@dataclass(frozen=True, slots=True)
class Damage:
    """Frames that came out broken, each told once."""

    frames: tuple[int, ...]


Answer: TypeAlias = Picture | NotShown | Restarted | Damage
