"""Words as pictures: exactly the clip's size, readable, never read as markup; and the page with a still."""

import re
import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.exchange.pdf_facts import page_texts, xmp
from tests.exchange.sample_picture import GREY
from vigtool.exchange.cards import MOST_LETTERS, caption_png, card_png
from vigtool.exchange.errors import UnknownLanguage, UnreadableDocument
from vigtool.exchange.presets import BUILT_IN, built_in_presets, from_json
from vigtool.exchange.report_words import LANGUAGES
from vigtool.exchange.resource_files import resource
from vigtool.exchange.still_card import StillCard, card_pdf

SIZES = [(96, 64), (1280, 720), (720, 1280), (64, 2)]


def pixels(png: bytes) -> NDArray[np.uint8]:
    """An 8-bit PNG with alpha, (height, width, 4): read here, so that nothing of the program reads what it wrote."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (8, 6)
    data, place = b"", 8
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        data += png[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += length + 12
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + 4 * width)
    out = np.zeros((height + 1, width + 1, 4), np.int32)
    for y, row in enumerate(rows, start=1):
        values = row[1:].reshape(width, 4).astype(np.int32)
        for x, value in enumerate(values, start=1):
            left, up, corner = out[y, x - 1], out[y - 1, x], out[y - 1, x - 1]
            guess = left + up - corner
            near = np.abs(np.stack([guess - left, guess - up, guess - corner]))
            paeth = np.where(
                (near[0] <= near[1]) & (near[0] <= near[2]), left, np.where(near[1] <= near[2], up, corner)
            )
            added = (0, left, up, (left + up) // 2, paeth)[row[0]]
            out[y, x] = (value + added) & 255
    return out[1:, 1:].astype(np.uint8)


@pytest.mark.parametrize("size", SIZES)
def test_pictures_have_exactly_the_size(size: tuple[int, int]) -> None:
    for png in (card_png("Hei", "Sanoja", size), caption_png("Sanoja", size), card_png("", "", size)):
        assert struct.unpack(">II", png[16:24]) == size


def test_a_caption_lies_at_the_lower_edge_and_all_else_is_clear() -> None:
    picture = pixels(caption_png("Katso tänne", (160, 96)))
    seen = picture[..., 3] > 0
    assert not seen[:64].any()
    assert seen[72:].any()
    assert not seen[:, 0].any()
    assert picture[seen][:, :3].max() > 150


def test_a_card_is_opaque_and_says_both() -> None:
    bare, titled, worded = (pixels(card_png(*words, (160, 96))) for words in (("", ""), ("Hei", ""), ("Hei", "Sanat")))
    assert (bare[..., 3] == 255).all()
    assert len(np.unique(bare.reshape(-1, 4), axis=0)) == 1
    assert (titled != bare).any()
    assert (worded != titled).any()


def test_nothing_that_people_type_is_markup() -> None:
    plain = caption_png("#panic() *a* $x$ \\ @ref", (320, 180))
    assert plain != caption_png("#panic() a $x$ \\ @ref", (320, 180))
    assert caption_png("", (320, 180)) != plain


def test_a_character_that_no_font_has_is_spelt() -> None:
    size = (320, 180)
    assert caption_png("\u6f22", size) == caption_png("[U+6F22]", size)
    assert card_png("\u6f22", "\u6f22", size) == card_png("[U+6F22]", "[U+6F22]", size)


def test_long_words_are_set_smaller_instead_of_running_out() -> None:
    picture = pixels(caption_png("Pitkä teksti jatkuu. " * 20, (160, 96)))
    seen = np.nonzero((picture[..., 3] > 0).any(axis=1))[0]
    assert seen.min() > 24
    assert seen.max() < 95


CARD = StillCard(
    replace(GREY, width=640, height=480), "Hei", ("Siinä #minä*", "  "), "Kopio", datetime(2026, 3, 9, tzinfo=UTC)
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_with_a_still_is_for_the_archive_and_for_screen_readers(language: str) -> None:
    pdf = card_pdf(CARD, language)
    told = " ".join("".join(page_texts(pdf)).split())
    for words in ("Hei", "Siinä #minä*", "Kopio"):
        assert words in told
    assert re.findall(r"<pdfaid:conformance>(.*?)<", xmp(pdf)) == ["A"]
    assert "<pdfuaid:part>1<" in xmp(pdf)
    with pytest.raises(UnknownLanguage):
        card_pdf(CARD, "de")


def test_the_page_says_when_somebody_is_covered() -> None:
    masked = StillCard(
        replace(GREY, width=480, height=640), "", (), "Copy", datetime(2026, 3, 9, tzinfo=UTC), masked=True
    )
    told = " ".join("".join(page_texts(card_pdf(masked, "en"))).split())
    assert "Masked, not anonymous" in told
    assert "A moment" in told
    assert "In their own words" not in told
    assert "Masked" not in "".join(page_texts(card_pdf(CARD, "en")))


def test_the_presets_that_come_with_the_program() -> None:
    made = built_in_presets()
    assert tuple(one.id for one in made) == BUILT_IN
    assert {str(one.purpose) for one in made} == {"family-copy", "supervision", "training", "guidance"}
    for one in made:
        for code in LANGUAGES:
            assert one.name.in_language(code)
            assert one.says.in_language(code)
            assert not re.search(r"(?i)h\.?264|mp4|codec|aac", one.name.in_language(code))


@pytest.mark.parametrize(
    "change",
    [
        (b'"card": 3000', b'"card": -1'),
        (b'"card": 3000', b'"cards": 1'),
        (b'"most"', b'"least"'),
        (b"vigtool-preset", b"x"),
    ],
)
def test_a_preset_that_is_none_is_refused(change: tuple[bytes, bytes]) -> None:
    data = resource("presets", "family.json").read_bytes()
    from_json(data)
    assert change[0] in data
    with pytest.raises(UnreadableDocument):
        from_json(data.replace(*change))
    with pytest.raises(UnreadableDocument):
        from_json(b"\xff")


def test_more_words_than_can_be_read_are_left_out_and_that_shows() -> None:
    most, size = ("sana " * MOST_LETTERS)[:MOST_LETTERS], (640, 360)
    shown = caption_png(most, size)
    assert caption_png(most + "muuta " * 2_000_000, size) == caption_png(most + "x", size) != shown
    assert card_png(most + "x", "", size) != card_png(most, "", size)
