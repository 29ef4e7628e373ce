"""Reports that are headings and tables: what is held about a person, what an organisation does with films."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType

import msgspec

from vigtool.exchange.errors import UnknownLanguage
from vigtool.exchange.report_setting import set_pages
from vigtool.exchange.report_words import LANGUAGES
from vigtool.exchange.resource_files import resource


@dataclass(frozen=True, slots=True)
class Table:
    """A heading with a table of two to four columns, or six, under it; ``empty`` stands there when it has no rows."""

    heading: str
    intro: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole report, all texts ready to be set; ``page`` has the places ``{page}`` and ``{pages}``."""

    language: str
    title: str
    for_whom: str
    intro: tuple[str, ...]
    tables: tuple[Table, ...]
    page: str
    footer: str


def listing_pdf(report: str, listing: Listing, made_at: datetime) -> bytes:
    """The report as PDF/A-2a and PDF/UA-1. Raises ``ReportNotMade`` with the report's name."""
    return set_pages(report, resource("reports", "listing.typ").read_bytes(), listing, made_at)


@cache
def listing_words(report: str, language: str) -> Mapping[str, str]:
    """The words of a report in ``fi``, ``sv`` or ``en``. Raises ``UnknownLanguage``, ``ResourceMissing``."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    data = resource("reports", f"{report}.{language}.json").read_bytes()
    return MappingProxyType(msgspec.json.decode(data, type=dict[str, str]))
