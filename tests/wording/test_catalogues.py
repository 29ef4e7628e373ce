"""Finnish and Swedish are complete, fit the English placeholders, and are compiled from what stands in the text."""

import io
import re
from string import Formatter

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tools.translations import LANGUAGES, SOURCES, collect, load, path_of, untranslated
from vigtool.wording.translation import language, set_language, system_language, tr, trn

BOTH = [(domain, language) for domain in SOURCES for language in LANGUAGES]


def _forms(text: object) -> tuple[str, ...]:
    return tuple(str(one) for one in text) if isinstance(text, (list, tuple)) else (str(text),)


def _placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("domain", "language"), BOTH)
def test_a_catalogue_is_complete_and_holds_nothing_else(domain: str, language: str) -> None:
    catalogue, source = load(domain, language), collect(domain)
    assert untranslated(catalogue) == []
    assert {message.id for message in catalogue if message.id} == {message.id for message in source if message.id}
    assert not any(message.fuzzy for message in catalogue if message.id)


@pytest.mark.parametrize(("domain", "language"), BOTH)
def test_placeholders_are_the_same_in_every_language(domain: str, language: str) -> None:
    for message in load(domain, language):
        if message.id:
            pairs = zip(_forms(message.id), _forms(message.string), strict=True)
            assert all(_placeholders(english) == _placeholders(form) for english, form in pairs), message.id


@pytest.mark.parametrize(("domain", "language"), BOTH)
def test_what_is_compiled_is_what_is_written(domain: str, language: str) -> None:
    path = path_of(domain, language)
    written = read_po(io.BytesIO(path.read_bytes()), locale=language)
    compiled = read_mo(io.BytesIO(path.with_suffix(".mo").read_bytes()))
    assert {_forms(m.id): _forms(m.string) for m in compiled if m.id} == {
        _forms(m.id): _forms(m.string) for m in written if m.id
    }


@pytest.mark.parametrize(("domain", "language"), BOTH)
def test_translations_end_as_the_sentence_does(domain: str, language: str) -> None:
    for message in load(domain, language):
        if message.id:
            end = re.search(r"[.:?!…]?\s*$", _forms(message.id)[0])
            assert all(end and form.endswith(end[0]) for form in _forms(message.string)), message.id


def test_a_language_is_chosen_and_spoken() -> None:
    try:
        set_language("fi")
        assert language() == "fi"
        assert tr("The vault is closed.") == "Holvi on suljettu."
        assert trn("no such sentence", "no such sentences", 2) == "no such sentences"
        set_language("en")
        assert tr("The vault is closed.") == "The vault is closed."
        with pytest.raises(ValueError, match="de"):
            set_language("de")
    finally:
        set_language("en")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "sv_FI.UTF-8"}, "sv"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_systems_language(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert system_language() == expected
