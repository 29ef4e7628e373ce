"""Whatever can go wrong has words of its own, and they blame nobody."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog

import vigtool
from tools.translations import SOURCES, collect
from vigtool.domain.errors import VigtoolError
from vigtool.wording import sentences
from vigtool.wording.sentences import sentence_for
from vigtool.wording.translation import set_language

MISTAKES_IN_THE_PROGRAM = {
    "PermitMismatch": "a service offered a permit for another act; no user can bring it about",
    "NotRun": "a job was finished before it ran",
    "CycleExists": "two ids of 60 random bits were the same",
    "BadIndex": "the services make an unreadable frame index anew",
    "BadFilmstrip": "the services make an unreadable filmstrip anew",
    "BadWaveform": "the services make an unreadable waveform anew",
    "BadTrack": "what follows people is asked and answered by the program itself",
    "BadRenderPlan": "the services plan a clip from what they have read",
    "BrokenReader": "a file object of ours broke its promise to the decoder",
    "IdTaken": "two ids of 60 random bits were the same",
    "UnknownLanguage": "the command line and the window offer the languages that there are",
}
"""These are told as mistakes in the program, with the name of the type to be passed on."""

ROOTS = {"ServiceError", "MediaError", "VaultError"}
"""Never raised themselves."""

TOLD_ELSEWHERE = {
    "NoPassphrase": "vigtool.cli.telling says it: only the command line can be without one",
    "FilmPutAway": "a thread of Prepare hears it when the film is closed while it waits: there is nobody to tell",
}

BLAMING = re.compile(
    r"\b(errors?|fail(s|ed|ure|ures)?|invalid|illegal|bad|poor|fault|wrong(?! in the program)|abort(ed)?|fatal|"
    r"forbidden|you (must|should|forgot|did not)|please|unfortunately|sorry|oops)\b",
    re.IGNORECASE,
)
SAID_OF_THINGS = {
    "The disk failed while something was put on record.",
    "Code of the error",
    (
        "By this computer's clock the last day of what was handed to you is long past. The clock seems to be wrong, "
        "so nothing was erased: please set it right."
    ),
}
"""Nobody but a thing is meant."""


def _everything_that_can_be_raised() -> set[type[VigtoolError]]:
    for module in pkgutil.walk_packages(vigtool.__path__, "vigtool."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return set(_below(VigtoolError))


def _below(kind: type[VigtoolError]) -> Iterator[type[VigtoolError]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("vigtool."):
            yield one
        yield from _below(one)


def _has_words(kind: type[VigtoolError]) -> bool:
    said = sentence_for(kind.__new__(kind))
    return kind.__name__ not in str(said)


def test_every_error_has_words_of_its_own() -> None:
    kinds = _everything_that_can_be_raised()
    silent = {kind.__name__ for kind in kinds if not _has_words(kind)}
    assert silent == MISTAKES_IN_THE_PROGRAM.keys() | ROOTS | TOLD_ELSEWHERE.keys()
    assert len(kinds) > 40


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_sentence_says_what_is_so_and_what_to_do(language: str) -> None:
    set_language(language)
    try:
        said = {kind: sentence_for(kind.__new__(kind)) for kind in _everything_that_can_be_raised()}
    finally:
        set_language("en")
    for sentence in said.values():
        for part in (sentence.what, sentence.next_step):
            assert re.fullmatch(r"[A-ZÅÄÖ].*[.:]", part), part
            assert "{" not in part
    assert sentences.sentence_for(RuntimeError("x")).what.endswith("(RuntimeError).")


@pytest.mark.parametrize("domain", SOURCES)
def test_no_sentence_blames(domain: str) -> None:
    said = [text for text in _texts(collect(domain)) if text not in SAID_OF_THINGS]
    assert [text for text in said if BLAMING.search(text)] == []
    assert len(said) > 20


def _texts(catalogue: Catalog) -> list[str]:
    return [text for message in catalogue if message.id for text in _forms(message.id)]


def _forms(id_: str | tuple[str, ...] | list[str]) -> list[str]:
    return [id_] if isinstance(id_, str) else list(id_)
