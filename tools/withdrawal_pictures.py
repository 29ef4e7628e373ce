"""Act a withdrawal out in the real window and keep its pictures: ``python -m tools.withdrawal_pictures [FOLDER]``.

On a display of 1280 x 800 that belongs to nobody, as ``docs/withdrawal.md`` says; on the drawn film, so that nobody is
in the pictures. Every click is one of the mouse; the folder is ``docs/images`` unless another is named.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from vigtool.app import build_window, let_go
from vigtool.domain.people import Deciding
from vigtool.domain.progress import ignore_progress
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.erasing.erase_dialog import EraseDialog
from vigtool.gui.main_window import MainWindow
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.appearance import Scheme
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.withdrawing.withdraw_dialog import WithdrawDialog
from vigtool.media.demo_film import draw_demo_film
from vigtool.services.case_editing import set_guardians
from vigtool.services.clips import export_clip
from vigtool.services.demo_case import DemoCase, DemoFilm, act_out
from vigtool.services.opening import create_workspace
from vigtool.services.people import people
from vigtool.services.workspace import Workspace
from vigtool.wording.demo_words import demo_words
from vigtool.wording.translation import set_language

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "images"
SIZE: Final = QSize(1280, 800)
ASIDE: Final = QPoint(640, 30)
"""Where a dialog leaves the film's picture to be seen."""
SMALLEST: Final = 0
"""Qt's quality of a PNG: the most time for the fewest bytes; nothing is lost."""
SETTLE_MS: Final = 700
PLAYED_MS: Final = 2500
PATIENCE_MS: Final = 60_000
PAPER: Final = QColor("#d8d6d0")

Kind = TypeVar("Kind", bound=QWidget)


class Pictures:
    """Keeps what the screen shows, numbered."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def screen(self) -> None:
        """Everything on the screen, as somebody in front of it sees it."""
        pause(SETTLE_MS)
        self.keep(QApplication.primaryScreen().grabWindow(0).toImage())

    def paper(self, pdf: Path) -> None:
        """The first page of a document, on a sheet of the pictures' size."""
        document = QPdfDocument()
        document.load(str(pdf))
        size = document.pagePointSize(0)
        high = SIZE.height() - 40
        page = document.render(0, QSize(round(size.width() * high / size.height()), high))
        sheet = QImage(SIZE, QImage.Format.Format_RGB32)
        sheet.fill(PAPER)
        painter = QPainter(sheet)
        at = QPoint((SIZE.width() - page.width()) // 2, 20)
        painter.fillRect(page.rect().translated(at), Qt.GlobalColor.white)
        painter.drawImage(at, page)
        painter.end()
        self.keep(sheet)

    def keep(self, image: QImage) -> None:
        """Write a picture."""
        self._count += 1
        kept = self._folder / f"withdrawal-{self._count}.png"
        image.convertToFormat(QImage.Format.Format_RGB32).save(str(kept), quality=SMALLEST)


def main(folder: Path) -> None:
    """Make the case, act the withdrawal out, keep the pictures."""
    set_language("en")
    with tempfile.TemporaryDirectory() as made:
        here = Path(made)
        ws, _key = create_workspace(here / "vault", "six plain words")
        case = _case(ws, here)
        preferences = PreferenceFile(kept=False)
        preferences.change(language="en", scheme=Scheme.LIGHT)
        window = build_window(preferences, ws, case.films[0].id)
        window.setGeometry(0, 0, SIZE.width(), SIZE.height())
        window.showFullScreen()
        try:
            _act(window, here, Pictures(folder))
        finally:
            window.close()
            let_go()


def _case(ws: Workspace, here: Path) -> DemoCase:
    """The demo's case: a clip and a still are with the family, and one more clip; the mother decides for the child."""
    film = here / "Playing with blocks.mp4"
    draw_demo_film(film)
    done = act_out(
        ws, [DemoFilm(film, told=True)], here, words=demo_words, language="en", tell=_unheard, progress=ignore_progress
    )
    child, parent = people(ws, done.films[0].case)
    set_guardians(ws, child.id, [parent.id], Deciding.ANY)
    export_clip(ws, done.moments[1].id, Purposes.FAMILY_COPY, here / "second.mp4", to=[parent.id])
    return done


def _act(window: MainWindow, here: Path, pictures: Pictures) -> None:
    place = window.workplace
    page = None if place is None else place.pages[ActionId.PREPARE]
    if not isinstance(page, PreparePage):
        raise TypeError(page)
    pause(PLAYED_MS)
    page.player.play()
    pause(PLAYED_MS)
    click(page.people)
    pictures.screen()
    _choose_first(page.people.menu_of_people)
    withdrawing = _dialog(window, WithdrawDialog)
    withdrawing.move(ASIDE)
    pictures.screen()
    click(withdrawing.withdraw_button)
    pictures.screen()
    letter = here / "letter.pdf"
    withdrawing.departed.save(letter)
    until(lambda: withdrawing.departed.saved is not None)
    pictures.paper(letter)
    click(withdrawing.erase_button)
    erasing = _dialog(window, EraseDialog)
    erasing.move(ASIDE)
    _erase(erasing, pictures)
    receipt = here / "receipt.pdf"
    offer = erasing.receipt
    if offer is None:
        raise TypeError(offer)
    offer.save(receipt)
    until(lambda: offer.saved is not None)
    pictures.paper(receipt)


def _erase(erasing: EraseDialog, pictures: Pictures) -> None:
    _write(erasing.reason, "The family asked for it")
    pictures.screen()
    until(erasing.erase_button.isEnabled)
    click(erasing.erase_button)
    until(lambda: erasing.report is not None)


def _choose_first(menu: QMenu) -> None:
    first = menu.actions()[0]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(first).center())


def _write(field: QLineEdit, words: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, words)


def _dialog(window: QWidget, kind: type[Kind]) -> Kind:
    found: list[Kind] = []

    def shown() -> bool:
        found[:] = [one for one in window.findChildren(kind) if one.isVisible()]
        return bool(found)

    until(shown)
    return found[0]


def click(widget: QWidget) -> None:
    """Click in the middle of a control."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def pause(ms: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def until(reached: Callable[[], bool]) -> None:
    """Let the window live until something is so. Raises ``TimeoutError``."""
    waited = QElapsedTimer()
    waited.start()
    while not reached():
        if waited.elapsed() > PATIENCE_MS:
            raise TimeoutError
        pause(50)


def _unheard(_step: str) -> None:
    """Nobody is told of the steps that lead to the case."""


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
