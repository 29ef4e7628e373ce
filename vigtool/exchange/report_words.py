"""The words of the reports in each language, kept as data beside the templates."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

import msgspec

from vigtool.exchange.errors import UnknownLanguage
from vigtool.exchange.resource_files import resource

LANGUAGES: Final = ("fi", "sv", "en")


@cache
def texts_of(report: str, language: str) -> Mapping[str, str]:
    """The words of a report in ``fi``, ``sv`` or ``en``. Raises ``UnknownLanguage`` or ``ResourceMissing``."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    data = resource("reports", f"{report}.{language}.json").read_bytes()
    return MappingProxyType(msgspec.json.decode(data, type=dict[str, str]))


def report_words(language: str) -> Mapping[str, str]:
    """The words of the session log, and what all reports share. Raises as ``texts_of`` does."""
    return texts_of("session_log", language)
