"""Comparing a JSON value with the types of its form, to find every misfit and not only the first as ``msgspec`` does.

Only what the form of principle packs uses is known here: objects, lists, texts, whole numbers, constants, "or nothing".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from msgspec import inspect

from vigtool.exchange.json_places import Path
from vigtool.exchange.pack_errors import ProblemKind
from vigtool.exchange.pack_form import IDENTIFIER, Name, Text

WORDED: Final = (Name, Text)
"""Forms whose fields are languages."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """What does not fit at a path; see ``ProblemKind`` for ``name`` and ``limit``."""

    kind: ProblemKind
    path: Path
    name: str = ""
    limit: int | None = None


def misfits(value: object, form: inspect.Type, path: Path = ()) -> Iterator[Misfit]:
    """Find everything in a value (of ``json``) that its form does not allow."""
    match form:
        case inspect.StructType():
            yield from _in_object(value, form, path)
        case inspect.VarTupleType():
            yield from _in_list(value, form, path)
        case inspect.StrType():
            yield from _in_text(value, form, path)
        case inspect.IntType():
            yield from _in_number(value, form, path)
        case inspect.UnionType(types=(inner, inspect.NoneType())):
            yield from () if value is None else misfits(value, inner, path)
        case inspect.LiteralType(values=(only,)):
            yield from () if (type(value), value) == (type(only), only) else _wrong(path, _NAMES[type(only)])
        case _:
            raise TypeError(form)


_NAMES: Final[dict[type, str]] = {str: "text", int: "number"}


def _wrong(path: Path, expected: str) -> Iterator[Misfit]:
    yield Misfit(ProblemKind.WRONG_TYPE, path, expected)


def _in_object(value: object, form: inspect.StructType, path: Path) -> Iterator[Misfit]:
    if not isinstance(value, dict):
        yield from _wrong(path, "object")
        return
    fields = {field.encode_name: field for field in form.fields}
    for name, inner in value.items():
        if name in fields:
            yield from misfits(inner, fields[name].type, (*path, name))
        else:
            yield Misfit(ProblemKind.UNKNOWN_FIELD, (*path, name), name)
    for name, field in fields.items():
        if field.required and name not in value:
            yield Misfit(_missing(form, field.type), path, name)


def _missing(form: inspect.StructType, kind: inspect.Type) -> ProblemKind:
    if form.cls in WORDED:
        return ProblemKind.MISSING_LANGUAGE
    worded = isinstance(kind, inspect.StructType) and kind.cls in WORDED
    return ProblemKind.MISSING_TEXT if worded else ProblemKind.MISSING_FIELD


def _in_list(value: object, form: inspect.VarTupleType, path: Path) -> Iterator[Misfit]:
    if not isinstance(value, list):
        yield from _wrong(path, "list")
        return
    if form.min_length is not None and len(value) < form.min_length:
        yield Misfit(ProblemKind.NO_CATEGORY, path)
    if form.max_length is not None and len(value) > form.max_length:
        yield Misfit(ProblemKind.TOO_MANY, path, str(path[-1]), form.max_length)
    for number, inner in enumerate(value[: form.max_length]):
        yield from misfits(inner, form.item_type, (*path, number))


def _in_text(value: object, form: inspect.StrType, path: Path) -> Iterator[Misfit]:
    if not isinstance(value, str):
        yield from _wrong(path, "text")
        return
    if form.max_length is not None and len(value) > form.max_length:
        yield Misfit(ProblemKind.TOO_LONG, path, limit=form.max_length)
    if form.pattern is not None and not re.search(form.pattern, value):
        if form.pattern == IDENTIFIER:
            yield Misfit(ProblemKind.BAD_ID, path)
        else:
            yield Misfit(ProblemKind.UNSEEN_SIGN if value.strip() else ProblemKind.EMPTY_TEXT, path)


def _in_number(value: object, form: inspect.IntType, path: Path) -> Iterator[Misfit]:
    if type(value) is not int:  # a bool is an int to Python, not to JSON
        yield from _wrong(path, "number")
        return
    if form.ge is not None and value < form.ge:
        yield Misfit(ProblemKind.TOO_SMALL, path, str(path[-1]), form.ge)
    if form.le is not None and value > form.le:
        yield Misfit(ProblemKind.TOO_BIG, path, str(path[-1]), form.le)


def completed(value: object, form: inspect.Type) -> object:
    """A value that fits but for missing or empty texts, with an empty text for each of them."""
    match form:
        case inspect.StructType() if isinstance(value, dict):
            there = [field for field in form.fields if field.required or field.encode_name in value]
            return {one.encode_name: completed(value.get(one.encode_name, {}), one.type) for one in there}
        case inspect.VarTupleType() if isinstance(value, list):
            return [completed(one, form.item_type) for one in value]
        case inspect.StrType():
            return value.strip() if isinstance(value, str) else ""
    return value
