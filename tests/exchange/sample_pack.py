"""A small pack with everything in it that a pack can have, as an author would write it."""

import json
from collections.abc import Callable
from typing import Any

from vigtool.domain.principles import Pack
from vigtool.exchange.pack_errors import BadPack, ProblemKind
from vigtool.exchange.principle_packs import from_json

Tree = dict[str, Any]


def words(text: str) -> Tree:
    return {"fi": f"{text} suomeksi", "sv": f"{text} på svenska", "en": f"{text} in English"}


def item(item_id: str, **more: object) -> Tree:
    return {"id": item_id, "name": words(item_id), "description": words("What"), **more}


def category(category_id: str, key: int, *items: Tree) -> Tree:
    return {
        "id": category_id,
        "key": key,
        "name": words(category_id),
        "description": words("Why"),
        "items": list(items),
    }


def tree() -> Tree:
    """The pack as a value that a test may change."""
    return {
        "format": "vigtool-principle-pack",
        "format_version": 1,
        "id": "trainers-own",
        "version": 3,
        "name": words("Own"),
        "source": words("From a trainer"),
        "categories": [
            category("seeing", 1, item("look"), item("look-back", under="look", examples=[words("A glance")])),
            category("hearing", 4, item("listen", examples=[words("A pause"), words("A nod")])),
            category("alone", 6),
        ],
    }


def written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "surrogatepass")


def changed(change: Callable[[Tree], object]) -> bytes:
    """The pack after a change of its tree, as a file."""
    made = tree()
    change(made)
    return written(made)


def refused(data: bytes) -> BadPack:
    """What the reader says about a file that is no pack."""
    try:
        from_json(data)
    except BadPack as error:
        return error
    raise AssertionError("it was taken for a pack")


def told(data: bytes) -> list[tuple[ProblemKind, str]]:
    """Each problem with the text of its line in the file."""
    lines = data.decode("utf-8", "replace").split("\n")
    return [(one.kind, lines[one.line - 1].strip()) for one in refused(data).problems]


PACK: Pack = from_json(written(tree()))
