"""Which characters the fonts of the reports can show, and a readable substitute for those that they cannot.

PDF/A and PDF/UA forbid the empty box that stands for a missing glyph, and typst then makes no file at all. Emoji and
words in other scripts do come in notes, so a text is made safe before it is set.
"""

import re
import struct
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_UNSHOWN: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
"""Categories without a meaning of their own on paper: controls, unassigned, private, half pairs."""

_INVISIBLE: Final = frozenset(
    {0xAD, 0x200B, 0x200C, 0x200D, 0x2060, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0xE0020, 0xE0080)}
)
"""Characters that steer how their neighbours are joined or shown, and are left out where a font lacks them."""


def characters(font: Path) -> frozenset[int]:
    """The code points for which a TrueType or OpenType file has a glyph.

    Reads the "cmap" subtable for all of Unicode (platform 3, encoding 10, format 12) as OpenType 1.9 defines it:
    https://learn.microsoft.com/typography/opentype/spec/cmap. Raises ``ValueError`` when the file has none.
    """
    data = font.read_bytes()
    subtable = _subtable(_table(data, b"cmap"))
    (groups,) = struct.unpack_from(">12xI", subtable)
    bounds = (struct.unpack_from(">II", subtable, 16 + 12 * number) for number in range(groups))
    return frozenset(code for first, last in bounds for code in range(first, last + 1))


def printable(text: str, fonts: Sequence[frozenset[int]]) -> str:
    r"""A text of which every character, together with its combining marks, is in one of the fonts.

    Line ends become ``\n``, other white space that no font has a space; what cannot be shown is written [U+1F44D].
    """
    # PDF/A-2 (ISO 19005-2, 6.2.11.7.2) allows no U+FEFF in a text, though fonts have it.
    lines = _LINE_ENDS.sub("\n", text.replace("\ufeff", ""))
    return "".join(_shown(cluster, fonts) for cluster in _clusters(unicodedata.normalize("NFC", lines)))


def _table(data: bytes, tag: bytes) -> bytes:
    (tables,) = struct.unpack_from(">4xH", data)
    for number in range(tables):
        found, offset, length = struct.unpack_from(">4s4xII", data, 12 + 16 * number)
        if found == tag:
            return data[offset : offset + length]
    raise ValueError(tag)


def _subtable(cmap: bytes) -> bytes:
    (count,) = struct.unpack_from(">2xH", cmap)
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * number)
        if (platform, encoding) == (3, 10):
            return cmap[offset:]
    raise ValueError(count)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _clusters(text: str) -> list[str]:
    """The text cut before every character that does not belong to the one before it."""
    clusters: list[str] = []
    for character in text:
        joined = _is_mark(character) or ord(character) in _INVISIBLE
        if clusters and (joined or clusters[-1].endswith("\u200d")):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _fits(cluster: str, fonts: Sequence[frozenset[int]]) -> bool:
    """One font has to have all of it: shaping takes a cluster from a single font."""
    if any(unicodedata.category(character) in _UNSHOWN for character in cluster):
        return False
    codes = {ord(character) for character in cluster}
    return any(codes <= font for font in fonts) and not _is_mark(cluster[0])


def _shown(cluster: str, fonts: Sequence[frozenset[int]]) -> str:
    if cluster == "\n" or _fits(cluster, fonts):
        return cluster
    bare = "".join(character for character in cluster if ord(character) not in _INVISIBLE)
    if not bare or _fits(bare, fonts):
        return bare
    return "".join(_single(character, fonts) for character in bare)


def _single(character: str, fonts: Sequence[frozenset[int]]) -> str:
    if _fits(character, fonts):
        return character
    return " " if character.isspace() else f"[U+{ord(character):04X}]"
