"""What the form of a pack cannot say: keys and ids stand once, and ``under`` leads to an item of the same category.

Works on the bare JSON, as far as it is well formed, so that these problems are told together with those of the form.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from vigtool.exchange.form_checking import Misfit
from vigtool.exchange.json_places import Path
from vigtool.exchange.pack_errors import ProblemKind


@dataclass(frozen=True, slots=True)
class _Item:
    path: Path
    id: str | None
    under: str | None


@dataclass(frozen=True, slots=True)
class _Category:
    path: Path
    id: str | None
    key: int | None
    items: tuple[_Item, ...]


def broken_links(value: object) -> Iterator[Misfit]:
    """Find what contradicts itself in the JSON value of a pack."""
    categories = [_category(("categories", number), one) for number, one in _elements(value, "categories")]
    yield from _doubled_keys(categories)
    yield from _doubled_ids(categories)
    known = {one.id for category in categories for one in _named(category) if one.id is not None}
    for category in categories:
        yield from _lost(category, known)
        yield from _rings(category)


def _elements(value: object, name: str) -> Iterator[tuple[int, object]]:
    found = value.get(name) if isinstance(value, dict) else None
    yield from enumerate(found if isinstance(found, list) else [])


def _category(path: Path, value: object) -> _Category:
    items = tuple(_item((*path, "items", number), one) for number, one in _elements(value, "items"))
    key = value.get("key") if isinstance(value, dict) else None
    return _Category(path, _text(value, "id"), key if type(key) is int else None, items)


def _item(path: Path, value: object) -> _Item:
    return _Item(path, _text(value, "id"), _text(value, "under"))


def _text(value: object, name: str) -> str | None:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def _doubled_keys(categories: list[_Category]) -> Iterator[Misfit]:
    seen: set[int] = set()
    for category in categories:
        if category.key is None:
            continue
        if category.key in seen:
            yield Misfit(ProblemKind.DOUBLED_KEY, (*category.path, "key"), limit=category.key)
        seen.add(category.key)


def _doubled_ids(categories: list[_Category]) -> Iterator[Misfit]:
    seen: set[str] = set()
    for category in categories:
        for one in _named(category):
            if one.id is None:
                continue
            if one.id in seen:
                yield Misfit(ProblemKind.DOUBLED_ID, (*one.path, "id"), one.id)
            seen.add(one.id)


def _named(category: _Category) -> tuple[_Category | _Item, ...]:
    return (category, *category.items)


def _lost(category: _Category, known: set[str]) -> Iterator[Misfit]:
    here = {item.id for item in category.items}
    for item in category.items:
        if item.under is not None and item.under not in here:
            kind = ProblemKind.UNDER_ELSEWHERE if item.under in known else ProblemKind.UNKNOWN_UNDER
            yield Misfit(kind, (*item.path, "under"), item.under)


def _rings(category: _Category) -> Iterator[Misfit]:
    """One misfit for each ring, at the first of its items in the file."""
    items = {item.id: item for item in reversed(category.items) if item.id is not None}
    above = {known: item.under for known, item in items.items()}
    settled: set[str | None] = {None}
    for item in category.items:
        way: list[str] = []
        here = item.id
        while here in above and here not in settled and here not in way:
            way.append(here)
            here = above[here]
        if here in way:
            yield Misfit(ProblemKind.CYCLE, (*items[way[0]].path, "under"), way[0])
        settled.update(way)
