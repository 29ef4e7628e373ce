"""What a process's exit code says; the numbers are a contract with scripts (docs/cli.md)."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a verb ended."""

    DONE = 0
    UNFORESEEN = 1
    USAGE = 2
    REFUSED = 3
    WRONG_SECRET = 4
    DAMAGED = 5
    NOT_A_FILM = 6
    IN_USE = 7
    NO_SPACE = 8
    CANCELLED = 130
