"""A contact card on paper: a name, and a QR code that a camera reads.

The six words do not stand on it. Whoever could put another page into its place would put other words on it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigtool.exchange.qr import qr_svg
from vigtool.exchange.report_setting import set_pages, settable
from vigtool.exchange.report_words import texts_of
from vigtool.exchange.resource_files import resource

_REPORT: Final = "contact_card"


@dataclass(frozen=True, slots=True)
class _Page:
    language: str
    title: str
    name: str
    intro: str
    qr: str
    qr_alt: str
    next_heading: str
    next: tuple[str, ...]
    text_heading: str
    text: str
    page: str
    footer: str


def card_page(name: str, card: str, language: str, made_at: datetime) -> bytes:
    """The page (PDF) of a short card, whose text the code holds. Raises ``UnknownLanguage``, ``ReportNotMade``."""
    words = texts_of(_REPORT, language)
    page = _Page(
        language=language,
        title=words["title"],
        name=settable(name),
        intro=words["intro"],
        qr=qr_svg(card),
        qr_alt=words["qr.alt"],
        next_heading=words["next.heading"],
        next=tuple(words[f"next.{step}"] for step in ("take", "call", "compare")),
        text_heading=words["text.heading"],
        text=settable(card),
        page=words["page"],
        footer=words["footer"],
    )
    return set_pages(_REPORT, resource("reports", f"{_REPORT}.typ").read_bytes(), page, made_at)
