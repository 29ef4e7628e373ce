"""What lies under the moments on the strip: pictures where their frames are, sound where it sounds, marks of gaps."""

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import Open
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes, TimeBase
from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.measures import FILM as FILM_HEIGHT
from vigtool.gui.preparing.timeline.measures import INSET, Measures
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip
from vigtool.media.filmstrip_bytes import Filmstrip, StripPicture, strip_picture
from vigtool.media.waveform_bytes import Waveform, no_sound

if TYPE_CHECKING:
    from collections.abc import Callable

FRAMES, WIDTH = 2000, 1000 + 2 * INSET
"""200 s at 10 frames a second: five pixels a second, two frames a pixel."""
TIMES = FrameTimes(TimeBase(1, 10), tuple(range(FRAMES)), FRAMES)
MEASURES = Measures(15)
FILM_TOP, FILM_Y = MEASURES.film_top, MEASURES.film_top + FILM_HEIGHT // 2
SOUND_TOP, SOUND_HEIGHT = MEASURES.sound_top, MEASURES.sound_height
SOUND_Y = SOUND_TOP + SOUND_HEIGHT // 2


@pytest.fixture
def strip(qtbot: QtBot, dressed: QApplication) -> TimelineStrip:  # noqa: ARG001 - clothes
    made = TimelineStrip(TIMES)
    qtbot.addWidget(made)
    made.resize(WIDTH, made.height())
    made.show()
    assert made.height() == MEASURES.height
    return made


def picture(frame: int, tint: str) -> StripPicture:
    seen = QColor(tint)
    return strip_picture(frame, np.full((60, 80, 3), (seen.blue(), seen.green(), seen.red()), np.uint8))


def some(*pictures: StripPicture, planned: int = 100) -> Filmstrip:
    return Filmstrip(FRAMES, planned).joined(pictures)


def painted(strip: TimelineStrip) -> QImage:
    return strip.grab().toImage()


def seen(strip: TimelineStrip, x: float, y: int) -> str:
    return painted(strip).pixelColor(round(x), y).name()


def half_seen(tint: str) -> set[int]:
    """The green of a repeated picture over the lane, give or take rounding."""
    over, under = QColor(tint).green(), QColor(colour.LANE).green()
    value = round(under + (over - under) * 0.62)
    return {value - 1, value, value + 1}


def test_a_picture_lies_where_its_frame_does(strip: TimelineStrip) -> None:
    strip.show_part(some(picture(0, "#20a060"), picture(1200, "#3060c0")))
    assert seen(strip, strip.x_of(0) + 20, FILM_Y) == "#20a060"
    begins = strip.x_of(1200)
    around = [seen(strip, x, FILM_Y) for x in range(round(begins) - 60, round(begins) + 60)]
    assert "#3060c0" in around, "in the place that its frame falls into"
    assert seen(strip, begins - 120, FILM_Y) == colour.LANE, "no picture yet: bare"
    assert seen(strip, begins + 150, FILM_Y) == colour.LANE
    assert seen(strip, INSET - 3, FILM_Y) == colour.TRACK, "before the film"
    strip.show_part(some(picture(1950, "#a0a020")))
    assert seen(strip, strip.x_of(FRAMES) - 3, FILM_Y) != colour.LANE
    assert seen(strip, strip.x_of(FRAMES) + 3, FILM_Y) == colour.TRACK, "after the film"


def test_a_stretch_without_a_picture_of_its_own_repeats_the_one_before_dimmed(strip: TimelineStrip) -> None:
    strip.show_part(some(picture(0, "#20a060"), picture(1000, "#3060c0"), planned=2))
    shown = painted(strip)
    greens = [shown.pixelColor(x, FILM_Y).green() for x in range(round(strip.x_of(150)), round(strip.x_of(900)), 7)]
    assert set(greens) <= half_seen("#20a060") | {QColor(colour.LANE).green()}
    assert half_seen("#20a060") & set(greens)
    assert shown.pixelColor(round(strip.x_of(1980)), FILM_Y).green() in half_seen("#3060c0")


