"""The whole film under the strip while the strip shows a part of it."""

import pytest

from tests.gui.preparing.timeline.drawn_strip import FRAMES, TIMES, Mouse, marks, moment, tints
from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.measures import INSET, Measures
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip

PLACE = Measures(15).minimap(1000 + 2 * INSET)
BAND = PLACE.top() + 2, PLACE.bottom() - 2


@pytest.fixture
def over(mouse: Mouse) -> Mouse:
    mouse.y = PLACE.center().y()
    return mouse


def seen(strip: TimelineStrip, frame: int) -> set[str]:
    x = PLACE.left() + PLACE.width() * frame / FRAMES
    return tints(strip, x - 1, x + 2, *BAND)


def test_it_is_there_only_when_zoomed_and_moves_nothing(strip: TimelineStrip) -> None:
    strip.show_marks(marks(moment(1, 500, 600), moment(2, 1800, 1850)))
    high = strip.height()
    assert colour.MAP_TICK not in seen(strip, 500) | seen(strip, 1800)
    strip.zoom(10, strip.x_of(1000))
    assert strip.height() == high
    assert colour.MAP_TICK in seen(strip, 500)
    assert colour.MAP_TICK in seen(strip, 1800)
    assert colour.MAP_TICK not in seen(strip, 1500)


def test_a_click_beside_the_box_goes_there(strip: TimelineStrip, over: Mouse) -> None:
    strip.zoom(10, strip.x_of(0))
    over.press(PLACE.left() + PLACE.width() * 0.75)
    over.release(PLACE.left() + PLACE.width() * 0.75)
    assert (strip.scale.begin + strip.scale.end) / 2 == pytest.approx(150, abs=2)
    assert strip.scale.shown == pytest.approx(20)


def test_the_box_is_dragged_from_end_to_end_without_a_jump(strip: TimelineStrip, over: Mouse) -> None:
    strip.zoom(10, strip.x_of(0))
    scrubbed: list[int] = []
    strip.scrubbed.connect(scrubbed.append)
    grip = PLACE.left() + 20
    over.press(grip)
    assert strip.scale.begin == 0
    over.move(grip + PLACE.width() * 0.45)
    assert strip.scale.begin == pytest.approx(90, abs=1)
    over.move(grip + 5000)
    assert strip.scale.end == pytest.approx(200)
    over.release(grip)
    strip.show_frame(0)
    assert strip.scale.begin == 0, "the page is turned again"
    assert scrubbed == []


def test_of_the_whole_film_there_is_nothing_to_take(strip: TimelineStrip, over: Mouse) -> None:
    scrubbed: list[int] = []
    strip.scrubbed.connect(scrubbed.append)
    over.press(strip.x_of(700) + 0.1)
    over.release(strip.x_of(700) + 0.1)
    assert strip.scale.whole
    assert scrubbed == [TIMES.frame_at(700)]
