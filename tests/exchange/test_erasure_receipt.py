"""The receipt of an erasure: what stands on it in each language, as a PDF for the archive and for screen readers."""

import json
import re
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tests.exchange.pdf_facts import page_texts, without_spaces, xmp
from vigtool.exchange.erasure_receipt import FORMAT, ErasureReceipt, receipt_json, receipt_pdf
from vigtool.exchange.errors import UnknownLanguage
from vigtool.exchange.report_words import LANGUAGES
from vigtool.vault.medium_facts import Beyond

BEGUN = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)
CHECKPOINT = "vigtool/vvvvvvvvvvvv\n17\n" + "A" * 43 + "=\n\n\u2014 vigtool/vvvvvvvvvvvv " + "B" * 92 + "\n"

RECEIPT = ErasureReceipt(
    format=FORMAT,
    version=1,
    vault="vvvvvvvvvvvv",
    erasure="eeeeeeeeeeee",
    what="person",
    target="pppppppppppp",
    case="cccccccccccc",
    films=("f1f1f1f1f1f1", "f2f2f2f2f2f2"),
    papers=(),
    overwritten=("f1f1f1f1f1f1", "cccccccccccc"),
    removed=("f2f2f2f2f2f2",),
    beyond_reach=tuple(str(one) for one in Beyond),
    reason="#strong[asked] for\nby the family",
    begun_at=BEGUN,
    done_at=BEGUN,
    entries=(15, 16),
    checkpoint=CHECKPOINT,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["film", "case", "person"])
def test_every_language_and_kind_is_whole(language: str, what: str) -> None:
    pdf = receipt_pdf(replace(RECEIPT, what=what), language)
    text = without_spaces("".join(page_texts(pdf)))
    for part in (*RECEIPT.films, RECEIPT.target, RECEIPT.vault, RECEIPT.erasure, "#strong[asked]for", "A" * 43):
        assert part in text
    packet = xmp(pdf)
    assert re.findall(r"<pdfaid:part>(.*?)<", packet) == ["2"]
    assert re.findall(r"<pdfaid:conformance>(.*?)<", packet) == ["A"]
    assert "<pdfuaid:part>1<" in packet
    assert receipt_pdf(replace(RECEIPT, what=what), language) == pdf


def test_json_says_the_same() -> None:
    told = json.loads(receipt_json(RECEIPT))
    assert (told["format"], told["version"], told["overwritten"]) == (FORMAT, 1, list(RECEIPT.overwritten))
    assert told["checkpoint"] == CHECKPOINT


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        receipt_pdf(RECEIPT, "de")
