"""Lines for the person who typed ./run, on standard error: standard output belongs to the program started."""

import sys


class SetUpFailed(Exception):
    """Set-up cannot go on; the text says what to do, in one line where one is enough."""


def say(line: str) -> None:
    """Print one line of progress."""
    sys.stderr.write(f"run: {line}\n")
    sys.stderr.flush()
