"""Typed reading from the index: the documents of a kind as the domain's own values."""

from typing import TypeVar

import msgspec

from vigtool.services.errors import UnknownId
from vigtool.vault.index import Index

Thing = TypeVar("Thing")


def find(index: Index, kind: str, form: type[Thing], key: str) -> Thing:
    """The thing of a kind with an id. Raises ``UnknownId``."""
    body = index.get(kind, key)
    if body is None:
        raise UnknownId(kind, key)
    return msgspec.json.decode(body, type=form)


def select(
    index: Index, kind: str, form: type[Thing], *, case: str | None = None, parent: str | None = None
) -> list[Thing]:
    """All things of a kind, of a case or parent if named, in the order in which they came to be."""
    return [msgspec.json.decode(body, type=form) for body in index.select(kind, case=case, parent=parent)]
