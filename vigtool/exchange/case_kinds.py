"""Case kinds as files: read without goodwill, the line of the first mistake told.

``docs/case-kinds.md`` describes the format.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Final, Literal

from msgspec import Meta

from vigtool.domain.identifiers import KindId, PackId
from vigtool.domain.kinds import CaseKind, Chooser, KindRole, KindWord, PlannedCycles
from vigtool.domain.people import Role
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import STANDARD_PURPOSES, Purpose, Purposes
from vigtool.exchange.errors import UnreadableDocument
from vigtool.exchange.json_places import Path
from vigtool.exchange.pack_form import Form, Identifier, Name, Text
from vigtool.exchange.placed_forms import PlacedForm, doubled
from vigtool.exchange.resource_files import resource

FORMAT: Final = "vigtool-case-kind"
FORMAT_VERSION: Final = 1

MOST_BYTES: Final = 64 * 1024
"""Of a file; a kind has 4 KB."""


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
    return _kind(_FORM.read(data))


@cache
def built_in_kinds() -> tuple[CaseKind, ...]:
    """The kinds that come with the program, the family's first, the others by their ids.

    Raises ``ResourceMissing``, ``BadKind``.
    """
    found = [from_json(path.read_bytes()) for path in resource("case-kinds").glob("*.json")]
    return tuple(sorted(found, key=lambda kind: (kind.id != "family", kind.id)))


def _contradictions(form: _KindFile) -> Iterator[Path]:
    """What the form cannot say: nothing is offered twice, what a film rests on is offered, no word is missing."""
    yield from doubled("roles", [one.role for one in form.roles])
    if all(one.role is Role.BYSTANDER for one in form.roles):
        yield ("roles",)
    yield from doubled("purposes", form.purposes)
    for name, purposes in (("purposes", form.purposes), ("film_purposes", form.film_purposes)):
        yield from ((name, number) for number, one in enumerate(purposes) if one not in STANDARD_PURPOSES)
    yield from doubled("film_purposes", form.film_purposes)
    if Purposes.GUIDANCE not in form.film_purposes or not set(form.film_purposes) <= set(form.purposes):
        yield ("film_purposes",)
    if form.cycles.fewest > form.cycles.most:
        yield ("cycles",)
    if set(form.words) != set(KindWord):
        yield ("words",)


_FORM: Final = PlacedForm(FORMAT, FORMAT_VERSION, _KindFile, MOST_BYTES, BadKind, _contradictions)


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
