"""The frame under the pointer as a small picture: the newest wish counts, and nothing waits for it."""

from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import DrawnFilm, Open
from tests.gui.preparing.timeline.drawn_strip import Mouse, marks, moment
from tests.media.drawn_films import drawn_luma, read_number
from vigtool.domain.errors import VigtoolError
from vigtool.gui.preparing.hover_pictures import HoverPictures
from vigtool.gui.preparing.timeline.hover_preview import HoverPreview
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip


def preview_of(strip: TimelineStrip) -> HoverPreview:
    found = strip.window().findChild(HoverPreview)
    assert isinstance(found, HoverPreview)
    return found


def picture() -> QImage:
    made = QImage(160, 90, QImage.Format.Format_RGB32)
    made.fill("#20a060")
    return made


def test_the_pointer_asks_for_its_frame_once(strip: TimelineStrip, mouse: Mouse) -> None:
    wanted: list[int] = []
    strip.preview_wanted.connect(wanted.append)
    for x in (strip.x_of(300) + 0.1, strip.x_of(300) + 0.3, strip.x_of(900) + 0.1):
        mouse.hover(x)
    assert wanted == [300, 900]
    shown = preview_of(strip)
    assert shown.isVisible()
    assert not shown.isWindow()
    assert strip.window().rect().contains(shown.geometry().topLeft())


def test_only_the_picture_of_the_newest_frame_is_taken_for_it(strip: TimelineStrip, mouse: Mouse) -> None:
    mouse.hover(strip.x_of(300) + 0.1)
    mouse.hover(strip.x_of(900) + 0.1)
    shown = preview_of(strip)
    before = shown.grab().toImage()
    strip.show_preview(300, picture())
    assert not shown.exact
    assert shown.grab().toImage() == before, "a picture that comes too late is not shown at all"
    strip.show_preview(900, picture())
    assert shown.exact
    mouse.hover(strip.x_of(901) + 0.1)
    assert not shown.exact, "the picture of the frame before is dimmed"
    strip.show_preview(901, None)
    assert shown.exact, "there is none, and an old one does not stand for it"


def test_it_goes_with_the_pointer_with_a_drag_and_with_the_film(strip: TimelineStrip, mouse: Mouse) -> None:
    strip.show_marks(marks(moment(1, 400, 600)))

    def look() -> HoverPreview:
        mouse.hover(strip.x_of(1500), 60)
        assert preview_of(strip).isVisible()
        return preview_of(strip)

    shown = look()
    QApplication.sendEvent(strip, QEvent(QEvent.Type.Leave))
    assert not shown.isVisible()
    look()
    mouse.press(strip.x_of(1500))
    assert not shown.isVisible()
    mouse.release(strip.x_of(1500))
    look()
    strip.clear_film()
    assert not shown.isVisible()
    look()
    strip.hide()
    assert not shown.isVisible()


def test_on_the_minimap_it_shows_the_place_in_the_whole_film(strip: TimelineStrip, mouse: Mouse) -> None:
    wanted: list[int] = []
    strip.preview_wanted.connect(wanted.append)
    strip.zoom(10, strip.x_of(0))
    mouse.hover(16 + 1000 * 0.75, strip.height() - 8)
    assert wanted == [pytest.approx(1500, abs=2)]


class SlowPictures:
    """Pictures that come when they are let; ``asked`` are the frames in the order in which they were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.go = Event()

    def picture(self, frame: int, within: tuple[int, int]) -> NDArray[np.uint8]:
        self.asked.append(frame)
        assert self.go.wait(20)
        if frame == 13:
            raise VigtoolError
        luma = drawn_luma(frame, *within)
        return np.ascontiguousarray(np.dstack([luma, luma, luma, np.full_like(luma, 255)]))


def number_in(image: QImage) -> int | None:
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return read_number(pixels[:, : image.width(), 1])


def test_the_newest_wish_wins(qtbot: QtBot) -> None:
    slow, came = SlowPictures(), list[tuple[int, QImage | None]]()
    pictures = HoverPictures(lambda: slow)
    pictures.ready.connect(lambda frame, image: came.append((frame, image)))
    pictures.want(1)
    qtbot.waitUntil(lambda: slow.asked == [1])
    for frame in (2, 3, 4):
        pictures.want(frame)
    slow.go.set()
    qtbot.waitUntil(lambda: bool(came))
    assert slow.asked == [1, 4], "what nobody points at any more is not decoded"
    assert came[0][0] == 4
    assert came[0][1] is not None
    assert number_in(came[0][1]) == 4
    pictures.want(4)
    assert [frame for frame, _ in came] == [4, 4], "a picture that is there comes at once"
    pictures.want(13)
    qtbot.waitUntil(lambda: (13, None) in came)
    pictures.end()
    pictures.want(4)
    assert slow.asked == [1, 4, 13]
    assert len(came) == 3


def test_in_the_workspace_the_picture_is_that_of_the_frame(qtbot: QtBot, open_bench: Open, film: DrawnFilm) -> None:
    bench = open_bench()
    mouse = Mouse(bench.strip)
    came: dict[int, QImage] = {}
    bench.film_wiring.pictures.ready.connect(came.__setitem__)
    for frame in (7, 41):
        mouse.hover(bench.strip.x_of(frame) + 2, 60)
        qtbot.waitUntil(lambda wanted=frame: wanted in came)  # type: ignore[misc]  # the loop's value
        assert number_in(came[frame]) == frame
    assert preview_of(bench.strip).exact
    assert film.times.frames == 60
    bench.close()
    mouse.hover(bench.strip.x_of(20) + 2, 60)
    assert 20 not in came
