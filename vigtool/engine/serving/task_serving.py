"""One task in the engine's process: parts, beats and its end go to the app, in this order as they come."""

import os
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from typing import Final

from vigtool.engine.channel import Channel
from vigtool.engine.errors import ChannelError
from vigtool.engine.failures import failure_of
from vigtool.engine.messages import Beat, Done, Part, RunTask
from vigtool.engine.serving.lent_film import LentFilm
from vigtool.engine.serving.task_table import BACKGROUND, OF_SEVERAL, TASKS

BEAT_S: Final = 0.05
"""Seconds between two reports of progress."""
_LOW_PRIORITY: Final = 10


class Heart:
    """Tells the app that the task is alive, and how far it is; not more often than somebody can look."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._last = time.monotonic()
        self._done, self._total = 0, 1

    def progress(self, done: int, total: int) -> None:
        """Report how far the work is."""
        self._done, self._total = done, total
        if done == total:
            self._beat(time.monotonic())
        else:
            self.read()

    def read(self) -> None:
        """Report that the film was read on: a sign of life where there is no progress yet."""
        now = time.monotonic()
        if now - self._last >= BEAT_S:
            self._beat(now)

    def _beat(self, now: float) -> None:
        self._last = now
        self._channel.send(Beat(self._done, self._total))


def serve_task(asked: RunTask, channel: Channel, films: Callable[[Callable[[], None]], Sequence[LentFilm]]) -> None:
    """Do one task. ``films`` makes the lent films, given what is to be called at every reading."""
    heart = Heart(channel)
    if asked.name in BACKGROUND:
        _step_back()
    try:
        with ExitStack() as stack:
            lent = [stack.enter_context(closing(one)) for one in films(heart.read)]
            if asked.name in OF_SEVERAL:
                OF_SEVERAL[asked.name](
                    [one.open for one in lent], asked.argument, lambda data: channel.send(Part(data)), heart.progress
                )
            else:
                file = stack.enter_context(lent[0].open())
                for data in TASKS[asked.name](file, asked.argument, heart.progress):
                    channel.send(Part(data))
    except ChannelError:
        raise
    except Exception as error:  # noqa: BLE001 - carried to the app, which raises it
        traceback.print_exc()  # the app reads no more of this than places in code
        channel.send(failure_of(error))
    else:
        channel.send(Done())


def _step_back() -> None:
    """Let everything else go first."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, _LOW_PRIORITY)
