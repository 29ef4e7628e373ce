"""Two readers of ELAN's files that are not ours: the schema of its makers, and pympi."""

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
    return Elan.Eaf(str(path))


def annotations_in(opened: Elan.Eaf) -> dict[str, list[tuple[int, int, str]]]:
    """The annotations of each tier: begin and end in milliseconds, and the value, in the order of their begin."""
    return {
        name: sorted((each[0], each[1], each[2]) for each in opened.get_annotation_data_for_tier(name))
        for name in opened.get_tier_names()
    }
