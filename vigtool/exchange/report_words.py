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
def report_words(language: str) -> Mapping[str, str]:
    """The words of the session log in ``fi``, ``sv`` or ``en``. Raises ``UnknownLanguage`` or ``ResourceMissing``."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    data = resource("reports", f"session_log.{language}.json").read_bytes()
    return MappingProxyType(msgspec.json.decode(data, type=dict[str, str]))
