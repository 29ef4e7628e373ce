"""Making a text short enough for a menu or a name that is read aloud, without breaking what is one letter to people.

A family of emoji or a letter with its marks are several characters; the rules are those of Unicode's UAX #29.
"""

from typing import Final

from PySide6.QtCore import QTextBoundaryFinder

ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"


def shortened(text: str, letters: int) -> str:
    """One line of at most so many letters as people count them, and an ellipsis where it goes on.

    A letter that carries more marks than a line has room for ends the text as well.
    """
    line = " ".join(text[: _most(letters) + 1].split())
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, line)
    for _ in range(letters):
        if finder.toNextBoundary() < 0:
            break
    end = finder.position()
    kept = line if end < 0 else _until(line, end)
    kept = kept[: _most(letters)]
    return kept if len(kept) == len(line) and len(text) <= _most(letters) else f"{kept.rstrip()}{ELLIPSIS}"


def _most(letters: int) -> int:
    """Characters that so many letters may be made of."""
    return 16 * letters


def _until(line: str, end: int) -> str:
    """The text before a place that Qt counts in units of UTF-16."""
    return line.encode("utf-16-le", "surrogatepass")[: 2 * end].decode("utf-16-le", "surrogatepass")
