"""Leading the window through an open vault and keeping pictures of its pages, for a machine without a display."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.main_window import SIZE, MainWindow
from vigtool.gui.workplace import Workplace
from vigtool.services.cases import cases
from vigtool.services.marking import moments
from vigtool.services.recordings import recordings

SETTLE_MS: Final = 300
FILM_SETTLE_MS: Final = 3000
"""Time for a page to lay itself out, and for a film to show its first picture and strip."""


class Tour:
    """Takes pictures of the pages of the first case that has a film."""

    def __init__(self, window: MainWindow, folder: Path, *, film_wait_ms: int = FILM_SETTLE_MS) -> None:
        self._film_wait_ms = film_wait_ms
        self._window = window
        self._folder = folder
        self._pictures: list[Path] = []

    def lead(self) -> list[Path]:
        """Go through the pages; return the pictures in the order of the tour."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._window.resize(*SIZE)
        self._window.show()
        place = self._window.workplace
        if place is not None:
            place.show_cases()
            self._keep("cases")
            self._go_through_first_film(place)
            place.go(ActionId.LOG)
            self._keep("log")
        return self._pictures

    def _go_through_first_film(self, place: Workplace) -> None:
        ws = place.ws
        film = next((film for case in cases(ws) for film in recordings(ws, case.id)), None)
        if film is None:
            return
        place.show_case(film.case)
        self._keep("case")
        page = place.pages[ActionId.CASES]
        if isinstance(page, CasePage):
            page.show_consents()
            self._keep("consents")
        place.show_film(film.id)
        self._keep("prepare", wait=self._film_wait_ms)
        if marked := moments(ws, film.id):
            place.show_film_at(film.id, None, marked[0].id)
            self._keep("moment", wait=self._film_wait_ms)
            dialog = place.export(marked[0].id)
            dialog.choice.line.setText("clip.mp4")  # the pictures tell nothing of this machine's folders
            self._keep("export", of=dialog)
            dialog.close()

    def _keep(self, name: str, *, of: QWidget | None = None, wait: int = SETTLE_MS) -> None:
        pause = QEventLoop()
        QTimer.singleShot(wait, pause.quit)
        pause.exec()
        path = self._folder / f"{len(self._pictures) + 1}-{name}.png"
        (of or self._window).grab().save(str(path))
        self._pictures.append(path)
