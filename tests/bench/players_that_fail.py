"""Players for the run to find out: each is the plain one but for one fault."""

import os

from bench.playback.limit import Limit
from bench.playback.players import Target


class OneOff(Limit):
    """Seeks to the next frame, and steps rightly."""

    def seek(self, target: Target) -> float:
        return super().seek(Target(target.frame + 1 if target.frame < LAST else LAST - 1, 0.0, 0.0))


class Dying(Limit):
    """Takes its process with it when it is to step back."""

    def back(self, target: Target) -> float:  # noqa: ARG002 - it never gets there
        os._exit(3)


LAST = 35


def one_off() -> OneOff:
    return OneOff()


def dying() -> Dying:
    return Dying()


def absent() -> Limit:
    raise ModuleNotFoundError(name="somebody_elses_player")
