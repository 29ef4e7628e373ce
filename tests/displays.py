"""Displays for programs that a test starts (X11)."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unseen_display() -> Iterator[str]:
    """A screen that nobody sees, by its name; needs Xvfb."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield f":{number}"
        server.terminate()
