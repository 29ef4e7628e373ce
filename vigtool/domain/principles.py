"""Principle packs: sets of words for what is seen in a moment, in categories with keys 1 to 6.

A pack is data with a version. A moment keeps the version that it was coded with (``PrincipleSeen``), so a pack that is
worded anew is a new version and the older one stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vigtool.domain.identifiers import PackId
from vigtool.domain.moments import PrincipleSeen

KEYS: Final = range(1, 7)
"""The keys that a category can have."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in Finnish, Swedish and English."""

    fi: str
    sv: str
    en: str

    def in_language(self, code: str) -> str:
        """The words in ``fi``, ``sv`` or ``en``. Raises ``ValueError`` for another language."""
        match code:
            case "fi":
                return self.fi
            case "sv":
                return self.sv
            case "en":
                return self.en
        raise ValueError(code)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be seen; ``under`` is the id of the item of the same category to which it belongs."""

    id: str
    name: Wording
    description: Wording
    examples: tuple[Wording, ...] = ()
    under: str | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """Items that belong together; ``key`` is the key that names the category, 1 to 6."""

    id: str
    key: int
    name: Wording
    description: Wording
    items: tuple[Item, ...]

    def in_order(self) -> Iterator[tuple[int, Item]]:
        """The items with how deep they stand, from 0; what stands under an item follows it."""
        yield from self._below(None, 0)

    def _below(self, under: str | None, depth: int) -> Iterator[tuple[int, Item]]:
        for item in self.items:
            if item.under == under:
                yield depth, item
                yield from self._below(item.id, depth + 1)


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of principles in one version, from 1. ``source`` says whose words they are.

    Ids are unique within the pack, keys too, and no item stands under itself: whoever reads a pack sees to it.
    """

    id: PackId
    version: int
    name: Wording
    source: Wording
    categories: tuple[Category, ...]

    def find(self, item_id: str) -> Category | Item | None:
        """The category or item of that id, None if the pack has none."""
        for category in self.categories:
            if category.id == item_id:
                return category
            for item in category.items:
                if item.id == item_id:
                    return item
        return None

    def category_of(self, item_id: str) -> Category | None:
        """The category in which an item stands, or that itself has the id; None if the pack has none."""
        return next((one for one in self.categories if item_id in {one.id, *(item.id for item in one.items)}), None)

    def category_with_key(self, key: int) -> Category | None:
        """The category of that key, None if the key is free."""
        return next((one for one in self.categories if one.key == key), None)

    def seen(self, item_id: str) -> PrincipleSeen:
        """A category or item of this pack as it is kept with a moment. Raises ``KeyError`` for an unknown id."""
        if self.find(item_id) is None:
            raise KeyError(item_id)
        return PrincipleSeen(self.id, self.version, item_id)
