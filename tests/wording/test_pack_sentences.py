"""Each problem of a pack is said in words, on its line, with what it is about."""

import re

import pytest

from tests.exchange.sample_pack import changed, refused
from vigtool.exchange.pack_errors import BadPack, Problem, ProblemKind
from vigtool.wording.pack_sentences import problem_lines, problem_words
from vigtool.wording.translation import set_language

NAMES = {
    ProblemKind.WRONG_TYPE: ("object", "list", "text", "number"),
    ProblemKind.TOO_MANY: ("categories", "items", "examples"),
}
NUMBERED = {
    ProblemKind.TOO_LARGE,
    ProblemKind.TOO_DEEP,
    ProblemKind.TOO_LONG,
    ProblemKind.TOO_MANY,
    ProblemKind.TOO_SMALL,
    ProblemKind.TOO_BIG,
    ProblemKind.DOUBLED_KEY,
}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", ProblemKind)
def test_every_problem_is_said_in_whole_sentences(kind: ProblemKind, language: str) -> None:
    set_language(language)
    try:
        for name in NAMES.get(kind, ("sv", "")):
            said = problem_words(Problem(kind, 7, name=name, limit=4711, column=12))
            assert re.fullmatch(r"[A-ZÅÄÖ“”].*[.]|.*\{ … \}[.]", said), said
            assert re.search(r"\{\w|None", said) is None
            assert ("4711" in said) == (kind in NUMBERED)
    finally:
        set_language("en")


def test_a_line_says_where_and_what() -> None:
    error = refused(changed(lambda pack: pack["name"].pop("sv")))
    assert problem_lines(error) == ["Line 6: The words in this language are missing: Swedish."]
    assert problem_words(refused(b"{\n'a': 1}").problems[0]).startswith("This is not JSON at column 1.")


def test_what_was_left_out_is_counted() -> None:
    error = BadPack((Problem(ProblemKind.EMPTY_TEXT, 3),), more=9)
    assert problem_lines(error)[-1] == "And 9 more."


def test_a_name_that_is_not_told_is_three_dots() -> None:
    assert "“…”" in problem_words(Problem(ProblemKind.UNKNOWN_FIELD, 1))
