"""A receipt of an erasure: for the client and the organisation, without a name, as pages and as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from vigtool.exchange.qr import qr_svg
from vigtool.exchange.report_setting import set_pages, settable
from vigtool.exchange.report_times import instant_text
from vigtool.exchange.report_words import report_words, texts_of
from vigtool.exchange.resource_files import resource

FORMAT: Final = "vigtool-erasure-receipt"
_REPORT: Final = "erasure_receipt"


class ErasureReceipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a receipt says; ids alone but for ``reason``.

    ``what`` is "film", "case" or "person"; ``entries`` are the journal's entries of its begin and end; ``beyond_reach``
    are the words of ``docs/erasure.md``; ``checkpoint`` is the signed note on the journal after the erasure.
    """

    format: str
    version: int
    vault: str
    erasure: str
    what: str
    target: str
    case: str
    films: tuple[str, ...]
    papers: tuple[str, ...]
    overwritten: tuple[str, ...]
    removed: tuple[str, ...]
    beyond_reach: tuple[str, ...]
    reason: str
    begun_at: datetime
    done_at: datetime
    entries: tuple[int, int]
    checkpoint: str


@dataclass(frozen=True, slots=True)
class _Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class _Page:
    language: str
    title: str
    intro: str
    facts: tuple[_Fact, ...]
    destroyed_heading: str
    destroyed: tuple[_Fact, ...]
    how: str
    stays_heading: str
    stays: tuple[str, ...]
    beyond_heading: str
    beyond: tuple[str, ...]
    proof_heading: str
    proof: str
    qr: str
    qr_alt: str
    checkpoint: str
    page: str
    footer: str


def receipt_json(receipt: ErasureReceipt) -> bytes:
    """The receipt for programs."""
    return msgspec.json.format(msgspec.json.encode(receipt), indent=2) + b"\n"


def receipt_pdf(receipt: ErasureReceipt, language: str) -> bytes:
    """The receipt on paper; times on the clock of their own zones. Raises ``UnknownLanguage``, ``ReportNotMade``."""
    words = texts_of(_REPORT, language)
    page = _Page(
        language=language,
        title=words["title"],
        intro=words["intro"],
        facts=_facts(receipt, words, language),
        destroyed_heading=words["destroyed.heading"],
        destroyed=_destroyed(receipt, words),
        how=words["how"],
        stays_heading=words["stays.heading"],
        stays=_stays(receipt, words),
        beyond_heading=words["beyond.heading"],
        beyond=tuple(words[f"beyond.{one}"] for one in receipt.beyond_reach),
        proof_heading=words["proof.heading"],
        proof=words["proof.text"],
        qr=qr_svg(receipt.checkpoint),
        qr_alt=words["proof.alt"],
        checkpoint=receipt.checkpoint,
        page=words["page"],
        footer=words["footer"].format(erasure=receipt.erasure),
    )
    return set_pages(_REPORT, resource("reports", f"{_REPORT}.typ").read_bytes(), page, receipt.done_at)


def _facts(receipt: ErasureReceipt, words: Mapping[str, str], language: str) -> tuple[_Fact, ...]:
    times = report_words(language)
    begun, ended = receipt.entries
    values = {
        "what": words[f"what.{receipt.what}"],
        "target": receipt.target,
        "case": receipt.case,
        "begun": instant_text(receipt.begun_at, times),
        "ended": instant_text(receipt.done_at, times),
        "reason": settable(receipt.reason),
        "vault": receipt.vault,
        "erasure": receipt.erasure,
        "entries": words["entries"].format(begun=begun, ended=ended),
    }
    return tuple(_Fact(words[f"fact.{key}"], value) for key, value in values.items())


def _destroyed(receipt: ErasureReceipt, words: Mapping[str, str]) -> tuple[_Fact, ...]:
    values = {
        "films": receipt.films,
        "papers": receipt.papers,
        "overwritten": receipt.overwritten,
        "removed": receipt.removed,
    }
    return tuple(_Fact(words[f"destroyed.{key}"], _listed(ids, words)) for key, ids in values.items())


def _stays(receipt: ErasureReceipt, words: Mapping[str, str]) -> tuple[str, ...]:
    of_its_kind = words.get(f"stays.{receipt.what}")
    return (words["stays.log"], *(() if of_its_kind is None else (of_its_kind,)), words["stays.out"])


def _listed(ids: Iterable[str], words: Mapping[str, str]) -> str:
    return ", ".join(ids) or words["nothing"]
