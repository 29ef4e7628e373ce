"""Other people's names out of a text that one person gets to read."""

import re
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
    Finnish has them). A first name alone counts as well. It finds the names that the case knows, and no others:
    nicknames stay, which the reader of the text must be told.
    """
    parts: dict[str, str] = {}
    for name, stands in others.items():
        for part in (name, *name.split()):
            for stem in _stems(part.casefold()):
                parts.setdefault(stem, stands)
    if not parts:
        return text
    longest_first = sorted(parts, key=len, reverse=True)
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\w*", re.IGNORECASE)
    return pattern.sub(lambda found: parts[found[1].casefold()], text)


def _stems(name: str) -> Iterator[str]:
    """A name, and what its inflected forms begin with where that is something else."""
    if len(name) < SHORTEST:
        return
    yield name
    if name.endswith("s"):
        yield f"{name[:-1]}kse"
    for strong, weak in _WEAK:
        if name[:-1].endswith(strong):
            stem = name[:-1].removesuffix(strong) + weak
            yield stem + ("e" if weak == "hd" else name[-1])
