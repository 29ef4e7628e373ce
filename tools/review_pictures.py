"""Lead a review in the real window and keep its pictures: ``python -m tools.review_pictures [FOLDER]``.

On one display of 1280 x 800 that belongs to nobody it keeps the review with the strip below the picture, and the
window in which somebody is covered; on two of them beside each other the review with the notes on the second. The film
is the drawn one, so that nobody is in the pictures. The folder is ``docs/images`` unless another is named.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from tools.withdrawal_pictures import FOLDER, PLAYED_MS, SETTLE_MS, SMALLEST, click, pause, until
from vigtool.app import build_window, let_go
from vigtool.domain.masking import Box, MaskPoint
from vigtool.domain.progress import ignore_progress
from vigtool.gui.actions import ActionId
from vigtool.gui.main_window import MainWindow
from vigtool.gui.reviewing.review_page import ReviewPage
from vigtool.gui.shared.appearance import Scheme
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.media.demo_film import draw_demo_film
from vigtool.services.demo_case import DemoCase, DemoFilm, act_out
from vigtool.services.marking import MarkingDesk
from vigtool.services.masking import MaskingDesk
from vigtool.services.opening import create_workspace
from vigtool.services.people import people
from vigtool.services.recordings import frame_times
from vigtool.services.tracking import TrackJob
from vigtool.services.workspace import Workspace
from vigtool.wording.demo_words import demo_words
from vigtool.wording.translation import set_language

BETWEEN: Final = 16
"""Pixels between two displays."""
CHILD: Final = Box(580, 850, 1000, 1540)
"""Where the drawn child is at the first moment's key frame."""
WIDTHS: Final = {1: 840, 2: 1100}
"""Pixels of a kept picture of so many displays: a page of the documentation is read over slow lines, too."""
WORDS: Final = "She waited for me, and I saw it."


def main(folder: Path) -> None:
    """Make the case, lead the review, keep the pictures."""
    set_language("en")
    with tempfile.TemporaryDirectory() as made:
        here = Path(made)
        ws, _key = create_workspace(here / "vault", "six plain words")
        case = _case(ws, here)
        preferences = PreferenceFile(kept=False)
        preferences.change(language="en", scheme=Scheme.LIGHT)
        window = build_window(preferences, ws, case.films[0].id)
        window.setGeometry(QGuiApplication.screens()[0].geometry())
        window.showFullScreen()
        try:
            _act(window, ws, case, folder)
        finally:
            window.close()
            let_go()


def _case(ws: Workspace, here: Path) -> DemoCase:
    """The demo's case, its moments with a star; in the first the child is followed as far as it goes."""
    film = here / "Playing with blocks.mp4"
    draw_demo_film(film)
    done = act_out(
        ws, [DemoFilm(film, told=True)], here, words=demo_words, language="en", tell=_unheard, progress=ignore_progress
    )
    desk = MarkingDesk(ws, done.films[0].id)
    for one in done.moments:
        desk.edit("star", desk.marks.with_moment(replace(one, starred=True)))
    return done


def _act(window: MainWindow, ws: Workspace, case: DemoCase, folder: Path) -> None:
    place = window.workplace
    if place is None:
        raise TypeError(place)
    pause(PLAYED_MS)
    single = len(QGuiApplication.screens()) == 1
    if single:
        _cover(ws, case)
        covering = place.covering.open_moment(case.moments[0].id)
        pause(PLAYED_MS)
        _keep(folder / "covering.png")
        click(covering.done_button)
    place.go(ActionId.REVIEW)
    page = place.pages[ActionId.REVIEW]
    if not isinstance(page, ReviewPage) or page.form is None:
        raise TypeError(page)
    click(page.form.begin_button)
    leading = page.leading
    if leading is None:
        raise TypeError(leading)
    click(leading.running.next_button)
    until(lambda: leading.stage is not None and leading.review.current is not None)
    leading.running.notes.field.setPlainText(WORDS)
    pause(PLAYED_MS)
    _keep(folder / ("review-one-display.png" if single else "review-two-displays.png"))
    leading.settle()
    page.leave()


def _cover(ws: Workspace, case: DemoCase) -> None:
    moment = case.moments[0]
    film = case.films[0]
    child = people(ws, film.case)[0]
    desk, shown = MaskingDesk(ws, film.id), frame_times(ws, film.id)
    tick = shown.ticks[shown.frame_at(moment.key)]
    mask = desk.new_mask(child.id)
    desk.edit("box", desk.masking.with_mask(mask.with_points([MaskPoint(tick, CHILD, by_hand=True)])))
    job = TrackJob(ws, film.id, mask.id, tick, moment.span)
    job.run(ignore_progress)
    job.finish()


def _keep(file: Path) -> None:
    """Write what all displays show, beside each other, made smaller."""
    pause(SETTLE_MS)
    shots = [screen.grabWindow(0).toImage() for screen in QGuiApplication.screens()]
    width = sum(shot.width() for shot in shots) + BETWEEN * (len(shots) - 1)
    sheet = QImage(width, max(shot.height() for shot in shots), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    at = QPoint(0, 0)
    for shot in shots:
        painter.drawImage(at, shot)
        at += QPoint(shot.width() + BETWEEN, 0)
    painter.end()
    smaller = sheet.scaledToWidth(WIDTHS[len(shots)], Qt.TransformationMode.SmoothTransformation)
    smaller.save(str(file), quality=SMALLEST)


def _unheard(_step: str) -> None:
    """Nobody is told of the steps that lead to the case."""


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
