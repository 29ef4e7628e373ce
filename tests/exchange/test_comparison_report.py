"""The comparison as pages, on the case with known differences: words first, then each moment once."""

import re
from datetime import UTC, datetime
from itertools import starmap
from random import Random

import pytest

from tests.exchange.pdf_facts import page_texts, without_spaces, xmp
from tests.known_comparison import FRAMES, MATCHED, RECORDING, TIMES, A, B
from vigtool.domain.agreement import agreement
from vigtool.domain.comparing import LEAST_OVERLAP, compare, in_frames
from vigtool.exchange.comparison import ComparedFilm, Seen, Side, document_of
from vigtool.exchange.comparison_report import comparison_pdf
from vigtool.exchange.report_words import LANGUAGES, texts_of
from vigtool.services.comparison import SEED

TOLD = ("Both noticed 7 moments.", "The trainee alone noticed 1 moment more.")
AT = datetime(2026, 3, 9, 18, tzinfo=UTC)


def pdf(language: str = "en", *, films: int = 1, research: bool = False) -> bytes:
    figures = agreement(in_frames(A, TIMES), in_frames(B, TIMES), FRAMES, Random(SEED).randrange) if research else None
    film = ComparedFilm(type(RECORDING)("f0mf0mf0mf0m"), TIMES, compare(A, B, TIMES), figures)
    document = document_of([film] * films, (Side.TRAINEE, Side.SUPERVISOR), LEAST_OVERLAP, "abcdefghjkmn", AT)
    return comparison_pdf(document, [TOLD] * films, language, name_of)


def name_of(seen: Seen) -> str:
    return f"*{seen.principle}*"


def text(made: bytes) -> str:
    return without_spaces("\n".join(page_texts(made)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words(language: str) -> None:
    words, english = texts_of("comparison", language), texts_of("comparison", "en")
    assert list(words) == list(english)
    assert {key: _places(text) for key, text in words.items()} == {key: _places(text) for key, text in english.items()}


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


def later() -> list[str]:
    """By how many frames B's begin, end and key are later, pair by pair, where they are not the same."""
    return [f"{frames:+}" for _a, _b, begins, ends, key, *_ in MATCHED for frames in (begins, ends, key) if frames]


def test_the_known_case_stands_there_with_its_figures() -> None:
    made = pdf()
    told = text(made)
    for sentence in TOLD:
        assert told.count(without_spaces(sentence)) == 1
    assert re.findall(r"later\s\(frames\):\s([+-]?\d+)", " ".join(page_texts(made))) == later()
    assert told.count("Theverysameframes") == 2  # a1 and a4
    assert "Frames100to149,keyframe120" in told
    assert [told.count(f"Frames{first}to") for first in (900, 560, 940)] == [1, 1, 1]
    assert "Both:*3a*" in told
    assert "Onlythetrainee:*2a*" in told
    assert "F1" not in told


def test_several_films_are_told_apart_and_figures_stand_there_for_those_who_ask() -> None:
    told = text(pdf(films=2, research=True))
    assert list(starmap(told.count, [("Film1:Bothnoticed",), ("Film2:Bothnoticed",)])) == [1, 1]
    assert "F1,from3/10incommonon0.82350.5714and1.0000" in told
    assert "0.66750.4467and0.9011" in told


def test_it_is_set_for_keeping_and_for_everyone_in_its_language() -> None:
    packet = xmp(pdf("fi"))
    assert re.findall(r"<pdfaid:part>(.*?)<", packet) == ["2"]
    assert re.findall(r"<pdfuaid:part>(.*?)<", packet) == ["1"]
    assert "+5" in text(pdf("sv"))
