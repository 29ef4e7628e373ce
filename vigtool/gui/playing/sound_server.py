"""Whether the system's sound server may be asked for a device, known to all that play and all that record.

Trap: when PulseAudio's server dies Qt tells nobody, keeps the list of devices, and the next ``start()`` of a sink or a
source aborts the program (Qt 6.11). So whoever finds a device stuck says so here, and until Qt tells of a change nobody
starts another.
"""

import sys
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtMultimedia import QMediaDevices


class SoundServer:
    """To be asked in the window's thread."""

    def __init__(self) -> None:
        self.doubtful = False
        self._devices: QMediaDevices | None = None

    def watch(self) -> None:
        """Hear of changes from now on, which end any doubt."""
        if self._devices is None:
            self._devices = QMediaDevices(QCoreApplication.instance())
            for changed in (self._devices.audioInputsChanged, self._devices.audioOutputsChanged):
                changed.connect(self.trust)

    def doubt(self) -> None:
        """A device said nothing more: on Linux the server itself may be gone."""
        self.doubtful = sys.platform == "linux"

    def trust(self) -> None:
        """Qt has heard of the server."""
        self.doubtful = False


SERVER: Final = SoundServer()
