"""A session log on paper: PDF/A-2a for the archive and PDF/UA-1 for screen readers, in one file.

Everything stays in memory: template and texts are handed to typst as strings, the fonts are the program's own, and
the same log always gives the same bytes. What people typed is data for the template and never read as markup.
"""

from collections.abc import Mapping
from functools import cache, partial
from typing import Final

import msgspec
import typst

from vigtool.exchange.errors import ReportNotMade
from vigtool.exchange.font_coverage import characters, printable
from vigtool.exchange.resource_files import resource
from vigtool.exchange.session_log import SessionLog
from vigtool.exchange.session_log_page import page_of

STANDARDS: "Final[list[typst.PDFStandard]]" = ["a-2a", "ua-1"]
"""ISO 19005-2 level A and ISO 14289-1."""

_FONT_FILES: Final = ("Inter-Regular.otf", "DejaVuSans.ttf", "Symbola.ttf")
"""One file of each family of the template, in its order; the weights of Inter have the same characters."""


def render_pdf(log: SessionLog, words: Mapping[str, str], language: str) -> bytes:
    """The log as a tagged PDF of A4 pages; ``words`` are those of ``report_words(language)``.

    Clock times are shown as the log's own time zones give them. Raises ``ReportNotMade`` or ``ResourceMissing``.
    """
    page = page_of(log, words, language, partial(printable, fonts=_coverage()))
    try:
        return typst.compile(
            resource("reports", "session_log.typ").read_bytes(),
            font_paths=_fonts(),
            sys_inputs={"page": msgspec.json.encode(page).decode()},
            pdf_standards=STANDARDS,
            timestamp=int(log.made_at.timestamp()),
        )
    except typst.TypstError:
        # "from None": typst quotes the text that it could not set.
        raise ReportNotMade("session_log") from None


@cache
def _fonts() -> typst.Fonts:
    folder = str(resource("fonts"))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@cache
def _coverage() -> tuple[frozenset[int], ...]:
    return tuple(characters(resource("fonts", name)) for name in _FONT_FILES)
