"""A film's errors on their way out of the engine: named classes with plain fields, checked when they arrive.

Only the classes listed here come out as themselves; whatever else a task raises comes out as ``EngineFailed``.
"""

import dataclasses
import re
from typing import TYPE_CHECKING, Final, TypeGuard

import msgspec

from vigtool.engine.errors import EngineFailed
from vigtool.engine.messages import Fact, Failed
from vigtool.media import errors as media
from vigtool.vault.errors import Damaged, Part

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_MEDIA_ERRORS: Final[dict[str, type[media.MediaError]]] = {
    kind.__name__: kind
    for kind in vars(media).values()
    if isinstance(kind, type) and issubclass(kind, media.MediaError) and kind is not media.MediaError
}
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}")


class _DamagedFacts(msgspec.Struct, forbid_unknown_fields=True):
    part: Part
    id: str


class _SystemFacts(msgspec.Struct, forbid_unknown_fields=True):
    errno: int | None


def failure_of(error: Exception) -> Failed:
    """Return an error as a message; of an unforeseen one, only the name of its class."""
    kind = type(error).__name__
    match error:
        case media.MediaError() if type(error) is _MEDIA_ERRORS.get(kind):
            return Failed(kind, _fields_of(error))
        case Damaged(part=part, id=id_):
            return Failed("Damaged", {"part": part.value, "id": id_})
        case OSError(errno=number):
            return Failed("OSError", {"errno": number})
    return Failed(kind, {})


def error_of(failure: Failed) -> Exception:
    """Return the error that a message names: typed, its fields checked, or ``EngineFailed``."""
    kind = _MEDIA_ERRORS.get(failure.kind)
    try:
        if kind is not None:
            return _media_error(kind, failure.facts)
        if failure.kind == "Damaged":
            damaged = msgspec.convert(failure.facts, _DamagedFacts)
            return Damaged(damaged.part, damaged.id)
        if failure.kind == "OSError":
            return OSError(msgspec.convert(failure.facts, _SystemFacts).errno, "")
    except msgspec.ValidationError:
        return EngineFailed("Garbled")
    return EngineFailed(failure.kind if _NAME.fullmatch(failure.kind) else "Garbled")


def _fields_of(error: media.MediaError) -> dict[str, Fact]:
    return {one.name: getattr(error, one.name) for one in dataclasses.fields(error)} if _has_fields(error) else {}


def _has_fields(kind: object) -> TypeGuard["DataclassInstance"]:
    return dataclasses.is_dataclass(kind)


def _media_error(kind: type[media.MediaError], facts: dict[str, Fact]) -> media.MediaError:
    if not dataclasses.is_dataclass(kind):
        return kind()
    checked = msgspec.convert(facts, kind)
    # msgspec fills an exception's fields without making it one: ``str`` of that ends the process
    return kind(*_fields_of(checked).values())
