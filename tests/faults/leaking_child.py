"""Run as a process: does what the program must never do, so that a test sees that it would see it.

    python -m tests.faults.leaking_child HOME FILM

Writes a name into a file, makes a file with a name, opens a way to the network, and lets Qt's dialog remember a folder.
"""

import socket
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.faults.needles import CASE_NAME, PERSON_NAME


def leak(home: Path) -> None:
    (home / "leaked").write_text(PERSON_NAME, encoding="utf-8")
    (home / CASE_NAME).touch()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        outward.connect(("127.0.0.1", 9))


def choose(film: Path) -> None:
    """Choose a file as any Qt program does."""
    application = QApplication([])
    looking = QTimer(application)

    def answer() -> None:
        for dialog in application.topLevelWidgets():
            if isinstance(dialog, QFileDialog):
                dialog.findChildren(QLineEdit)[0].setText(film.name)
                dialog.accept()

    looking.timeout.connect(answer)
    looking.start(50)
    QFileDialog.getOpenFileName(None, "", str(film.parent))


if __name__ == "__main__":
    leak(Path(sys.argv[1]))
    choose(Path(sys.argv[2]))
