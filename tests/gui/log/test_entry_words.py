"""Nothing stands in the log by the name that it has in the journal."""

from vigtool.domain.events import ACT_NAMES
from vigtool.gui.log.entry_words import ICONS, QUIET, words_of_acts


def test_every_act_that_is_shown_has_words_and_a_sign() -> None:
    shown = set(ACT_NAMES.values()) - QUIET
    assert shown - set(words_of_acts()) == set()
    assert shown - set(ICONS) == set()
