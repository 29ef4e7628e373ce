"""What Python, PyAV and numpy would open only when they first need it: once the process is confined, it is too late."""

from importlib import import_module
from typing import Final

LATE: Final = (
    "av.audio.codeccontext",
    "av.audio.stream",
    "av.subtitles.codeccontext",
    "av.subtitles.stream",
    "av.subtitles.subtitle",
    "av.video.codeccontext",
    "av.video.stream",
    "encodings.ascii",
    "encodings.latin_1",
    "encodings.utf_16_le",
    "encodings.utf_8",
    "linecache",
    "numpy.ma",
    "traceback",
)
"""What they import inside functions; a test runs every task and sees that nothing is missing."""


def import_what_comes_late() -> None:
    """Import all of it."""
    for name in LATE:
        import_module(name)
