"""The engine's process: it imports everything, locks itself in, says hello, and only then is lent one film.

Arguments: the descriptors (on Windows handles) of the control connection and of the others. Standard input is the
lifeline: nothing ever comes along it, and when it ends the app is gone.
"""

import faulthandler
import os
import sys
import threading
from typing import Final

from vigtool.engine.channel import Channel
from vigtool.engine.connections import Connection
from vigtool.engine.descriptors import receive_descriptor
from vigtool.engine.errors import ChannelError
from vigtool.engine.film_messages import FILM_CHANNELS
from vigtool.engine.messages import LOANS, PURPOSES, Hello, RunTask
from vigtool.engine.sandbox.confining import confine
from vigtool.engine.sandbox.lifeline import die_with_app
from vigtool.engine.serving.film_serving import end_the_process, serve_film
from vigtool.engine.serving.lent_film import LentFilm
from vigtool.engine.serving.task_serving import serve_task
from vigtool.engine.serving.warming import import_what_comes_late

LOST_APP: Final = 3
"""The exit code when a connection ended in the middle of the work."""


def main(arguments: list[str]) -> int:
    """Serve one film or task; return the exit code."""
    if hasattr(os, "set_blocking"):
        os.set_blocking(2, False)  # what nobody reads must not hold the work up
    faulthandler.enable()
    control, *others = (Channel(Connection(int(number))) for number in arguments)
    import_what_comes_late()
    die_with_app()
    report = confine()
    threading.Thread(target=_watch_lifeline, name="lifeline", daemon=True).start()
    try:
        control.send(Hello(report))
        loans = _loans(control)
        purpose = control.receive(PURPOSES)
        if isinstance(purpose, RunTask):
            serve_task(purpose, control, lambda was_read: [LentFilm(*loan, was_read) for loan in loans])
        else:
            threading.excepthook = end_the_process
            serve_film(LentFilm(*loans[0]).open, dict(zip(FILM_CHANNELS, others, strict=True)))
    except ChannelError:
        return LOST_APP
    return 0


def _loans(control: Channel) -> list[tuple[int, bytes | None, str]]:
    """Take the films: the descriptor, key and id of each."""
    loans = []
    while True:
        loan = control.receive(LOANS)
        loans.append((receive_descriptor(control), loan.file_key, loan.recording))
        if not loan.more:
            return loans


def _watch_lifeline() -> None:
    """Where the kernel does not end this process with the app, this thread does."""
    while os.read(0, 1):
        pass
    os._exit(LOST_APP)


if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))  # nothing is left to be tidied up, and no library may keep the process from ending
