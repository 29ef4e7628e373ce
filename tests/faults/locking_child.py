"""Run as a process: the real window, told line by line what to do. It holds nothing that it was not told.

    python -m tests.faults.locking_child

Each line on standard input is a JSON list, a deed and its arguments; each is answered by one JSON line. Locking begins
the program anew, so this module, too: it says "locked" then, and goes on reading.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from vigtool.app import build_application, open_window
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.engine.sandbox.private_memory import keep_memory_private
from vigtool.gui.actions import ActionId
from vigtool.gui.main_window import MainWindow
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.unlocking.lock_form import LockForm
from vigtool.gui.unlocking.open_form import OpenForm

LOOK_MS = 50
PARTS, PART = 12, 96
"""Places of a picture that are told to who asks, and bytes of each."""


class Driver(QObject):
    """Does what a user would do, when it can be done."""

    def __init__(self) -> None:
        super().__init__()
        self._heard = b""
        self._deeds: dict[str, Callable[..., Any]] = {
            "type": self.type_in,
            "unlock": self.unlock,
            "show": self.show,
            "note": self.note,
            "lock": self.lock,
            "where": self.where,
            "quit": self.quit,
        }
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.read)
        QTimer.singleShot(LOOK_MS, self.begin)

    @property
    def window(self) -> MainWindow:
        return next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))

    def begin(self) -> None:
        page = self.window.start_page
        assert page is not None
        say("locked" if isinstance(page.form, LockForm) else "begun")

    def read(self) -> None:
        self._heard += os.read(0, 65_536)
        *lines, self._heard = self._heard.split(b"\n")
        for line in lines:
            deed, *arguments = json.loads(line)
            self._deeds[deed](*arguments)

    def type_in(self, secret: str, folder: str = "") -> None:
        """Type the passphrase, and where the vault lies if that is asked for."""
        page = self.window.start_page
        assert page is not None
        if folder:
            page.offer_opening()
        form = page.form
        assert isinstance(form, OpenForm)
        if folder:
            form.folder.line.setText(folder)
        form.secret.line.setText(secret)
        say("typed")

    def unlock(self) -> None:
        """Open the vault with what was typed."""
        page = self.window.start_page
        assert page is not None
        assert isinstance(page.form, OpenForm)
        page.form.open_button.click()
        self.when(lambda: self.window.workplace is not None, lambda: say("open"))

    def show(self, film: str, moment: str, tick: int) -> None:
        """Open a film, a moment of it, and a frame."""
        place = self.window.workplace
        assert place is not None
        place.show_film_at(RecordingId(film), None, MomentId(moment))
        place.show_film_at(RecordingId(film), tick, None)
        self.when(self.picture, lambda: say("shown", *self.picture()))

    def picture(self) -> list[str]:
        """Parts of the picture that is shown, as hexadecimal numbers; none while there is no picture."""
        shown = self.page().view.picture
        if shown is None or shown.frame != self.page().player.frame:
            return []
        row = shown.pixels[shown.pixels.shape[0] // 4].tobytes()
        return [row[at : at + PART].hex() for at in range(0, len(row) - PART, len(row) // PARTS)]

    def page(self) -> PreparePage:
        """The film that is open."""
        place = self.window.workplace
        assert place is not None
        page = place.pages[ActionId.PREPARE]
        assert isinstance(page, PreparePage)
        return page

    def note(self, words: str) -> None:
        """Type into the title of the moment that is open, and leave it unsettled."""
        page = self.page()
        selected = page.preparation.selected
        assert selected is not None
        title = page.list.cards[selected].details.title
        title.selectAll()
        title.insert(words)
        say("typed")

    def lock(self) -> None:
        """Lock by the window's own key."""
        self.window.do(ActionId.LOCK)

    def quit(self) -> None:
        """Close the window, and so the program."""
        self.window.close()

    def where(self) -> None:
        place = self.window.workplace
        assert place is not None
        route = place.whereabouts
        say(route.place, route.case, route.film, route.tick, route.moment)

    def when(self, ready: Callable[[], object], then: Callable[[], None]) -> None:
        if ready():
            then()
        else:
            QTimer.singleShot(LOOK_MS, lambda: self.when(ready, then))


def say(*told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    keep_memory_private()
    build_application()
    driver = Driver()
    sys.exit(open_window())
