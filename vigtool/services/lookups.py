"""Typed reading from the index: the documents of a kind as the domain's own values."""

from functools import cache
from typing import TypeVar

import msgspec

from vigtool.services.errors import UnknownId
from vigtool.vault.index import Index

Thing = TypeVar("Thing")


@cache
def _decoder(form: type[Thing]) -> msgspec.json.Decoder[Thing]:
    return msgspec.json.Decoder(form)


def find(index: Index, kind: str, form: type[Thing], key: str) -> Thing:
    """The thing of a kind with an id. Raises ``UnknownId``."""
    body = index.get(kind, key)
    if body is None:
        raise UnknownId(kind, key)
    return _decoder(form).decode(body)


def select(
    index: Index, kind: str, form: type[Thing], *, case: str | None = None, parent: str | None = None
) -> list[Thing]:
    """All things of a kind, of a case or parent if named, in the order in which they came to be."""
    decoder = _decoder(form)
    return [decoder.decode(body) for body in index.select(kind, case=case, parent=parent)]
