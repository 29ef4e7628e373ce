"""Two readers of ELAN's files that are not ours: the schema of its makers, and pympi."""

from collections import Counter
from functools import cache
from pathlib import Path

from pympi import Elan
from xmlschema import XMLSchema10

from tests.shared_material import SHARED


@cache
def _schema() -> XMLSchema10:
    return XMLSchema10(SHARED / "exchange" / "pympi__EAFv3.0.xsd", allow="local")


def schema_faults(data: bytes) -> list[str]:
    """What the schema of EAF 3.0 says against a file."""
    return [str(error.reason) for error in _schema().iter_errors(data.decode())]


def opened_by_pympi(data: bytes, folder: Path) -> Elan.Eaf:
    """A file as pympi sees it."""
    path = folder / "written.eaf"
    path.write_bytes(data)
    return Elan.Eaf(str(path), suppress_version_warning=True)  # it reads 2.6 too, only not without a word


def annotations_in(opened: Elan.Eaf) -> dict[str, list[tuple[int, int, str]]]:
    """The annotations of each tier: begin and end in milliseconds, and the value, in the order of their begin."""
    return {
        name: sorted((each[0], each[1], each[2]) for each in opened.get_annotation_data_for_tier(name))
        for name in opened.get_tier_names()
    }


def aligned_in(opened: Elan.Eaf) -> Counter[tuple[str, int, int, str]]:
    """The annotations whose own time slots both have a value: tier, begin and end in milliseconds, value.

    The others are left to the caller: pympi stumbles over references to tiers that are themselves under others.
    """
    slots = opened.timeslots
    return Counter(
        (name, slots[begin], slots[end], value)
        for name, (aligned, *_) in opened.tiers.items()
        for begin, end, value, _ in aligned.values()
        if slots[begin] is not None and slots[end] is not None
    )


def counts_in(opened: Elan.Eaf) -> Counter[str]:
    """How many annotations each tier has, of either kind."""
    return Counter({name: len(aligned) + len(referring) for name, (aligned, referring, *_) in opened.tiers.items()})
