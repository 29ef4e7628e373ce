"""The texts of a principle pack one by one, to be put into another language.

A pack that is being worded is a draft: the texts that it lacks in a language are empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from vigtool.domain.principles import Category, Item, Pack, Wording

LANGUAGES: Final = ("fi", "sv", "en")


_KEPT: Final = "\n\t\u200d"
"""Unseen signs that mean something: they part words, or join the parts of an emoji."""


class TextKind(StrEnum):
    """What a text is."""

    PACK_NAME = "pack-name"
    SOURCE = "source"
    CATEGORY_NAME = "category-name"
    CATEGORY_DESCRIPTION = "category-description"
    ITEM_NAME = "item-name"
    ITEM_DESCRIPTION = "item-description"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text stands: of which category or item (the empty id for the pack itself), which example from 0."""

    kind: TextKind
    id: str = ""
    number: int = 0

    @property
    def long(self) -> bool:
        """True for a sentence or some, False for a name."""
        return self.kind not in {TextKind.PACK_NAME, TextKind.CATEGORY_NAME, TextKind.ITEM_NAME}


def texts_of(pack: Pack) -> Iterator[tuple[TextPlace, Wording]]:
    """Go through all texts of a pack in the order in which they are read."""
    yield TextPlace(TextKind.PACK_NAME), pack.name
    yield TextPlace(TextKind.SOURCE), pack.source
    for category in pack.categories:
        yield TextPlace(TextKind.CATEGORY_NAME, category.id), category.name
        yield TextPlace(TextKind.CATEGORY_DESCRIPTION, category.id), category.description
        for item in category.items:
            yield TextPlace(TextKind.ITEM_NAME, item.id), item.name
            yield TextPlace(TextKind.ITEM_DESCRIPTION, item.id), item.description
            for number, example in enumerate(item.examples):
                yield TextPlace(TextKind.EXAMPLE, item.id, number), example


def lacking(pack: Pack, language: str) -> int:
    """How many texts of a draft are still empty in a language."""
    return sum(not words.in_language(language) for _place, words in texts_of(pack))


def worded(pack: Pack, language: str, texts: Mapping[TextPlace, str]) -> Pack:
    """The draft with these texts in a language, in one line and without unseen signs; all others stay."""
    known = {
        place: _with(words, language, texts[place]) if place in texts else words for place, words in texts_of(pack)
    }
    return replace(
        pack,
        name=known[TextPlace(TextKind.PACK_NAME)],
        source=known[TextPlace(TextKind.SOURCE)],
        categories=tuple(_category(one, known) for one in pack.categories),
    )


def _with(words: Wording, language: str, text: str) -> Wording:
    one_line = " ".join("".join(sign for sign in text if sign.isprintable() or sign in _KEPT).split())
    return Wording(**{code: one_line if code == language else words.in_language(code) for code in LANGUAGES})


def _category(category: Category, known: Mapping[TextPlace, Wording]) -> Category:
    return replace(
        category,
        name=known[TextPlace(TextKind.CATEGORY_NAME, category.id)],
        description=known[TextPlace(TextKind.CATEGORY_DESCRIPTION, category.id)],
        items=tuple(_item(one, known) for one in category.items),
    )


def _item(item: Item, known: Mapping[TextPlace, Wording]) -> Item:
    examples = (known[TextPlace(TextKind.EXAMPLE, item.id, number)] for number in range(len(item.examples)))
    return replace(
        item,
        name=known[TextPlace(TextKind.ITEM_NAME, item.id)],
        description=known[TextPlace(TextKind.ITEM_DESCRIPTION, item.id)],
        examples=tuple(examples),
    )
