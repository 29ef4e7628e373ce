"""What a process said on standard error before it ended, reduced to places in code: nothing else may reach a log."""

import re
from typing import Final

MOST_LINES: Final = 40
_FATAL: Final = re.compile(r"Fatal Python error: ([A-Za-z ]{1,40})")
_PLACE: Final = re.compile(r'File ".*?([A-Za-z0-9_]{1,60}\.py)", line (\d{1,7}),? in ([A-Za-z0-9_<>]{1,60})')


def technical_lines(told: bytes) -> list[str]:
    """Return the kinds of fatal errors and the places in code that the text names, at most ``MOST_LINES``."""
    found = []
    for line in told.decode("utf-8", "replace").splitlines():
        if fatal := _FATAL.search(line):
            found.append(f"fatal: {fatal[1].strip()}")
        elif place := _PLACE.search(line):
            found.append(f"{place[1]}:{place[2]} {place[3]}")
    return found[:MOST_LINES]
