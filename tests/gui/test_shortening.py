"""Texts are made short between letters, never within one."""

import pytest

from vigtool.gui.shared.shortening import ELLIPSIS, shortened

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1eb\U0001f1ee"


@pytest.mark.parametrize(
    ("text", "letters", "shown"),
    [
        ("", 5, ""),
        ("short", 5, "short"),
        ("longer", 5, f"longe{ELLIPSIS}"),
        ("two words", 4, f"two{ELLIPSIS}"),
        (FAMILY * 3, 3, FAMILY * 3),
        (FAMILY * 3, 2, f"{FAMILY * 2}{ELLIPSIS}"),
        (FLAG * 3, 1, f"{FLAG}{ELLIPSIS}"),
        ("a\u0308o\u0308u\u0308", 2, f"a\u0308o\u0308{ELLIPSIS}"),
        ("\u05e9\u05dc\u05d5\u05dd", 2, f"\u05e9\u05dc{ELLIPSIS}"),
        ("on\ntwo\u2028lines", 20, "on two lines"),
        ("nul\x00s are letters", 4, f"nul\x00{ELLIPSIS}"),
    ],
)
def test_a_text_is_cut_between_letters(text: str, letters: int, shown: str) -> None:
    assert shortened(text, letters) == shown


def test_endless_texts_and_endless_letters_become_short() -> None:
    assert shortened("ä" * 10_000, 40) == "ä" * 40 + ELLIPSIS
    assert len(shortened("e" + "\u0301" * 10_000, 40)) < 700
