from tests.exchange.sample_pack import PACK
from vigtool.domain.pack_texts import LANGUAGES, TextKind, TextPlace, lacking, texts_of, worded
from vigtool.domain.principles import Wording


def test_all_texts_are_gone_through_in_the_order_of_reading() -> None:
    places = [place for place, _words in texts_of(PACK)]
    assert places[:4] == [
        TextPlace(TextKind.PACK_NAME),
        TextPlace(TextKind.SOURCE),
        TextPlace(TextKind.CATEGORY_NAME, "seeing"),
        TextPlace(TextKind.CATEGORY_DESCRIPTION, "seeing"),
    ]
    assert places[-3:-1] == [TextPlace(TextKind.EXAMPLE, "listen", 1), TextPlace(TextKind.CATEGORY_NAME, "alone")]
    assert len(places) == len(set(places)) == 2 + 3 * 2 + 3 * 2 + 3
    assert [place.long for place in places[:4]] == [False, True, False, True]


def test_every_text_can_be_put_into_a_language_and_the_others_stay() -> None:
    new = {place: f"  {place.kind}\n{place.id} {place.number} " for place, _words in texts_of(PACK)}
    made = worded(PACK, "sv", new)
    for (place, words), (_same, before) in zip(texts_of(made), texts_of(PACK), strict=True):
        assert words == Wording(before.fi, " ".join(f"{place.kind} {place.id} {place.number}".split()), before.en)
    assert [(one.id, one.under) for one in made.categories[0].items] == [("look", None), ("look-back", "look")]


def test_signs_that_cannot_be_seen_are_left_out_and_emoji_stay_whole() -> None:
    name = TextPlace(TextKind.PACK_NAME)
    made = worded(PACK, "en", {name: "a\u202e\x07b\tc \U0001f468\u200d\U0001f467\r\nd"})
    assert made.name.en == "ab c \U0001f468\u200d\U0001f467 d"


def test_what_is_not_named_stays() -> None:
    assert worded(PACK, "fi", {}) == PACK
    assert worded(PACK, "fi", {TextPlace(TextKind.EXAMPLE, "nothing", 3): "x"}) == PACK


def test_a_draft_says_how_many_texts_it_lacks() -> None:
    assert [lacking(PACK, code) for code in LANGUAGES] == [0, 0, 0]
    draft = worded(PACK, "en", {TextPlace(TextKind.ITEM_NAME, "listen"): " ", TextPlace(TextKind.SOURCE): ""})
    assert [lacking(draft, code) for code in LANGUAGES] == [0, 0, 2]
