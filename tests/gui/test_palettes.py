import dataclasses
import re

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vigtool.exchange.resource_files import resource
from vigtool.gui.actions import actions
from vigtool.gui.playing.strip_colours import (
    CHOSEN,
    CHOSEN_TURN,
    CHOSEN_TURN_WORDS,
    CHOSEN_WORDS,
    GROUND,
    RULE_WORDS,
    STAGE,
    STAGE_WORDS,
    STRONG,
    TRACK,
    USUAL,
    marks,
)
from vigtool.gui.shared.appearance import Scheme, colours_for, dress, scheme_of_system
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.palettes import (
    COLOUR_SETS,
    CONTRASTING,
    SHAPE_PAIRS,
    TEXT_PAIRS,
    Colours,
    colours,
    contrast,
)
from vigtool.gui.shared.stylesheet import stylesheet
from vigtool.gui.shared.tokens import TYPE_BODY, TYPE_TITLE

SETS = pytest.mark.parametrize("of", COLOUR_SETS.values(), ids=COLOUR_SETS)
GROUNDS = ("ground", "surface", "raised")
PERCENT = pytest.mark.parametrize("text_percent", [100, 125, 200])


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SETS
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_words_keep_aa(of: Colours, pair: tuple[str, str]) -> None:
    assert contrast(getattr(of, pair[0]), getattr(of, pair[1])) >= (7 if of in CONTRASTING else 4.5)


@SETS
@pytest.mark.parametrize("pair", SHAPE_PAIRS, ids="-on-".join)
def test_outlines_keep_aa(of: Colours, pair: tuple[str, str]) -> None:
    assert contrast(getattr(of, pair[0]), getattr(of, pair[1])) >= 3


@pytest.mark.parametrize("of", CONTRASTING, ids=["dark", "light"])
def test_in_high_contrast_lines_and_what_is_off_are_seen_too(of: Colours) -> None:
    assert all(
        contrast(getattr(of, line), getattr(of, ground)) >= 3 for line in ("line", "faint") for ground in GROUNDS
    )


@SETS
@PERCENT
def test_the_stylesheet_has_no_hole_and_uses_only_the_set(of: Colours, text_percent: int) -> None:
    written = stylesheet(of, text_percent)
    assert "$" not in written
    assert not re.search(r"-\d", written)  # a negative padding would void its rule
    known = set(dataclasses.astuple(of))
    used = {word.strip(";},") for word in written.split() if word.startswith("#") and len(word.strip(";},")) == 7}
    assert used
    assert used <= known


@SETS
def test_the_focus_is_thicker_than_an_outline(of: Colours) -> None:
    written = stylesheet(of)
    outline = int(found(r"QPushButton \{[^}]*border: (\d+)px", written))
    focus = int(found(r"QPushButton:focus \{ border: (\d+)px", written))
    assert focus == 2 * outline == (4 if of in CONTRASTING else 2)


@pytest.mark.parametrize("of", CONTRASTING, ids=["dark", "light"])
@pytest.mark.parametrize("rank", ["quiet", "place", "row"])
def test_in_high_contrast_every_button_has_an_outline(of: Colours, rank: str) -> None:
    rule = found(rf'QPushButton\[rank="{rank}"\] (\{{[^}}]*\}})', stylesheet(of))
    assert of.line in rule
    assert "border: 0" not in rule


@pytest.mark.parametrize("scheme", [scheme for scheme in Scheme if scheme is not Scheme.SYSTEM])
def test_whoever_paints_asks_for_the_set_that_is_worn(dressed: QApplication, scheme: Scheme) -> None:
    dress(dressed, scheme)
    assert colours() is colours_for(scheme) is COLOUR_SETS[scheme]
    dress(dressed, Scheme.LIGHT)


def test_what_is_worn_already_is_not_put_on_again(dressed: QApplication, qtbot: QtBot) -> None:
    class Polished(QWidget):
        times = 0

        def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - its name
            self.times += event.type() is QEvent.Type.StyleChange

    seen = Polished()
    qtbot.addWidget(seen)
    seen.show()
    before = seen.times
    dress(dressed, Scheme.LIGHT)
    assert seen.times == before
    dress(dressed, Scheme.DARK)
    once = seen.times
    assert once > before
    dress(dressed, Scheme.DARK, 110)
    assert seen.times > once
    dress(dressed, Scheme.LIGHT)


@pytest.mark.parametrize(
    ("system", "contrast", "worn"),
    [
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, Scheme.LIGHT),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, Scheme.DARK),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, Scheme.LIGHT),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, Scheme.HIGH_CONTRAST),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, Scheme.HIGH_CONTRAST_LIGHT),
    ],
)
def test_as_the_system_follows_its_contrast_too(
    system: Qt.ColorScheme, contrast: Qt.ContrastPreference, worn: Scheme
) -> None:
    assert scheme_of_system(system, contrast) is worn


def test_in_high_contrast_the_strips_words_keep_aaa(dressed: QApplication) -> None:
    pairs = [(STRONG.bar_words, STRONG.bar), (STRONG.bar_words, STRONG.bar_hover), (STRONG.turn_words, STRONG.turn)]
    chosen = [(CHOSEN_WORDS, CHOSEN), (CHOSEN_TURN_WORDS, CHOSEN_TURN), (RULE_WORDS, GROUND), (STAGE_WORDS, STAGE)]
    assert all(contrast(words, ground) >= 7 for words, ground in (*pairs, *chosen))
    assert all(contrast(shape, TRACK) >= 3 for shape in (STRONG.bar, STRONG.bar_hover, STRONG.turn))
    assert marks() is USUAL
    for scheme in (Scheme.HIGH_CONTRAST, Scheme.HIGH_CONTRAST_LIGHT):
        dress(dressed, scheme)
        assert marks() is STRONG
    dress(dressed, Scheme.LIGHT)


def test_text_and_what_holds_it_grow_together(dressed: QApplication) -> None:
    before = with_text(100)
    dress(dressed, Scheme.LIGHT, 200)
    assert (before, with_text(100)) == (100, 200)
    assert dressed.font().pointSizeF() == 2 * TYPE_BODY
    assert f"font-size: {2 * TYPE_TITLE}pt" in dressed.styleSheet()
    dress(dressed, Scheme.LIGHT)
    assert with_text(100) == 100


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match is not None
    return match.group(1)


def test_every_action_has_its_icon() -> None:
    assert all(resource("icons", f"{shown.icon}.svg").is_file() for shown in actions())