def test_refining_shows_more_pictures_the_closer_the_strip_is(strip: TimelineStrip) -> None:
    tints = {n: QColor.fromHsv(60 + n // 10, 160, 160).name() for n in range(0, FRAMES, 20)}
    coarse = [picture(n, tints[n]) for n in range(0, FRAMES, 400)]
    strip.show_part(some(*coarse))
    image = painted(strip)
    before = {image.pixelColor(x, FILM_Y).name() for x in range(WIDTH)} & set(tints.values())
    assert len(before) == 5
    strip.show_part(some(*(picture(n, tints[n]) for n in tints)))
    image = painted(strip)
    whole = {image.pixelColor(x, FILM_Y).name() for x in range(WIDTH)} & set(tints.values())
    assert len(whole) >= 15
    strip.zoom(8, strip.x_of(1000))
    image = painted(strip)
    close = {image.pixelColor(x, FILM_Y).name() for x in range(WIDTH)} & set(tints.values())
    first, last = strip.frame_at(0), strip.frame_at(WIDTH)
    inside = {tint for n, tint in tints.items() if first <= n <= last}
    assert close <= inside | {tints[first // 20 * 20]}
    assert len(close) >= len(inside) - 2, "each frame between the edges has its own picture"


def test_the_sound_is_seen_where_it_is_loud(strip: TimelineStrip) -> None:
    pairs = np.zeros((200 * 100, 2), np.int8)
    pairs[5000:10000] = -120, 120
    strip.show_part(Waveform(48000, 480, 200 * 100, 0, pairs[:15000]))
    ink, near_top = colour.SOUND, SOUND_TOP + 1
    shown = painted(strip)

    def at(seconds: float, y: int) -> str:
        return shown.pixelColor(round(strip.x_of(int(seconds * 10))), y).name()

    assert at(75, near_top) == at(75, SOUND_Y) == at(75, SOUND_TOP + SOUND_HEIGHT - 2) == ink
    assert at(25, near_top) == at(125, near_top) == colour.LANE
    middle = {at(25, y) for y in (SOUND_Y - 1, SOUND_Y, SOUND_Y + 1)}
    assert ink in middle, "silence is a line"
    assert {at(175, y) for y in range(SOUND_TOP, SOUND_TOP + SOUND_HEIGHT)} == {colour.LANE}, "not known yet"
    strip.show_part(Waveform(48000, 480, 200 * 100, 15000, pairs[15000:]))
    shown = painted(strip)
    assert ink in {at(175, y) for y in range(SOUND_TOP, SOUND_TOP + SOUND_HEIGHT)}


def test_a_film_without_sound_has_a_bare_lane(strip: TimelineStrip) -> None:
    strip.show_part(no_sound())
    assert {seen(strip, x, SOUND_Y) for x in (100, 500, 900)} == {colour.LANE}


def hover(strip: TimelineStrip, x: float, y: float) -> str:
    place = QPointF(x, y)
    button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QMouseEvent.Type.MouseMove, place, strip.mapToGlobal(place), button, button, no_key)
    QApplication.sendEvent(strip, event)
    return strip.toolTip()


def hatched(strip: TimelineStrip, first: int, stop: int) -> bool:
    shown = painted(strip)
    columns = range(round(strip.x_of(first)), round(strip.x_of(stop)))
    tints = {shown.pixelColor(x, y).name() for x in columns for y in range(FILM_TOP, FILM_TOP + FILM_HEIGHT)}
    return colour.GAP in tints


def test_missing_pictures_are_hatched_and_say_so(strip: TimelineStrip) -> None:
    strip.show_part(some(*(picture(n, "#20a060") for n in range(0, FRAMES, 50))))
    strip.show_gaps([range(400, 500), range(1990, 2400)])
    assert hatched(strip, 400, 500)
    assert hatched(strip, 1990, 2000)
    assert not hatched(strip, 520, 1980)
    assert hover(strip, strip.x_of(450), FILM_Y) == "Some pictures are missing here in the recording."
    assert hover(strip, strip.x_of(700), FILM_Y) == ""
    assert hover(strip, strip.x_of(450), MEASURES.ruler + 3) == ""
    strip.show_gaps([range(800, 900)])
    assert not hatched(strip, 400, 500)
    assert hatched(strip, 800, 900)


def test_damaged_frames_are_added_and_one_of_them_is_seen(strip: TimelineStrip) -> None:
    strip.show_gaps([range(400, 500)])
    strip.show_damage((1000,))
    strip.show_damage((1500, 1501, 5000))
    assert hatched(strip, 400, 500)
    for frame in (1000, 1500):
        assert hatched(strip, frame - 4, frame + 4)
        assert hover(strip, strip.x_of(frame), FILM_Y) != ""
        assert hover(strip, strip.x_of(frame) + 1.6, FILM_Y) != "", "wide enough to be met"
    assert not hatched(strip, 1100, 1400)


def test_the_gaps_of_a_film_are_marked_from_the_start(open_bench: Open) -> None:
    strip = open_bench(gaps=[range(20, 40)]).strip
    assert hover(strip, strip.x_of(30), FILM_Y) == "Some pictures are missing here in the recording."
    assert hover(strip, strip.x_of(50), FILM_Y) == ""


def test_nothing_on_the_strip_is_red(strip: TimelineStrip) -> None:
    strip.show_gaps([range(FRAMES)])
    strip.show_part(Waveform(48000, 480, 20000, 0, np.full((20000, 2), (-90, 90), np.int8)))
    strip.show_progress(1, 3)
    shown = painted(strip)
    tints = [shown.pixelColor(x, y) for x in range(0, WIDTH, 3) for y in range(0, strip.height(), 2)]
    assert not any(one.red() > 1.5 * max(one.green(), one.blue()) and one.red() > 60 for one in tints)


def test_how_far_the_making_is_stands_in_words_until_it_is_done(strip: TimelineStrip) -> None:
    bare = painted(strip)
    strip.show_progress(25, 100)
    quarter = painted(strip)
    strip.show_progress(50, 100)
    assert painted(strip) != quarter != bare
    strip.show_progress(100, 100)
    assert painted(strip) == bare
    strip.show_progress(50, 100)
    strip.show_overview_ended(None)
    assert painted(strip) == bare
    strip.show_overview_ended(OSError())
    assert painted(strip) != bare


def test_what_stands_still_is_painted_anew_when_it_changes(strip: TimelineStrip) -> None:
    moment = Moment(MomentId("m00000000001"), RecordingId("testfilm0001"), TIMES.span(300, 900), 300, "")
    changes: list[Callable[[], object]] = [
        lambda: strip.show_part(some(picture(0, "#20a060"))),
        lambda: strip.show_frame(700),
        lambda: strip.show_marks(Marks((moment,))),
        lambda: strip.show_selection(moment.id),
        lambda: strip.show_draft(100, 200),
        lambda: strip.zoom(2),
        lambda: strip.resize(WIDTH - 100, strip.height()),
    ]
    before = painted(strip)
    for number, change in enumerate(changes):
        change()
        after = painted(strip)
        assert after != before, number
        before = after


def test_a_withdrawn_film_leaves_no_picture_on_the_strip(strip: TimelineStrip) -> None:
    bare = painted(strip)
    strip.show_part(some(*(picture(n, "#20a060") for n in range(0, FRAMES, 50))))
    strip.show_part(Waveform(48000, 480, 20000, 0, np.full((20000, 2), (-90, 90), np.int8)))
    strip.show_progress(1, 2)
    strip.clear_film()
    assert painted(strip) == bare
