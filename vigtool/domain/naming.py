"""Other people's names out of a text that one person gets to read."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

SHORTEST: Final = 2
"""Letters of a name that is looked for; a single letter would be found in every text."""

_WEAK: Final = (
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nt", "nn"),
    ("nk", "ng"),
    ("mp", "mm"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("ht", "hd"),
)
"""Consonant gradation before a name's last vowel: "Pekka, Pekan", "Lahti, Lahden" (VISK § 41)."""


def without_names(text: str, others: Mapping[str, str]) -> str:
    """``text`` with each name of ``others`` replaced by what stands for it, in whatever case it is inflected.

    Names are found at the beginning of a word, large or small, and the whole word goes ("Ainon" and "Ainolle" too, as
    Finnish has them). A first name alone counts as well, and each half of a double one. It finds the names that the
    case knows, and no others: nicknames stay, which the reader of the text must be told.
    """
    parts: dict[str, str] = {}
    for name, stands in others.items():
        for part in _parts(unicodedata.normalize("NFC", name)):
            for stem in (part, *_stems(part.casefold())):  # casefold changes letters ("ß", "İ") that the text may have
                parts.setdefault(stem, stands)
    if not parts:
        return text
    longest_first = sorted(parts, key=len, reverse=True)
    stems = "|".join(f"({re.escape(stem)})" for stem in longest_first)
    pattern = re.compile(rf"\b(?:{stems})\w*", re.IGNORECASE)
    return pattern.sub(
        lambda found: parts[longest_first[(found.lastindex or 0) - 1]], unicodedata.normalize("NFC", text)
    )


def _parts(name: str) -> Iterator[str]:
    """A name as a whole and word by word; what stands in brackets ("Maija (mother)") tells who it is, and is none."""
    words = re.findall(r"\w+", re.sub(r"\(.*?\)", " ", name) if name[:1] != "(" else name)
    yield from (part for part in (name, *words) if len(part) >= SHORTEST)


def _stems(name: str) -> Iterator[str]:
    """A name, and what its inflected forms begin with where that is something else."""
    yield name
    if name.endswith("s"):
        yield f"{name[:-1]}kse"
    for strong, weak in _WEAK:
        if name[:-1].endswith(strong):
            stem = name[:-1].removesuffix(strong) + weak
            yield stem + ("e" if weak == "hd" else name[-1])
