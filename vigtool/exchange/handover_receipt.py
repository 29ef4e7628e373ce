"""A receipt for what was handed out: for whoever got it and for the organisation, without a name of the case's people.

As pages and as JSON. It is made from the journal, so that it says what is on record and nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from vigtool.domain.withdrawal import Left
from vigtool.exchange.qr import qr_svg
from vigtool.exchange.report_setting import set_pages, settable
from vigtool.exchange.report_times import instant_text
from vigtool.exchange.report_words import report_words, texts_of
from vigtool.exchange.resource_files import resource
from vigtool.exchange.session_log import Pseudonym

FORMAT: Final = "vigtool-handover-receipt"
_REPORT: Final = "handover_receipt"


class HandedOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One entry of the journal by which something left.

    ``first`` and ``last`` are the first and last frame of the film that are in it; ``masked`` is how many people are
    covered in it; ``consents`` are the entries of the consents on which it left; ``sha256`` are the files' hashes.
    """

    entry: int
    at: datetime
    what: Left
    sha256: tuple[str, ...]
    film: str | None = None
    moment: str | None = None
    session: str | None = None
    first: int | None = None
    last: int | None = None
    masked: int = 0
    consents: tuple[int, ...] = ()


class HandoverReceipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a receipt says.

    ``purpose`` is a purpose's id, None where what left is in words alone; ``recipient`` is who got it besides ``to``,
    as it was typed. ``checkpoint`` is the signed note on the journal after the handing out.
    """

    format: str = FORMAT
    version: int = 1
    vault: str
    case: str
    purpose: str | None
    to: tuple[Pseudonym, ...]
    recipient: str
    things: tuple[HandedOut, ...]
    checkpoint: str


@dataclass(frozen=True, slots=True)
class _Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class _Part:
    heading: str
    facts: tuple[_Fact, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    language: str
    title: str
    intro: str
    facts: tuple[_Fact, ...]
    parts: tuple[_Part, ...]
    means_heading: str
    means: tuple[str, ...]
    proof_heading: str
    proof: str
    qr: str
    qr_alt: str
    checkpoint: str
    page: str
    footer: str


def receipt_json(receipt: HandoverReceipt) -> bytes:
    """The receipt for programs."""
    return msgspec.json.format(msgspec.json.encode(receipt), indent=2) + b"\n"


def receipt_pdf(receipt: HandoverReceipt, purpose_name: str, language: str) -> bytes:
    """The receipt on paper as PDF/A-2a and PDF/UA-1; times on the clock of their own zones.

    ``purpose_name`` is the purpose in the language. Raises ``UnknownLanguage``, ``ReportNotMade``.
    """
    words = texts_of(_REPORT, language)
    things = receipt.things
    entries = ", ".join(str(one.entry) for one in things[:3]) + (" …" if len(things) > 3 else "")  # noqa: PLR2004 - a foot has room for three
    page = _Page(
        language=language,
        title=words["title"],
        intro=words["intro"],
        facts=tuple(_facts(receipt, purpose_name, words, report_words(language))),
        parts=tuple(_Part(words[f"what.{one.what}"], tuple(_of(one, words))) for one in things),
        means_heading=words["means.heading"],
        means=tuple(_means(receipt, words)),
        proof_heading=words["proof.heading"],
        proof=words["proof.text"],
        qr=qr_svg(receipt.checkpoint),
        qr_alt=words["proof.alt"],
        checkpoint=receipt.checkpoint,
        page=words["page"],
        footer=words["footer"].format(entries=entries),
    )
    return set_pages(_REPORT, resource("reports", f"{_REPORT}.typ").read_bytes(), page, things[-1].at)


def _facts(
    receipt: HandoverReceipt, purpose: str, words: Mapping[str, str], common: Mapping[str, str]
) -> Iterator[_Fact]:
    to = [common["pattern.pseudonym"].format(role=common[f"role.{one.role}"], number=one.number) for one in receipt.to]
    named = "; ".join([*to, *filter(None, [settable(receipt.recipient)])])
    if receipt.purpose is not None:
        yield _Fact(words["fact.purpose"], settable(purpose))
    yield _Fact(words["fact.to"], named or words["nobody"])
    yield _Fact(words["fact.at"], instant_text(receipt.things[-1].at, common))
    yield _Fact(words["fact.case"], receipt.case)
    yield _Fact(words["fact.vault"], receipt.vault)


def _of(one: HandedOut, words: Mapping[str, str]) -> Iterator[_Fact]:
    values = {
        "film": one.film,
        "moment": one.moment,
        "frames": None if one.first is None else words["frames"].format(first=one.first, last=one.last),
        "session": one.session,
        "masked": str(one.masked) if one.masked else None,
        "consents": ", ".join(str(entry) for entry in one.consents),
        "entry": str(one.entry),
        "sha256": "\n".join(one.sha256),
    }
    for name, value in values.items():
        if value:
            yield _Fact(words[f"fact.{name}"], value)


def _means(receipt: HandoverReceipt, words: Mapping[str, str]) -> Iterator[str]:
    if receipt.purpose is not None:
        yield words["means.purpose"]
    yield words["means.withdrawn"]
    if any(one.masked for one in receipt.things):
        yield words["means.masked"]
    yield words["means.hash"]
