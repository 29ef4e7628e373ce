"""What a file of ELAN says of itself: its version and time unit, its tiers, its vocabularies."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from vigtool.exchange.annotations.elan_terms import FORMAT
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.safe_xml import Element

_UNITS: Final = {"milliseconds": Fraction(1, 1000), "PAL-frames": Fraction(1, 25), "NTSC-frames": Fraction(1001, 30000)}
_OLDEST: Final = (2, 0)
_NEWEST: Final = (3, 0)

Entries = Mapping[str, Mapping[str, str]]
"""The entries of a vocabulary: the words of each in the languages of the file, by its id."""


def torn(element: Element) -> FileUnfit:
    """What is raised for a file that refers to what is not there, or has something twice."""
    return FileUnfit(FORMAT, Unfit.NOT_THIS_FORMAT, element.line)


def unit_of(root: Element) -> Fraction:
    """How long a time unit of the file is. Raises ``FileUnfit`` for what is no file of marks, or too new."""
    version = re.fullmatch(r"([0-9]{1,3})\.([0-9]{1,3})", root.get("FORMAT") or root.get("VERSION") or "3.0", re.ASCII)
    header = next(root.all("HEADER"), None)
    if root.name != "ANNOTATION_DOCUMENT" or version is None or header is None:
        raise FileUnfit(FORMAT, Unfit.NOT_THIS_FORMAT, root.line)
    numbers = int(version[1]), int(version[2])
    if numbers > _NEWEST:
        raise FileUnfit(FORMAT, Unfit.NEWER, root.line)
    unit = _UNITS.get(header.get("TIME_UNITS", "milliseconds"))
    # A template (.etf) is a file of marks without marks, whose header holds nothing; ELAN's own files always have more.
    template = not header.children and not any(annotations_of(tier) for tier in root.all("TIER"))
    if numbers < _OLDEST or unit is None or template:
        raise FileUnfit(FORMAT, Unfit.NOT_THIS_FORMAT, header.line)
    return unit


def annotations_of(tier: Element) -> list[Element]:
    """The annotations of a tier, of either kind."""
    kinds = ("ALIGNABLE_ANNOTATION", "REF_ANNOTATION")
    return [one for outer in tier.all("ANNOTATION") for one in outer.children if one.name in kinds]


def parents_first(tiers: Iterable[Element]) -> list[Element]:
    """The tiers, each after its parent, else in the order of the file. Raises ``FileUnfit`` where that cannot be."""
    below: dict[str, list[Element]] = {}
    for tier in tiers:
        below.setdefault(tier.get("PARENT_REF"), []).append(tier)
    ordered = below.pop("", [])
    for tier in ordered:  # grows while it is walked through
        ordered.extend(below.pop(tier.get("TIER_ID"), ()))
    for left in below.values():
        raise torn(left[0])
    return ordered


def vocabularies(root: Element) -> dict[str, Entries]:
    """The vocabularies that the file itself holds, by name; those before format 2.8 are of values without ids."""
    return {
        one.get("CV_ID"): {
            entry.get("CVE_ID"): {value.get("LANG_REF"): value.text for value in entry.all("CVE_VALUE")}
            for entry in one.all("CV_ENTRY_ML")
        }
        for one in root.all("CONTROLLED_VOCABULARY")
    }
