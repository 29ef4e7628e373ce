"""A still on a page to be printed, with what the clients said of it: PDF/A-2a and PDF/UA-1, wholly in memory."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigtool.exchange.report_setting import set_pages, settable
from vigtool.exchange.report_words import texts_of
from vigtool.exchange.resource_files import resource

_REPORT: Final = "still_card"
_TALLEST: Final = 150
"""Millimetres that a picture may be high; words then still have room below."""
_WIDEST: Final = 174


@dataclass(frozen=True, slots=True)
class StillCard:
    """A JPEG of (width, height) pixels with its title and words; ``purpose`` is its name in the card's language.

    ``masked`` tells whether somebody is covered in it.
    """

    jpeg: bytes
    size: tuple[int, int]
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
    width, height = card.size
    page = _Page(
        language=language,
        title=settable(card.title) or words["untitled"],
        picture=_as_svg(card.jpeg, card.size),
        height=min(_TALLEST, _WIDEST * height / width),
        alt=words["alt"],
        said=words["said"],
        words=tuple(settable(one) for one in card.words if one.strip()),
        masked=words["masked"] if card.masked else "",
        page=words["page"],
        footer=words["footer"].format(purpose=settable(card.purpose)),
    )
    return set_pages(_REPORT, resource("reports", f"{_REPORT}.typ").read_bytes(), page, card.made_at)


def _as_svg(jpeg: bytes, size: tuple[int, int]) -> str:
    """The picture as text, which is all that a template takes without a file."""
    width, height = size
    data = base64.b64encode(jpeg).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/></svg>'
    )
