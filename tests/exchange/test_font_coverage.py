from pathlib import Path

import pytest

from vigtool.exchange.font_coverage import characters, printable
from vigtool.exchange.resource_files import resource

LATIN, GREEK = frozenset(range(0x20, 0x17F)) | {0x301}, frozenset({0x3B1, 0x323, 0x200D, 0x1F44D, 0x1F467})
BOTH = (LATIN, GREEK)


@pytest.mark.parametrize("name", ["Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "DejaVuSans.ttf"])
def test_the_fonts_of_the_program_have_the_letters_of_its_languages(name: str) -> None:
    found = characters(resource("fonts", name))
    assert {ord(letter) for letter in "aåäöÅÄÖšžéü\u2013\u2019·€"} <= found
    assert 0xE0FFF not in found


def test_all_weights_of_inter_have_the_same_characters() -> None:
    regular = characters(resource("fonts", "Inter-Regular.otf"))
    for weight in ("Medium", "SemiBold"):
        assert characters(resource("fonts", f"Inter-{weight}.otf")) == regular


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("äö é", "äö é"),
        ("a\u0308", "ä"),
        ("\u03b1x", "\u03b1x"),
        ("漢", "[U+6F22]"),
        ("x\u0323", "x[U+0323]"),
        ("\u0301x", "[U+0301]x"),
        ("👍\ufe0f", "👍"),
        ("👍\u200d👧", "👍\u200d👧"),
        ("x\u200b\ufe0fy", "xy"),
        ("\u2003\t", "  "),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\x07\ue000", "[U+0007][U+E000]"),
        ("a\ufeffx", "ax"),
        ("", ""),
    ],
)
def test_a_text_is_shown_as_far_as_one_font_has_each_cluster_and_spelt_where_not(text: str, shown: str) -> None:
    assert printable(text, BOTH) == shown


def test_a_file_without_a_character_map_is_refused(tmp_path: Path) -> None:
    font = tmp_path / "broken.ttf"
    font.write_bytes(b"\0\1\0\0\0\0" + b"\0" * 6)
    with pytest.raises(ValueError, match="cmap"):
        characters(font)


def test_a_character_map_for_a_part_of_unicode_only_is_refused(tmp_path: Path) -> None:
    font = tmp_path / "small.ttf"
    record = b"cmap" + bytes(4) + (28).to_bytes(4) + (12).to_bytes(4)
    font.write_bytes(b"\0\1\0\0\0\1" + bytes(6) + record + b"\0\0\0\1" + b"\0\3\0\1" + (12).to_bytes(4))
    with pytest.raises(ValueError, match="1"):
        characters(font)
