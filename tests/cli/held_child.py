"""The program, held in the middle of copying a film until a signal comes.

Arguments: a descriptor to tell on that it holds, then the program's own.
"""

import os
import signal
import sys
import time
from typing import Final

from vigtool.cli.main import main
from vigtool.services import importing
from vigtool.services.copying import Original
from vigtool.stage import WindowStage

HELD_AT: Final = 8_000_000
"""Bytes of the film before which the program is not held."""


class HeldOriginal(Original):
    """A film of which only the beginning can be read; whoever reads on is told of and waits for a signal."""

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override] # as in Original
        if self.tell() >= HELD_AT:
            os.write(int(sys.argv[1]), b"!")
            while True:  # not signal.pause(), which misses a signal that comes just before it
                time.sleep(0.01)
        return super().readinto(buffer)


if __name__ == "__main__":
    # whoever starts the tests in a shell's background has the signal ignored, and children inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)
    setattr(importing, "Original", HeldOriginal)  # noqa: B010 - a name that the module imports, which types do not see
    sys.exit(main(sys.argv[2:], WindowStage()))
