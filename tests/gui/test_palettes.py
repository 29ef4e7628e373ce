import dataclasses

import pytest

from vigtool.exchange.resource_files import resource
from vigtool.gui.actions import actions
from vigtool.gui.shared.palettes import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, Colours, contrast
from vigtool.gui.shared.stylesheet import stylesheet

SETS = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SETS
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_words_keep_aa(colours: Colours, pair: tuple[str, str]) -> None:
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= 4.5


@SETS
@pytest.mark.parametrize("pair", SHAPE_PAIRS, ids="-on-".join)
def test_outlines_keep_aa(colours: Colours, pair: tuple[str, str]) -> None:
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= 3


@SETS
def test_the_stylesheet_has_no_hole_and_uses_only_the_set(colours: Colours) -> None:
    written = stylesheet(colours)
    assert "$" not in written
    known = set(dataclasses.astuple(colours))
    used = {word.strip(";},") for word in written.split() if word.startswith("#") and len(word.strip(";},")) == 7}
    assert used
    assert used <= known


def test_every_action_has_its_icon() -> None:
    assert all(resource("icons", f"{shown.icon}.svg").is_file() for shown in actions())
