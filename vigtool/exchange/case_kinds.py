"""Case kinds as files: read without goodwill, the line of the first mistake told.

``docs/case-kinds.md`` describes the format.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import cache
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from vigtool.domain.identifiers import KindId, PackId
from vigtool.domain.kinds import CaseKind, Chooser, KindRole, KindWord, PlannedCycles
from vigtool.domain.people import Role
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import STANDARD_PURPOSES, Purpose, Purposes
from vigtool.exchange.errors import UnknownVersion, UnreadableDocument
from vigtool.exchange.json_places import BrokenJson, DeepJson, Path, PlacedJson, read_placed
from vigtool.exchange.pack_form import Form, Identifier, Name, Text
from vigtool.exchange.resource_files import resource

FORMAT: Final = "vigtool-case-kind"
FORMAT_VERSION: Final = 1

MOST_BYTES: Final = 64 * 1024
"""Of a file; a kind has 4 KB."""

_STEP: Final = re.compile(r"\.(?P<name>[A-Za-z_-]+)|\[(?P<number>\d+)\]")
_WHERE: Final = re.compile(r"`(?P<path>\$[^`]*)`$")


class BadKind(UnreadableDocument):
    """A file is no case kind as it stands: the first mistake lies in this line, from 1."""

    def __init__(self, where: str, line: int) -> None:
        super().__init__(FORMAT, where)
        self.line = line


class _Role(Form, frozen=True):
    role: Role
    name: Name


class _Cycles(Form, frozen=True):
    fewest: Annotated[int, Meta(ge=1, le=99)]
    most: Annotated[int, Meta(ge=1, le=99)]


class _KindFile(Form, frozen=True):
    """See ``vigtool.domain.kinds.CaseKind``; ``format_version`` is the form's, ``version`` the kind's own."""

    format: Literal["vigtool-case-kind"]
    format_version: Literal[1]
    id: Identifier
    version: Annotated[int, Meta(ge=1, le=9999)]
    name: Name
    description: Text
    roles: Annotated[tuple[_Role, ...], Meta(min_length=1)]
    purposes: Annotated[tuple[Purpose, ...], Meta(min_length=1)]
    film_purposes: Annotated[tuple[Purpose, ...], Meta(min_length=1)]
    pack: Identifier
    cycles: _Cycles
    chooser: Chooser
    families: bool
    speakers: bool
    words: dict[KindWord, Name]


def from_json(data: bytes) -> CaseKind:
    """The kind in a file's bytes. Raises ``BadKind``, and ``UnknownVersion`` for one of a newer form."""
    placed = _read(data)
    _demand_version(placed)
    if placed.doubled:
        first = placed.doubled[0]
        raise BadKind(_written(first.path[:-1]), first.line)
    try:
        form = msgspec.convert(placed.value, _KindFile)
    except (msgspec.ValidationError, UnicodeError) as error:  # UnicodeError: half a surrogate pair as a name
        path = _path_of(str(error))
        # "from None": the message of msgspec may quote the value that it did not like.
        raise BadKind(_written(path), placed.line_of(path)) from None
    for path in _contradictions(form):
        raise BadKind(_written(path), placed.line_of(path))
    return _kind(form)


@cache
def built_in_kinds() -> tuple[CaseKind, ...]:
    """The kinds that come with the program, the family's first, the others by their ids.

    Raises ``ResourceMissing``, ``BadKind``.
    """
    found = [from_json(path.read_bytes()) for path in resource("case-kinds").glob("*.json")]
    return tuple(sorted(found, key=lambda kind: (kind.id != "family", kind.id)))


def _read(data: bytes) -> PlacedJson:
    if len(data) > MOST_BYTES:
        raise BadKind("$", 1)
    try:
        return read_placed(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadKind("$", data.count(b"\n", 0, error.start) + 1) from None
    except (BrokenJson, DeepJson) as error:
        raise BadKind("$", error.line) from None


def _demand_version(placed: PlacedJson) -> None:
    fields = placed.value if isinstance(placed.value, dict) else {}
    version = fields.get("format_version")
    if fields.get("format") == FORMAT and type(version) is int and version != FORMAT_VERSION:
        raise UnknownVersion(FORMAT, version)


def _contradictions(form: _KindFile) -> Iterator[Path]:
    """What the form cannot say: nothing is offered twice, what a film rests on is offered, no word is missing."""
    yield from _doubled("roles", [one.role for one in form.roles])
    if all(one.role is Role.BYSTANDER for one in form.roles):
        yield ("roles",)
    yield from _doubled("purposes", form.purposes)
    for name, purposes in (("purposes", form.purposes), ("film_purposes", form.film_purposes)):
        yield from ((name, number) for number, one in enumerate(purposes) if one not in STANDARD_PURPOSES)
    yield from _doubled("film_purposes", form.film_purposes)
    if Purposes.GUIDANCE not in form.film_purposes or not set(form.film_purposes) <= set(form.purposes):
        yield ("film_purposes",)
    if form.cycles.fewest > form.cycles.most:
        yield ("cycles",)
    if set(form.words) != set(KindWord):
        yield ("words",)


def _doubled(name: str, values: Sequence[Hashable]) -> Iterator[Path]:
    yield from ((name, number) for number, one in enumerate(values) if one in values[:number])


def _kind(form: _KindFile) -> CaseKind:
    return CaseKind(
        id=KindId(form.id),
        version=form.version,
        name=_wording(form.name),
        description=_wording(form.description),
        roles=tuple(KindRole(one.role, _wording(one.name)) for one in form.roles),
        purposes=form.purposes,
        film_purposes=form.film_purposes,
        pack=PackId(form.pack),
        cycles=PlannedCycles(form.cycles.fewest, form.cycles.most),
        chooser=form.chooser,
        families=form.families,
        speakers=form.speakers,
        words=tuple((key, _wording(form.words[key])) for key in KindWord),
    )


def _wording(form: Name | Text) -> Wording:
    return Wording(form.fi, form.sv, form.en)


def _path_of(message: str) -> Path:
    """The path at the end of a message of ``msgspec``; one that goes through a dictionary's values ends there."""
    found = _WHERE.search(message)
    steps = _STEP.finditer(found["path"]) if found else ()
    return tuple(int(step["number"]) if step["number"] else step["name"] for step in steps)


def _written(path: Path) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
