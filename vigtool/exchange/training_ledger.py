"""The ledger of one's own training as pages and as data: numbers and days, no film and no name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from vigtool.domain.ledger import Ledger, Stage, StageProfile
from vigtool.exchange import strict_json
from vigtool.exchange.field_types import Count, Instant, Ordinal, VaultField
from vigtool.exchange.listing import Listing, Table, listing_pdf, listing_words
from vigtool.exchange.report_setting import settable
from vigtool.exchange.report_times import day_text
from vigtool.exchange.report_words import report_words

FORMAT: Final = "vigtool-training-ledger"
VERSION: Final = 1
_REPORT: Final = "training_ledger"


@dataclass(frozen=True, slots=True)
class LoggedSupervision:
    """Supervision on a day, for so many minutes."""

    on: date
    minutes: Ordinal


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingLedger:
    """The document; ``profile`` is the stage profile's id, None where none was chosen."""

    format: Literal["vigtool-training-ledger"] = FORMAT
    version: Literal[1] = VERSION
    vault: VaultField
    cycles: Count
    clients: Count
    supervision_minutes: Count
    supervisions: tuple[LoggedSupervision, ...]
    profile: str | None
    made_at: Instant


def document_of(ledger: Ledger, profile: StageProfile | None, vault: str, made_at: datetime) -> TrainingLedger:
    """The ledger as a document."""
    return TrainingLedger(
        vault=vault,
        cycles=ledger.cycles,
        clients=ledger.clients,
        supervision_minutes=ledger.supervision_minutes,
        supervisions=tuple(LoggedSupervision(one.on, one.minutes) for one in ledger.supervisions),
        profile=None if profile is None else profile.id,
        made_at=made_at,
    )


def to_json(document: TrainingLedger) -> bytes:
    """The document as a file's bytes. Raises ``UnreadableDocument`` where a field has no valid form."""
    data = strict_json.encode(document, FORMAT)
    from_json(data)
    return data


def from_json(data: bytes) -> TrainingLedger:
    """The document in a file's bytes. Raises ``UnreadableDocument`` or ``UnknownVersion``."""
    return strict_json.decode(data, TrainingLedger, FORMAT, VERSION)


def ledger_pdf(document: TrainingLedger, profile: StageProfile | None, language: str) -> bytes:
    """The ledger as pages. Raises ``UnknownLanguage``, ``ReportNotMade``."""
    words, common = listing_words(_REPORT, language), report_words(language)
    tables = _tables(document, profile, words, common, language)
    return ledger_pages(_REPORT, tables, words["for_whom"], document.vault, document.made_at, language)


def ledger_pages(
    report: str, tables: Iterable[Table], for_whom: str, vault: str, made_at: datetime, language: str
) -> bytes:
    """Tables as a ledger of a day, in the words of a ``report``. Raises ``UnknownLanguage``, ``ReportNotMade``."""
    words = listing_words(report, language)
    day = day_text(made_at, report_words(language))
    listing = Listing(
        language=language,
        title=words["title"],
        for_whom=for_whom,
        intro=(words["intro"].format(day=day), words["no_names"]),
        tables=tuple(tables),
        page=words["page"],
        footer=words["footer"].format(vault=vault),
    )
    return listing_pdf(report, listing, made_at)


def _tables(
    document: TrainingLedger,
    profile: StageProfile | None,
    words: Mapping[str, str],
    common: Mapping[str, str],
    language: str,
) -> Iterator[Table]:
    done = {"cycles": str(document.cycles), "clients": str(document.clients)}
    if document.supervisions:  # else the last table says that there was none
        done["hours"] = hours_text(document.supervision_minutes, words)
    heads = (words["done.1"], words["done.2"])
    yield Table(words["done.heading"], "", heads, tuple((words[f"done.{key}"], done[key]) for key in done), "")
    if profile is not None:
        yield stages_table(profile, language)
    held = tuple((day_text(one.on, common), hours_text(one.minutes, words)) for one in document.supervisions)
    heads = (words["held.1"], words["held.2"])
    yield Table(words["held.heading"], "", heads, held, words["held.none"])


def stages_table(profile: StageProfile, language: str) -> Table:
    """What each stage of a training asks for. Raises ``UnknownLanguage``."""
    words = listing_words(_REPORT, language)
    rows = tuple(
        (settable(one.name.in_language(language)), "\n".join(_asked(one, words)) or "-") for one in profile.stages
    )
    name, source = profile.name.in_language(language), profile.source.in_language(language)
    return Table(settable(name), settable(source), (words["stages.1"], words["stages.2"]), rows, "")


def hours_text(minutes: int, words: Mapping[str, str]) -> str:
    """A length as hours and minutes: "1 h 30 min"."""
    return words["pattern.hours"].format(hours=minutes // 60, minutes=minutes % 60)


def _asked(stage: Stage, words: Mapping[str, str]) -> Iterator[str]:
    asked = {
        "cycles": stage.cycles,
        "clients": stage.clients,
        "hours": stage.supervision_hours,
        "credits": stage.credits,
    }
    for key, count in asked.items():
        if count is not None:
            yield words[f"asks.{key}"].format(count=count)
