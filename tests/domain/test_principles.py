import pytest

from vigtool.domain.identifiers import PackId
from vigtool.domain.moments import PrincipleSeen
from vigtool.domain.principles import Category, Item, Pack, Wording


def _words(text: str) -> Wording:
    return Wording(f"{text} fi", f"{text} sv", f"{text} en")


def _item(item_id: str, under: str | None = None) -> Item:
    return Item(item_id, _words(item_id), _words("d"), under=under)


ITEMS = (_item("inner", "outer"), _item("outer"), _item("inmost", "inner"), _item("beside"))
FIRST = Category("first", 1, _words("first"), _words("d"), ITEMS)
SECOND = Category("second", 4, _words("second"), _words("d"), (_item("other"),))
PACK = Pack(PackId("two"), 3, _words("two"), _words("s"), (FIRST, SECOND))


def test_words_are_given_in_each_language_and_no_other() -> None:
    words = _words("turn")
    assert [words.in_language(code) for code in ("fi", "sv", "en")] == ["turn fi", "turn sv", "turn en"]
    with pytest.raises(ValueError, match="de"):
        words.in_language("de")


def test_categories_and_items_are_found_by_their_ids() -> None:
    assert PACK.find("first") is FIRST
    assert PACK.find("inner") is ITEMS[0]
    assert PACK.find("other") is SECOND.items[0]
    assert PACK.find("nothing") is None


def test_an_id_leads_to_its_category() -> None:
    assert PACK.category_of("inmost") is FIRST
    assert PACK.category_of("second") is SECOND
    assert PACK.category_of("nothing") is None


def test_a_key_leads_to_its_category() -> None:
    assert PACK.category_with_key(4) is SECOND
    assert PACK.category_with_key(2) is None


def test_what_stands_under_an_item_follows_it() -> None:
    order = [(depth, item.id) for depth, item in FIRST.in_order()]
    assert order == [(0, "outer"), (1, "inner"), (2, "inmost"), (0, "beside")]


def test_a_principle_is_kept_with_the_version_of_its_pack() -> None:
    assert PACK.seen("other") == PrincipleSeen(PackId("two"), 3, "other")
    assert PACK.seen("second").item == "second"
    with pytest.raises(KeyError):
        PACK.seen("nothing")
