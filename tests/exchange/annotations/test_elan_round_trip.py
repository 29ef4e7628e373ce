from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings

from tests.exchange.annotations.sample_films import EMPTY, FIRST, OVERLAPPING, SAMPLE, marked_films
from vigtool.exchange.annotations.elan_reading import read_elan
from vigtool.exchange.annotations.elan_writing import write_elan
from vigtool.exchange.annotations.marked_film import FoundMark, MarkedFilm, rounded
from vigtool.exchange.annotations.plain_text import plain


def milliseconds(time: Fraction) -> Fraction:
    return Fraction(rounded(time), 1000)


def moments_of(film: MarkedFilm) -> Counter[tuple[object, ...]]:
    return Counter(
        (milliseconds(one.begin), milliseconds(one.end), milliseconds(one.key), plain(one.title), plain(one.note))
        for one in film.moments
    )


def turns_of(film: MarkedFilm) -> Counter[tuple[object, ...]]:
    return Counter(
        (milliseconds(turn.begin), milliseconds(turn.end), film.name_of(turn.person), plain(turn.words))
        for moment in film.moments
        for turn in moment.turns
    )


def of_kind(marks: tuple[FoundMark, ...], kind: str) -> list[FoundMark]:
    return [one for one in marks if one.kind == kind or one.kind.startswith(f"{kind} ")]


@settings(deadline=None)
@given(marked_films())
def test_what_is_written_comes_back(film: MarkedFilm) -> None:
    found = read_elan(write_elan(film))
    assert found.left_out == {}
    moments = of_kind(found.marks, "Moments")
    assert Counter((one.begin, one.end, one.key, one.title, one.note) for one in moments) == moments_of(film)
    turns = [one for one in found.marks if one.person]
    assert Counter((one.begin, one.end, one.person, one.note) for one in turns) == turns_of(film)
    questions = Counter(one.title for one in of_kind(found.marks, "Questions"))
    assert questions == Counter(plain(one.question) for one in film.moments if plain(one.question))
    assert len(of_kind(found.marks, "Stars")) == sum(one.starred for one in film.moments)
    assert not of_kind(found.marks, "Key frames")


@pytest.mark.parametrize(
    ("written_in", "read_in", "kind", "principle"),
    [("en", "fi", "Aloite", "Tauko"), ("fi", "en", "Initiative", "A pause"), ("fi", "sv", "Initiativ", "Paus")],
)
def test_words_of_vocabularies_come_back_in_another_language(
    written_in: str, read_in: str, kind: str, principle: str
) -> None:
    titles = [one.title for one in read_elan(write_elan(SAMPLE, written_in), read_in).marks]
    assert titles.count(kind) == 2
    assert titles.count(principle) == sum(
        any(seen.id == "own.3.pause" for seen in one.principles) for one in (FIRST, OVERLAPPING)
    )


def test_a_film_without_marks_comes_back_without() -> None:
    assert read_elan(write_elan(EMPTY)).marks == ()
