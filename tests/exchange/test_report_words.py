from collections.abc import Iterable
from string import Formatter

import pytest

from vigtool.domain.consent import ConsentState
from vigtool.domain.moments import TurnKind
from vigtool.domain.people import Role
from vigtool.domain.purposes import STANDARD_PURPOSES
from vigtool.domain.withdrawal import Left
from vigtool.exchange.errors import ResourceMissing, UnknownLanguage
from vigtool.exchange.report_words import LANGUAGES, report_words, texts_of
from vigtool.exchange.resource_files import resource
from vigtool.exchange.session_log import ExportKind

ENGLISH = report_words("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words_and_none_is_empty(language: str) -> None:
    words = report_words(language)
    assert list(words) == list(ENGLISH)
    assert all(text.strip() == text and text for text in words.values())


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_label_is_left_in_english(language: str) -> None:
    words = report_words(language)
    assert [key for key in words if words[key] == ENGLISH[key] and not key.startswith("pattern.")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_the_english_text_fills_in(language: str) -> None:
    for key, text in report_words(language).items():
        if key not in ("pattern.day", "pattern.instant"):
            assert _places(text) == _places(ENGLISH[key]), key


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("purpose", STANDARD_PURPOSES),
        ("role", Role),
        ("state", ConsentState),
        ("turn", TurnKind),
        ("export", ExportKind),
    ],
)
def test_every_value_of_the_domain_has_its_word_and_no_other_has(prefix: str, values: Iterable[str]) -> None:
    assert {key for key in ENGLISH if key.startswith(f"{prefix}.")} == {f"{prefix}.{value}" for value in values}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_left_has_its_word_in_the_client_folder(language: str) -> None:
    assert {f"what.{one}" for one in Left} <= texts_of("client_overview", language).keys()


def test_a_language_that_we_do_not_speak_is_refused() -> None:
    with pytest.raises(UnknownLanguage) as caught:
        report_words("../fi")
    assert caught.value.language == "../fi"


def test_a_missing_file_of_the_program_is_named() -> None:
    with pytest.raises(ResourceMissing) as caught:
        resource("reports", "nothing.typ")
    assert caught.value.resource == "reports/nothing.typ"


def _places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
