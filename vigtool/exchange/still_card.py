"""A still on a page to be printed, with what the clients said of it: PDF/A-2a and PDF/UA-1, wholly in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigtool.exchange.jpeg_pictures import Jpeg, as_svg
from vigtool.exchange.report_setting import set_pages, settable
from vigtool.exchange.report_words import texts_of
from vigtool.exchange.resource_files import resource

_REPORT: Final = "still_card"
_TALLEST: Final = 150
"""Millimetres that a picture may be high; words then still have room below."""
_WIDEST: Final = 174


@dataclass(frozen=True, slots=True)
class StillCard:
    """A picture with its title and words; ``purpose`` is its name in the card's language.

    ``masked`` tells whether somebody is covered in it.
    """

    jpeg: Jpeg
    title: str
    words: Sequence[str]
    purpose: str
    made_at: datetime
    masked: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    language: str
    title: str
    picture: str
    height: float
    alt: str
    said: str
    words: tuple[str, ...]
    masked: str
    page: str
    footer: str


def card_pdf(card: StillCard, language: str) -> bytes:
    """The card as a PDF. Raises ``UnknownLanguage``, ``ReportNotMade``."""
    words = texts_of(_REPORT, language)
    page = _Page(
        language=language,
        title=settable(card.title) or words["untitled"],
        picture=as_svg(card.jpeg),
        height=min(_TALLEST, _WIDEST * card.jpeg.height / card.jpeg.width),
        alt=words["alt"],
        said=words["said"],
        words=tuple(settable(one) for one in card.words if one.strip()),
        masked=words["masked"] if card.masked else "",
        page=words["page"],
        footer=words["footer"].format(purpose=settable(card.purpose)),
    )
    return set_pages(_REPORT, resource("reports", f"{_REPORT}.typ").read_bytes(), page, card.made_at)
