"""Principle packs as files: read without goodwill but with every problem told, written one way only.

``docs/principle-packs.md`` describes the format for who writes a pack by hand.
"""

import re
from functools import cache
from typing import Final

import msgspec

from vigtool.domain.principles import Category, Item, Pack
from vigtool.exchange.errors import UnreadableDocument
from vigtool.exchange.form_checking import Misfit, completed, misfits
from vigtool.exchange.json_places import BrokenJson, DeepJson, Path, PlacedJson, read_placed
from vigtool.exchange.pack_errors import LACKING, BadPack, Problem, ProblemKind
from vigtool.exchange.pack_form import FORMAT, FORMAT_VERSION, MOST_BYTES, PackFile
from vigtool.exchange.pack_links import broken_links
from vigtool.exchange.resource_files import resource

MOST_PROBLEMS: Final = 50
"""That are told at once."""

MOST_OF_A_NAME: Final = 40
"""Characters of a name that are told."""

_OURS: Final = re.compile("[a-z_]{1,20}")
"""The form of the names in this format."""

_FORM: Final = msgspec.inspect.type_info(PackFile)


def from_json(data: bytes) -> Pack:
    """The pack in a file's bytes. Raises ``BadPack`` with all that is wrong."""
    placed = _read(data)
    _demand(_problems(placed))
    return msgspec.convert(placed.value, Pack)


def draft_from_json(data: bytes) -> Pack:
    """The pack in a file's bytes, whose missing languages and texts are empty texts, to be completed.

    Raises ``BadPack`` when anything else is wrong.
    """
    placed = _read(data)
    found = _problems(placed)
    if any(one.kind not in LACKING for one in found):
        _demand(found)
    return msgspec.convert(completed(placed.value, _FORM), Pack)


def to_json(pack: Pack) -> bytes:
    """A pack as a file's bytes: UTF-8, two spaces of indent, fields in the order of the form.

    Raises ``BadPack`` for a pack that ``from_json`` would refuse, so that none is written.
    """
    data = draft_to_json(pack)
    from_json(data)
    return data


def draft_to_json(pack: Pack) -> bytes:
    """A pack as ``to_json`` gives it, whatever is missing in it or wrong with it."""
    head = {"format": FORMAT, "format_version": FORMAT_VERSION}
    body = {name: msgspec.to_builtins(getattr(pack, name)) for name in ("id", "version", "name", "source")}
    whole = head | body | {"categories": [_category(one) for one in pack.categories]}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def kept_from_json(data: bytes) -> Pack:
    """The pack in bytes that ``to_json`` wrote, without looking for problems: a pack that was taken in stays readable.

    Raises ``UnreadableDocument``.
    """
    try:
        return msgspec.json.decode(data, type=Pack)
    except msgspec.MsgspecError:
        raise UnreadableDocument(FORMAT, "$") from None


@cache
def built_in_packs() -> tuple[Pack, ...]:
    """The packs that come with the program, each in every version that ever came with it; the latest of an id is last.

    Raises ``ResourceMissing``.
    """
    found = [from_json(path.read_bytes()) for path in resource("principles").glob("*.json")]
    return tuple(sorted(found, key=lambda pack: (pack.id, pack.version)))


def _category(category: Category) -> dict[str, object]:
    fields = {name: msgspec.to_builtins(getattr(category, name)) for name in ("id", "key", "name", "description")}
    return fields | {"items": [_item(one) for one in category.items]}


def _item(item: Item) -> dict[str, object]:
    fields = ["id", "under", "name", "description", "examples"]
    return {name: msgspec.to_builtins(value) for name in fields if (value := getattr(item, name))}


def _read(data: bytes) -> PlacedJson:
    """The JSON of a file that says that it is a pack. Raises ``BadPack``."""
    if len(data) > MOST_BYTES:
        raise BadPack((Problem(ProblemKind.TOO_LARGE, 1, limit=MOST_BYTES),))
    try:
        placed = read_placed(data.decode("utf-8-sig"))  # some editors put a mark before the first line
    except UnicodeDecodeError as error:
        raise BadPack((Problem(ProblemKind.NOT_UTF8, data.count(b"\n", 0, error.start) + 1),)) from None
    except BrokenJson as error:
        raise BadPack((Problem(ProblemKind.NOT_JSON, error.line, column=error.column),)) from None
    except DeepJson as error:
        raise BadPack((Problem(ProblemKind.TOO_DEEP, error.line, limit=error.limit),)) from None
    _demand_format(placed)
    return placed


def _demand_format(placed: PlacedJson) -> None:
    """Something else altogether is one problem, not one for each of its fields."""
    fields = placed.value if isinstance(placed.value, dict) else {}
    if fields.get("format") != FORMAT:
        raise BadPack((Problem(ProblemKind.NOT_A_PACK, placed.line_of(("format",)), "$.format"),))
    version = fields.get("format_version")
    if type(version) is int and version != FORMAT_VERSION:
        line = placed.line_of(("format_version",))
        raise BadPack((Problem(ProblemKind.NEWER_FORMAT, line, "$.format_version"),))


def _problems(placed: PlacedJson) -> list[Problem]:
    """Everything that is wrong, in the order of the file."""
    doubled = [(Misfit(ProblemKind.DOUBLED_NAME, one.path, str(one.path[-1])), one.line) for one in placed.doubled]
    others = [(one, placed.line_of(one.path)) for one in (*misfits(placed.value, _FORM), *broken_links(placed.value))]
    told = [_problem(misfit, line) for misfit, line in (*doubled, *others)]
    return sorted(told, key=lambda problem: problem.line)


def _problem(misfit: Misfit, line: int) -> Problem:
    foreign = misfit.kind in {ProblemKind.UNKNOWN_FIELD, ProblemKind.DOUBLED_NAME}
    where = misfit.path[:-1] if foreign else misfit.path
    shown = misfit.name.isprintable() and len(misfit.name) <= MOST_OF_A_NAME
    return Problem(misfit.kind, line, _written(where), misfit.name if shown else "", misfit.limit)


def _written(path: Path) -> str:
    """A path as text; a name that is none of ours is not repeated."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step if _OURS.fullmatch(step) else '?'}" for step in path)
    return "$" + "".join(steps)


def _demand(found: list[Problem]) -> None:
    if found:
        raise BadPack(tuple(found[:MOST_PROBLEMS]), len(found[MOST_PROBLEMS:]))
