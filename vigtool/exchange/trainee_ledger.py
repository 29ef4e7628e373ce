"""The ledger of those who are supervised, as pages and as a table: names of trainees and counts, no film, no family."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Final

from vigtool.domain.ledger import StageProfile, SupervisionNoted
from vigtool.exchange.annotations.csv_writing import safe
from vigtool.exchange.listing import Table, listing_words
from vigtool.exchange.report_setting import settable
from vigtool.exchange.report_times import day_text
from vigtool.exchange.report_words import report_words
from vigtool.exchange.training_ledger import hours_text, ledger_pages, stages_table

_REPORT: Final = "trainee_ledger"
_COLUMNS: Final = ("name", "packages", "open", "cycles", "clients")


@dataclass(frozen=True, slots=True)
class TraineeCounts:
    """A line of the ledger: ``open`` of the packages are still here, ``minutes`` of supervision were noted."""

    name: str
    packages: int
    open: int
    cycles: int
    clients: int
    minutes: int


@dataclass(frozen=True, slots=True)
class TraineeLedger:
    """What is written; ``held`` is the supervision of the one trainee whom it is about, empty for a group."""

    trainees: tuple[TraineeCounts, ...]
    vault: str
    made_at: datetime
    held: tuple[SupervisionNoted, ...] = ()


def ledger_csv(document: TraineeLedger, language: str) -> bytes:
    """The table, of the same manner as that of a film's marks. Raises ``UnknownLanguage``."""
    words = listing_words(_REPORT, language)
    text = StringIO(newline="")
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow([words[f"column.{key}"] for key in (*_COLUMNS, "minutes")])
    table.writerows(
        (safe(one.name), one.packages, one.open, one.cycles, one.clients, one.minutes) for one in document.trainees
    )
    return text.getvalue().encode("utf-8-sig")


def ledger_pdf(document: TraineeLedger, profile: StageProfile | None, language: str) -> bytes:
    """The ledger as pages. Raises ``UnknownLanguage``, ``ReportNotMade``."""
    words, common = listing_words(_REPORT, language), report_words(language)
    for_whom = settable(document.trainees[0].name) if len(document.trainees) == 1 else words["for_whom"]
    tables = _tables(document, profile, words, common, language)
    return ledger_pages(_REPORT, tables, for_whom, document.vault, document.made_at, language)


def _tables(
    document: TraineeLedger,
    profile: StageProfile | None,
    words: Mapping[str, str],
    common: Mapping[str, str],
    language: str,
) -> Iterator[Table]:
    heads = tuple(words[f"column.{key}"] for key in (*_COLUMNS, "hours"))
    rows = tuple(_row(one, words) for one in document.trainees)
    yield Table(words["done.heading"], "", heads, rows, words["done.none"])
    if profile is not None:
        yield stages_table(profile, language)
    if document.held:
        held = tuple((day_text(one.on, common), hours_text(one.minutes, words)) for one in document.held)
        yield Table(words["held.heading"], "", (words["held.1"], words["held.2"]), held, "")


def _row(one: TraineeCounts, words: Mapping[str, str]) -> tuple[str, ...]:
    counts = (str(count) for count in (one.packages, one.open, one.cycles, one.clients))
    return (settable(one.name), *counts, hours_text(one.minutes, words))
