"""Setting pages as PDF/A-2a and PDF/UA-1 in one file, wholly in memory and with the program's own fonts.

The same page always gives the same bytes. What people typed is data for the template and never read as markup.
"""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, cast

import msgspec
import typst

from vigtool.exchange.errors import ReportNotMade
from vigtool.exchange.font_coverage import characters, printable
from vigtool.exchange.resource_files import resource

STANDARDS: "Final[list[typst.PDFStandard]]" = ["a-2a", "ua-1"]
"""ISO 19005-2 level A and ISO 14289-1."""

_FONT_FILES: Final = ("Inter-Regular.otf", "DejaVuSans.ttf", "Symbola.ttf")
"""One file of each family of the templates, in their order; the weights of Inter have the same characters."""


def set_pages(report: str, template: bytes, page: object, made_at: datetime, root: Path | None = None) -> bytes:
    """The PDF of a template filled with ``page`` (as JSON). Raises ``ReportNotMade`` with the report's name.

    Before the template stands what all templates share, ``sheet.typ``.
    ``root`` is the only folder of which the template may read files (a logo), None for a template that reads none.
    """
    try:
        return typst.compile(
            resource("reports", "sheet.typ").read_bytes() + template,
            root=None if root is None else cast("bytes", str(root)),  # typst's stubs want one type for both
            font_paths=fonts(),
            sys_inputs={"page": msgspec.json.encode(page).decode()},
            pdf_standards=STANDARDS,
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError:
        # "from None": typst quotes the text that it could not set.
        raise ReportNotMade(report) from None


def settable(text: str) -> str:
    """A text that people typed, safe to set: characters that no font has are spelt."""
    return printable(text, coverage())


@cache
def fonts() -> typst.Fonts:
    """The program's own fonts and no others."""
    folder = str(resource("fonts"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@cache
def coverage() -> tuple[frozenset[int], ...]:
    """The characters of each font family."""
    return tuple(characters(resource("fonts", name)) for name in _FONT_FILES)
