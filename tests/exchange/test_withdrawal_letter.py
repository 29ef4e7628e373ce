"""A letter about a withdrawal in each language: both standards, every text in its place, nothing read as markup."""

import re
from datetime import UTC, date, datetime

import pytest

from tests.exchange.pdf_facts import page_texts, without_spaces, xmp
from vigtool.domain.identifiers import CaseId, PersonId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purpose, Purposes
from vigtool.domain.withdrawal import Departure, Left
from vigtool.exchange.form_templates import FormTemplates
from vigtool.exchange.report_words import LANGUAGES, report_words
from vigtool.exchange.session_log import Pseudonym
from vigtool.exchange.withdrawal_letter import LETTER, ToRecipient, WithdrawalLetter, withdrawal_letter

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
CHILD, PARENT = (Pseudonym(PersonId(n), role, 2) for n, role in (("ch1d", Role.CHILD), ("parent", Role.PARENT)))
CLIP = Departure(7, Left.CLIP, NOW, Purposes.TRAINING, sha256=("ab" * 32,))
STILL = Departure(9, Left.STILL, NOW, Purposes.FAMILY_COPY, sha256=("cd" * 32,))
MARKUP = '#panic("x") *b* $x^2$'
NAMES = {Purposes.TRAINING: MARKUP, Purposes.FAMILY_COPY: "Kopia", Purposes.GUIDANCE: "Ohjaus"}


def letter(language: str, *sheets: ToRecipient) -> WithdrawalLetter:
    withdrawn = [Purposes.GUIDANCE, Purpose("a-purpose-of-tomorrow")]
    case = CaseId("c4se")
    return WithdrawalLetter(language, NOW, case, CHILD, date(2026, 11, 20), NAMES, withdrawn, sheets)


def made(language: str) -> bytes:
    whole = letter(language, ToRecipient(PARENT, [CLIP, STILL]), ToRecipient(None, [STILL]))
    return withdrawal_letter(FormTemplates(), whole)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_claims_both_standards_and_is_tagged(language: str) -> None:
    pdf = made(language)
    packet = xmp(pdf)
    assert re.findall(r"<pdfaid:part>(.*?)<", packet) == ["2"]
    assert re.findall(r"<pdfaid:conformance>(.*?)<", packet) == ["A"]
    assert re.findall(r"<pdfuaid:part>(.*?)<", packet) == ["1"]
    tags = set(re.findall(rb"/S\s*/(\w+)", pdf))
    assert {b"Document", b"Title", b"H1", b"H2", b"P", b"Table", b"TH", b"TD", b"L", b"LI"} <= tags


def test_somebody_outside_of_the_case_is_addressed_as_they_were_written_down() -> None:
    pdf = withdrawal_letter(FormTemplates(), letter("fi", ToRecipient(MARKUP, [CLIP])))
    (page,) = (without_spaces(one) for one in page_texts(pdf))
    assert without_spaces(f"{FormTemplates().texts(LETTER, 'fi')['to']}: {MARKUP}") in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_says_all_that_its_recipient_has_to_know(language: str) -> None:
    texts, common = FormTemplates().texts(LETTER, language), report_words(language)
    first, second = (without_spaces(one) for one in page_texts(made(language)))
    child, parent = (f"{common[f'role.{one.role}']} 2" for one in (CHILD, PARENT))
    wherever = [child, "Ohjaus, a-purpose-of-tomorrow", texts["law"], texts["digest.note"], *texts["ask"].split("\n")]
    wherever += [texts[key] for key in ("answer.done", "answer.passed", "answer.signature", "answer.day")]
    wherever += [texts[f"column.{key}"] for key in ("when", "what", "purpose", "digest")]
    for page in (first, second):
        assert [one for one in wherever if without_spaces(one) not in page] == []
    assert without_spaces(texts["title"]) in first
    assert without_spaces(f"{texts['to']}: {parent}") in first
    assert without_spaces(texts["to.unknown"]) in second
    assert all(without_spaces(one) in first for one in ("ab" * 32, "cd" * 32, MARKUP, texts["clip"], texts["still"]))
    assert "ab" * 32 not in second


@pytest.mark.parametrize(
    ("language", "time", "day"),
    [
        ("fi", "22.11.2026 klo 14.05", "20.11.2026"),
        ("sv", "2026-11-22 kl. 14.05", "2026-11-20"),
        ("en", "22 November 2026, 14:05", "20 November 2026"),
    ],
)
def test_times_are_written_as_the_language_writes_them(language: str, time: str, day: str) -> None:
    page = without_spaces(page_texts(made(language))[0])
    assert without_spaces(time) in page
    assert without_spaces(day) in page


def test_the_languages_have_the_same_texts() -> None:
    assert len({tuple(FormTemplates().texts(LETTER, one)) for one in LANGUAGES}) == 1
