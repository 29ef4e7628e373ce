"""A contact card on paper: in each language, for screen readers, with a code that a camera reads."""

import re
from datetime import UTC, datetime

import numpy as np
import pytest

from tests.exchange.pdf_facts import page_texts, without_spaces, xmp
from tests.exchange.test_contact_card import CARD, sign
from tests.exchange.test_qr import drawn
from vigtool.exchange.contact_card import Card, card_bytes, read_card
from vigtool.exchange.contact_card_page import card_page
from vigtool.exchange.qr import qr_svg
from vigtool.exchange.report_words import LANGUAGES, texts_of

AT = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)
LONGEST = Card("Ä" * 80, "age1" + "q" * 58, "", CARD.verifier)


def short(card: Card) -> str:
    return card_bytes(card.short(), sign).decode().rstrip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", [CARD, LONGEST])
def test_every_language_is_whole_and_on_one_page(language: str, card: Card) -> None:
    pdf = card_page(card.name, short(card), language, AT)
    pages = page_texts(pdf)
    assert len(pages) == 1
    text = without_spaces(pages[0])
    words = texts_of("contact_card", language)
    for part in (card.name, short(card), *(words[key] for key in words if key not in {"page", "qr.alt"})):
        assert without_spaces(part) in text
    packet = xmp(pdf)
    assert re.findall(r"<pdfaid:part>(.*?)<", packet) == ["2"]
    assert "<pdfuaid:part>1<" in packet


def test_the_languages_say_the_same() -> None:
    words = [texts_of("contact_card", language) for language in LANGUAGES]
    assert all(list(one) == list(words[0]) for one in words)
    assert all(len({one[key] for one in words}) == len(words) for key in words[0])


def test_a_camera_reads_the_longest_card_back() -> None:
    cv2 = pytest.importorskip("cv2", reason="OpenCV, which is no dependency, reads the code here")
    picture = np.repeat(drawn(qr_svg(short(LONGEST)))[..., np.newaxis], 3, axis=2)
    seen = cv2.QRCodeDetector().detectAndDecode(picture)[0]
    assert read_card(seen.encode()).card == LONGEST
