"""The records of processing that GDPR, article 30(1) asks for, as far as the program knows them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigtool.domain.policy import Policy
from vigtool.domain.purposes import LegalBasis, Purpose, PurposeCard
from vigtool.exchange.listing import Listing, Table, listing_pdf, listing_words
from vigtool.exchange.report_setting import settable
from vigtool.exchange.report_times import day_text
from vigtool.exchange.report_words import report_words

_REPORT: Final = "processing_records"
_MEASURES: Final = ("sealed", "gate", "log", "lock", "users", "erase")


@dataclass(frozen=True, slots=True)
class HandedOut:
    """How much was handed out for a purpose so far; ``marks`` are the files of words and times about a film."""

    purpose: Purpose
    clips: int
    stills: int
    marks: int = 0


@dataclass(frozen=True, slots=True)
class ProcessingRecords:
    """What the records say; ``basis`` is proposed for a purpose, ``users`` is how many can open the vault."""

    vault: str
    made_at: datetime
    policy: Policy
    purposes: Sequence[PurposeCard]
    basis: Mapping[Purpose, LegalBasis]
    handed_out: Sequence[HandedOut]
    users: int


def records_pdf(records: ProcessingRecords, language: str) -> bytes:
    """The records as pages. Raises ``UnknownLanguage``, ``ReportNotMade``."""
    words = listing_words(_REPORT, language)
    day = day_text(records.made_at.date(), report_words(language))
    listing = Listing(
        language=language,
        title=words["title"],
        for_whom=words["for_whom"],
        intro=(words["intro"].format(day=day),),
        tables=tuple(_tables(records, words, language)),
        page=words["page"],
        footer=words["footer"].format(vault=records.vault),
    )
    return listing_pdf(_REPORT, listing, records.made_at)


def _tables(records: ProcessingRecords, words: Mapping[str, str], language: str) -> Iterator[Table]:
    terms = records.policy.terms
    names = {one.id: settable(one.name.in_language(language)) for one in records.purposes}
    yield _table(words, "who", list(_who(records, words)))
    says = {one.id: settable(one.says.in_language(language)) for one in records.purposes}
    yield _table(words, "purposes", [(names[one], says[one], words[f"basis.{records.basis[one]}"]) for one in names])
    yield _table(words, "data", [_pair(words, f"data.{one}") for one in ("clients", "staff", "passers")])
    yield _table(
        words, "recipients", [(names.get(one.purpose, one.purpose), _count(words, one)) for one in records.handed_out]
    )
    kept = {"kept.films": terms.film_months, "kept.log": terms.log_years}
    yield _table(
        words, "kept", [(words[key], words[f"{key}.term"].format(count=number)) for key, number in kept.items()]
    )
    counts = {"lock": records.policy.lock_after_minutes, "users": records.users}
    measures = [(words[f"safe.{one}"], words[f"safe.{one}.what"].format(count=counts.get(one, 0))) for one in _MEASURES]
    yield _table(words, "safe", measures)


def _table(words: Mapping[str, str], name: str, rows: Sequence[tuple[str, ...]]) -> Table:
    columns = len(rows[0]) if rows else 2
    heads = tuple(words[f"{name}.{number}"] for number in range(1, columns + 1))
    return Table(words[f"{name}.heading"], words.get(f"{name}.intro", ""), heads, tuple(rows), words[f"{name}.none"])


def _who(records: ProcessingRecords, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    organisation = records.policy.organisation
    if organisation.name:
        yield words["who.controller"], settable(organisation.name)
        yield from ((settable(one.what), settable(one.how)) for one in organisation.contacts)


def _pair(words: Mapping[str, str], key: str) -> tuple[str, str]:
    return words[f"{key}.who"], words[f"{key}.what"]


def _count(words: Mapping[str, str], one: HandedOut) -> str:
    counts = {"clips": one.clips, "stills": one.stills, "marks": one.marks}
    return "\n".join(words[f"recipients.{what}"].format(count=count) for what, count in counts.items())
