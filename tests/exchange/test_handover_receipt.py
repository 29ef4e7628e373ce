"""The receipt for what was handed out: what stands on it in each language, for the archive and for screen readers."""

import json
import re
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tests.exchange.pdf_facts import page_texts, without_spaces, xmp
from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Role
from vigtool.domain.withdrawal import Left
from vigtool.exchange.errors import UnknownLanguage
from vigtool.exchange.handover_receipt import FORMAT, HandedOut, HandoverReceipt, receipt_json, receipt_pdf
from vigtool.exchange.report_words import LANGUAGES
from vigtool.exchange.session_log import Pseudonym

AT = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)
CHECKPOINT = "vigtool/vvvvvvvvvvvv\n17\n" + "A" * 43 + "=\n\n\u2014 vigtool/vvvvvvvvvvvv " + "B" * 92 + "\n"
CLIP = HandedOut(
    entry=15,
    at=AT,
    what=Left.CLIP,
    sha256=("ab" * 32,),
    film="f1f1f1f1f1f1",
    moment="m1m1m1m1m1m1",
    first=0,
    last=99,
    masked=2,
    consents=(4, 7),
)
RECEIPT = HandoverReceipt(
    vault="vvvvvvvvvvvv",
    case="cccccccccccc",
    purpose="training",
    to=(Pseudonym(PersonId("pppppppppppp"), Role.PARENT, 1),),
    recipient="#strong[Oulu]",
    things=(CLIP,),
    checkpoint=CHECKPOINT,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", [one for one in Left if one is not Left.SHOWN])
def test_every_language_and_kind_is_whole(language: str, what: Left) -> None:
    receipt = replace(RECEIPT, things=(replace(CLIP, what=what),))
    pdf = receipt_pdf(receipt, "Koulutus", language)
    text = without_spaces("".join(page_texts(pdf)))
    for part in ("f1f1f1f1f1f1", "m1m1m1m1m1m1", "ab" * 32, "vvvvvvvvvvvv", "cccccccccccc", "#strong[Oulu]", "A" * 43):
        assert part in text
    packet = xmp(pdf)
    assert re.findall(r"<pdfaid:part>(.*?)<", packet) == ["2"]
    assert re.findall(r"<pdfaid:conformance>(.*?)<", packet) == ["A"]
    assert "<pdfuaid:part>1<" in packet
    assert receipt_pdf(receipt, "Koulutus", language) == pdf


def test_it_says_who_is_covered_and_on_which_consents() -> None:
    told = " ".join("".join(page_texts(receipt_pdf(RECEIPT, "Training", "en"))).split())
    for words in ("Covered in it 2", "in entries 4, 7", "0 to 99", "Parent 1; #strong[Oulu]", "Masked, not anonymous"):
        assert words in told
    plain = replace(RECEIPT, to=(), recipient="", things=(replace(CLIP, masked=0, first=None, last=None),))
    bare = " ".join("".join(page_texts(receipt_pdf(plain, "Training", "en"))).split())
    assert "nobody was named" in bare
    for words in ("Masked", "Covered", "Frames"):
        assert words not in bare


def test_what_is_in_words_alone_has_no_purpose() -> None:
    log = HandedOut(entry=3, at=AT, what=Left.LOG, sha256=("ab" * 32, "cd" * 32), session="s1s1s1s1s1s1")
    told = " ".join("".join(page_texts(receipt_pdf(replace(RECEIPT, purpose=None, things=(log,)), "", "en"))).split())
    assert "What for" not in told
    assert "may be used for what is named" not in told
    assert "s1s1s1s1s1s1" in told


def test_a_reel_of_many_moments_is_whole() -> None:
    many = tuple(replace(CLIP, entry=n, what=Left.REEL, moment=f"m{n:011d}") for n in range(40))
    text = without_spaces("".join(page_texts(receipt_pdf(replace(RECEIPT, things=many), "Training", "fi"))))
    assert all(one.moment is not None and one.moment in text for one in many)
    assert "Kuitti0,1,2" in text


def test_json_says_the_same() -> None:
    told = json.loads(receipt_json(RECEIPT))
    assert (told["format"], told["version"], told["recipient"]) == (FORMAT, 1, "#strong[Oulu]")
    assert told["things"][0]["consents"] == [4, 7]
    assert told["checkpoint"] == CHECKPOINT


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        receipt_pdf(RECEIPT, "Training", "de")
