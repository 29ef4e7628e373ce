"""Titles of any kind on the strip, and a strip that grows with the font."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from tests.gui.preparing.timeline.drawn_strip import Mouse, marks, moment, tints
from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip
from vigtool.gui.preparing.timeline.words import LONGEST, Words, one_line

TITLES = ("x" * 10_000, "\u0645\u0631\u062d\u0628\u0627 " * 800, "\U0001f476\U0001f3fd" * 900, "a\nb\tc " * 700)


@pytest.mark.parametrize("title", TITLES, ids=["long", "right to left", "emoji", "lines"])
def test_a_title_is_cut_before_it_is_measured(dressed: QApplication, title: str) -> None:
    words = Words(dressed.font())
    assert len(one_line(title)) <= LONGEST
    assert "\n" not in one_line(title)
    cut = words.cut(title, 200)
    assert 3 < len(cut) < 200
    assert words.width(cut) <= 201
    assert words.cut(title, 8) == "", "an ellipsis alone says nothing"
    assert words.cut("\u00e4\u00e4", 200) == "\u00e4\u00e4"


@pytest.mark.parametrize("title", TITLES, ids=["long", "right to left", "emoji", "lines"])
def test_any_title_stays_in_its_bar(strip: TimelineStrip, title: str) -> None:
    one = moment(1, 800, 1200, title=title)
    strip.show_marks(marks(one))
    place = strip.place_of(one.id)
    assert place is not None
    inside = tints(strip, place.left() + 12, place.right() - 12, place.top() + 2, place.bottom() - 2)
    assert len(inside) > 2
    beside = tints(strip, place.right() + 2, place.right() + 60, place.top(), place.bottom())
    assert beside == {colour.TRACK}


def test_a_title_is_never_read_as_markup(strip: TimelineStrip, mouse: Mouse) -> None:
    one = moment(1, 800, 1200, title="<b>so</b> & <img src='x'>")
    strip.show_marks(marks(one))
    mouse.at(one.id).hover(strip.x_of(1000))
    assert strip.toolTip() == "<p>&lt;b&gt;so&lt;/b&gt; &amp; &lt;img src=&#x27;x&#x27;&gt;</p>"
    strip.show_marks(marks(moment(1, 800, 1200, title="plain")))
    mouse.hover(strip.x_of(1000))
    assert strip.toolTip() == "plain"


def test_text_of_twice_the_size_has_room(strip: TimelineStrip) -> None:
    one = moment(1, 800, 1200, (1, 850, 900), title="title")
    strip.show_marks(marks(one))
    before, bar = strip.height(), strip.place_of(one.id)
    font = QFont(strip.font())
    font.setPointSizeF(2 * font.pointSizeF())
    strip.setFont(font)
    strip.setStyleSheet(f"font-size: {font.pointSizeF()}pt")
    after, larger = strip.height(), strip.place_of(one.id)
    assert bar is not None
    assert larger is not None
    assert before * 1.4 < after < before * 2, "words grow, pictures do not"
    assert larger.height() > 1.8 * bar.height()
    assert strip.turn_places(one.id)[0].height() > 32
