"""A session log on paper; see ``vigtool.exchange.report_setting``."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from vigtool.domain.identifiers import MomentId
from vigtool.exchange.font_coverage import printable
from vigtool.exchange.jpeg_pictures import Jpeg
from vigtool.exchange.report_setting import coverage as _coverage
from vigtool.exchange.report_setting import set_pages
from vigtool.exchange.resource_files import resource
from vigtool.exchange.session_log import SessionLog
from vigtool.exchange.session_log_page import page_of


def render_pdf(
    log: SessionLog, words: Mapping[str, str], language: str, pictures: Mapping[MomentId, Jpeg] = MappingProxyType({})
) -> bytes:
    """The log as a tagged PDF of A4 pages; ``words`` are those of ``report_words(language)``.

    ``pictures`` are those that the log tells of, by their moments. Clock times are shown as the log's own time zones
    give them. Raises ``ReportNotMade`` or ``ResourceMissing``.
    """
    page = page_of(log, words, language, partial(printable, fonts=_coverage()), pictures)
    return set_pages("session_log", resource("reports", "session_log.typ").read_bytes(), page, log.made_at)
