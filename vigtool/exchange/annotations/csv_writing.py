"""The marks of a film as a table for people, as a spreadsheet set to Finnish or Swedish opens it by a double click.

Semicolons between cells, a decimal comma, UTF-8 with a byte order mark, CRLF. What somebody wrote never becomes a
formula: OWASP, "CSV Injection", names what begins one.
"""

import csv
import unicodedata
from collections.abc import Callable, Mapping
from fractions import Fraction
from io import StringIO
from typing import Final

from vigtool.domain.moments import TurnKind
from vigtool.domain.principles import Wording
from vigtool.exchange.annotations.mark_rows import MOMENT, PRINCIPLE, MarkRow, mark_rows
from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm, losses, rounded
from vigtool.exchange.annotations.plain_text import plain

_FORMULA: Final = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""With the full-width forms of the four signs."""

_TEXT_FOLLOWS: Final = "'"
"""Spreadsheets take what follows for text."""

MARKS: Final[Mapping[str, Wording]] = {
    MOMENT: Wording("Hetki", "Ögonblick", "Moment"),
    TurnKind.INITIATIVE: Wording("Aloite", "Initiativ", "Initiative"),
    TurnKind.RECEPTION: Wording("Vastaanottaminen", "Mottagande", "Reception"),
    TurnKind.RESPONSE: Wording("Vastaus", "Svar", "Response"),
    TurnKind.OWN: Wording("Muu vuoro", "Annan tur", "Other turn"),
    PRINCIPLE: Wording("Periaate", "Princip", "Principle"),
}
_YES: Final = Wording("kyllä", "ja", "yes")


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula, also not behind space or signs that cannot be seen."""
    clean = plain(text)
    seen = next((sign for sign in clean if not _unseen(sign)), "")
    return _TEXT_FOLLOWS + clean if {clean[:1], seen} & _FORMULA else clean


def _unseen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) == "Cf"


def _words_of(row: MarkRow, language: str) -> str:
    if row.principle:
        return safe(row.principle.name.in_language(language) or row.principle.id)
    return safe(row.words)


_Cell = Callable[[MarkRow, str], str]

COLUMNS: Final[tuple[tuple[Wording, _Cell], ...]] = (
    (Wording("Hetki nro", "Ögonblick nr", "Moment no."), lambda row, _: str(row.number)),
    (Wording("Merkintä", "Markering", "Mark"), lambda row, language: MARKS[row.mark].in_language(language)),
    (Wording("Kuka", "Vem", "Who"), lambda row, _: safe(row.person)),
    (Wording("Alkaa (t:min:s)", "Börjar (h:min:s)", "Begins (h:min:s)"), lambda row, _: _clock(row.begin)),
    (Wording("Alkaa (s)", "Börjar (s)", "Begins (s)"), lambda row, _: seconds_cell(row.begin)),
    (Wording("Päättyy (s)", "Slutar (s)", "Ends (s)"), lambda row, _: seconds_cell(row.end)),
    (Wording("Kesto (s)", "Längd (s)", "Length (s)"), lambda row, _: seconds_cell(row.end, since=row.begin)),
    (
        Wording("Avainruutu (s)", "Nyckelruta (s)", "Key frame (s)"),
        lambda row, _: seconds_cell(row.moment.key) if row.moment else "",
    ),
    (Wording("Otsikko tai sanat", "Rubrik eller ord", "Title or words"), _words_of),
    (Wording("Muistiinpano", "Anteckning", "Note"), lambda row, _: safe(row.moment.note) if row.moment else ""),
    (Wording("Kysymys", "Fråga", "Question"), lambda row, _: safe(row.moment.question) if row.moment else ""),
    (
        Wording("Tähti", "Stjärna", "Star"),
        lambda row, language: _YES.in_language(language) if row.moment and row.moment.starred else "",
    ),
)


def write_csv(film: MarkedFilm, language: str) -> bytes:
    """The table with headings in ``fi``, ``sv`` or ``en``; times in milliseconds. Raises ``ValueError`` for another."""
    text = StringIO(newline="")
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow([name.in_language(language) for name, _ in COLUMNS])
    table.writerows([cell(row, language) for _, cell in COLUMNS] for row in mark_rows(film))
    return text.getvalue().encode("utf-8-sig")


def csv_losses(film: MarkedFilm) -> tuple[Loss, ...]:
    """What the table does not hold: times finer than a millisecond."""
    return losses(film, ())


def seconds_cell(at: Fraction, since: Fraction = Fraction(0)) -> str:
    """Seconds with a decimal comma; a length is that between the times as they stand in the table."""
    milliseconds = rounded(at) - rounded(since)
    return f"{milliseconds // 1000},{milliseconds % 1000:03}"


def _clock(at: Fraction) -> str:
    minutes, seconds = divmod(rounded(at) // 1000, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
