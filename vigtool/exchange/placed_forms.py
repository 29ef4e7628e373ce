"""Files that people write by hand, read without goodwill: the line of the first mistake is told."""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import msgspec

from vigtool.exchange.errors import UnknownVersion, UnreadableDocument
from vigtool.exchange.json_places import BrokenJson, DeepJson, Path, PlacedJson, read_placed

_STEP: Final = re.compile(r"\.(?P<name>[A-Za-z_-]+)|\[(?P<number>\d+)\]")
_WHERE: Final = re.compile(r"`(?P<path>\$[^`]*)`$")

Shape = TypeVar("Shape", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class PlacedForm(Generic[Shape]):
    """A format of such files.

    ``bad`` makes the error for a path (``$.purposes[0]``) and its line, from 1; ``contradictions`` yields the paths of
    what the shape alone cannot forbid. A file has ``most_bytes`` at most.
    """

    name: str
    version: int
    shape: type[Shape]
    most_bytes: int
    bad: Callable[[str, int], UnreadableDocument]
    contradictions: Callable[[Shape], Iterator[Path]]

    def read(self, data: bytes) -> Shape:
        """The form in a file's bytes. Raises ``bad``, and ``UnknownVersion`` for one of a newer form."""
        placed = self._placed(data)
        self._demand_version(placed)
        if placed.doubled:
            first = placed.doubled[0]
            raise self.bad(_written(first.path[:-1]), first.line)
        try:
            form = msgspec.convert(placed.value, self.shape)
        except (msgspec.ValidationError, UnicodeError) as error:  # UnicodeError: half a surrogate pair as a name
            path = _path_of(str(error))
            # "from None": the message of msgspec may quote the value that it did not like.
            raise self.bad(_written(path), placed.line_of(path)) from None
        for path in self.contradictions(form):
            raise self.bad(_written(path), placed.line_of(path))
        return form

    def _placed(self, data: bytes) -> PlacedJson:
        if len(data) > self.most_bytes:
            raise self.bad("$", 1)
        try:
            return read_placed(data.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise self.bad("$", data.count(b"\n", 0, error.start) + 1) from None
        except (BrokenJson, DeepJson) as error:
            raise self.bad("$", error.line) from None

    def _demand_version(self, placed: PlacedJson) -> None:
        fields = placed.value if isinstance(placed.value, dict) else {}
        version = fields.get("format_version")
        if fields.get("format") == self.name and type(version) is int and version != self.version:
            raise UnknownVersion(self.name, version)


def doubled(name: str, values: Sequence[Hashable]) -> Iterator[Path]:
    """Yield the paths of what is in the list ``name`` a second time."""
    yield from ((name, number) for number, one in enumerate(values) if one in values[:number])


def _path_of(message: str) -> Path:
    """The path at the end of a message of ``msgspec``; one that goes through a dictionary's values ends there."""
    found = _WHERE.search(message)
    steps = _STEP.finditer(found["path"]) if found else ()
    return tuple(int(step["number"]) if step["number"] else step["name"] for step in steps)


def _written(path: Path) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
