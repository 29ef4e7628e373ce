"""Phrases that clients often say in a review, ready to be ticked: some come with the program, a guider has their own.

``docs/shared-review.md`` describes the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Final, Literal

from msgspec import Meta

from vigtool.exchange import strict_json
from vigtool.exchange.errors import UnknownLanguage
from vigtool.exchange.report_words import LANGUAGES
from vigtool.exchange.resource_files import resource

FORMAT: Final = "vigtool-ready-phrases"
MOST: Final = 24
"""Phrases in a language: more cannot be found while somebody speaks."""
LONGEST: Final = 120
"""Letters of a phrase."""

Phrase = Annotated[str, Meta(min_length=1, max_length=LONGEST)]


@dataclass(frozen=True, slots=True)
class _PhraseFile:
    format: Literal["vigtool-ready-phrases"]
    version: Literal[1]
    phrases: dict[str, Annotated[tuple[Phrase, ...], Meta(max_length=MOST)]]


def from_json(data: bytes) -> Mapping[str, tuple[str, ...]]:
    """The phrases in a file's bytes, by language. Raises ``UnreadableDocument`` or ``UnknownVersion``."""
    return MappingProxyType(strict_json.decode(data, _PhraseFile, FORMAT, 1).phrases)


def to_json(phrases: Mapping[str, Sequence[str]]) -> bytes:
    """The file of these phrases, each as ``tidied`` leaves it. Raises ``UnreadableDocument``."""
    tidy = {language: tidied(listed) for language, listed in phrases.items()}
    return strict_json.encode(_PhraseFile(FORMAT, 1, tidy), FORMAT)


def tidied(phrases: Sequence[str]) -> tuple[str, ...]:
    """Phrases as they can be kept: none empty or twice, none longer than ``LONGEST``, not more than ``MOST``."""
    plain = (" ".join(one.split())[:LONGEST].strip() for one in phrases)
    return tuple(dict.fromkeys(one for one in plain if one))[:MOST]


def built_in_phrases(language: str) -> tuple[str, ...]:
    """The phrases that come with the program. Raises ``UnknownLanguage``, ``ResourceMissing``."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    return _built_in().get(language, ())


@cache
def _built_in() -> Mapping[str, tuple[str, ...]]:
    return from_json(resource("review-phrases", "phrases.json").read_bytes())
