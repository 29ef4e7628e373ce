"""A small principle pack with a category on each key."""

from vigtool.domain.identifiers import PackId
from vigtool.domain.principles import Category, Item, Pack, Wording


def _same(words: str) -> Wording:
    return Wording(words, words, words)


def small_pack(version: int = 1, name: str = "small") -> Pack:
    """Give six categories ``c1`` to ``c6``, each with one item ``c1-a`` to ``c6-a``."""
    categories = tuple(
        Category(f"c{key}", key, _same(f"Category {key}"), _same(""), (Item(f"c{key}-a", _same("Item"), _same("")),))
        for key in range(1, 7)
    )
    return Pack(PackId(name), version, _same("Small"), _same("These tests"), categories)
