"""Stage profiles as files: what a training asks for, put down by whoever trains. ``docs/ledger.md`` has the form."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Final, Literal

from msgspec import Meta

from vigtool.domain.ledger import Stage, StageProfile
from vigtool.domain.principles import Wording
from vigtool.exchange.errors import UnreadableDocument
from vigtool.exchange.json_places import Path
from vigtool.exchange.pack_form import Form, Identifier, Name, Text
from vigtool.exchange.placed_forms import PlacedForm
from vigtool.exchange.resource_files import resource

FORMAT: Final = "vigtool-stage-profile"
FORMAT_VERSION: Final = 1
MOST_BYTES: Final = 64 * 1024

_Asked = Annotated[int, Meta(ge=1, le=9999)] | None


class BadProfile(UnreadableDocument):
    """A file is no stage profile as it stands: the first mistake lies in this line, from 1."""

    def __init__(self, where: str, line: int) -> None:
        super().__init__(FORMAT, where)
        self.line = line


class _Stage(Form, frozen=True, kw_only=True):
    name: Name
    cycles: _Asked = None
    clients: _Asked = None
    supervision_hours: _Asked = None
    credits: _Asked = None


class _ProfileFile(Form, frozen=True):
    """See ``vigtool.domain.ledger.StageProfile``; ``format_version`` is the form's, ``version`` the profile's own."""

    format: Literal["vigtool-stage-profile"]
    format_version: Literal[1]
    id: Identifier
    version: Annotated[int, Meta(ge=1, le=9999)]
    name: Name
    source: Text
    stages: Annotated[tuple[_Stage, ...], Meta(min_length=1, max_length=12)]


def from_json(data: bytes) -> StageProfile:
    """The profile in a file's bytes. Raises ``BadProfile``, and ``UnknownVersion`` for one of a newer form."""
    form = _FORM.read(data)
    return StageProfile(
        form.id, form.version, _wording(form.name), _wording(form.source), tuple(_stage(one) for one in form.stages)
    )


@cache
def built_in_profiles() -> tuple[StageProfile, ...]:
    """The profiles that come with the program, by their ids. Raises ``ResourceMissing``, ``BadProfile``."""
    found = [from_json(path.read_bytes()) for path in resource("training").glob("*.json")]
    return tuple(sorted(found, key=lambda one: one.id))


def _asks_nothing(form: _ProfileFile) -> Iterator[Path]:
    for number, one in enumerate(form.stages):
        if (one.cycles, one.clients, one.supervision_hours, one.credits) == (None,) * 4:
            yield ("stages", number)


_FORM: Final = PlacedForm(FORMAT, FORMAT_VERSION, _ProfileFile, MOST_BYTES, BadProfile, _asks_nothing)


def _stage(form: _Stage) -> Stage:
    return Stage(_wording(form.name), form.cycles, form.clients, form.supervision_hours, form.credits)


def _wording(form: Name | Text) -> Wording:
    return Wording(form.fi, form.sv, form.en)
