import threading
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vault.small_journals import CASE, NOON, SmallJournal
from vigtool.domain.errors import Cancelled
from vigtool.vault.index import Document, Hit, Index
from vigtool.vault.journal import EntryDraft, Envelope

OTHER_CASE = "0thercase000"


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Close what a test made; newer Pythons warn of a database that is not."""
    yield
    while _MADE:
        _MADE.pop().close()


_MADE: list[Index] = []


def new_index() -> Index:
    _MADE.append(Index())
    return _MADE[-1]


def document(id_: str, text: str = "", *, kind: str = "moment", case: str | None = CASE) -> Document:
    return Document(kind, id_, case, None, text.encode(errors="replace"), text)


def index_of(*texts: str) -> Index:
    index = new_index()
    for number, text in enumerate(texts):
        index.put(document(str(number), text))
    return index


def found(index: Index, text: str) -> set[int]:
    return {int(hit.id) for hit in index.search(text)}


def test_what_was_put_is_got_replaced_and_removed() -> None:
    index = new_index()
    assert index.get("moment", "a") is None
    index.put(document("a", "one"))
    index.put(document("a", "film", kind="recording"))
    index.put(document("a", "two"))
    assert index.get("moment", "a") == b"two"
    index.remove("moment", "a")
    index.remove("moment", "a")
    assert index.get("moment", "a") is None
    assert index.get("recording", "a") == b"film"
    assert index.search("two") == []


def test_a_selection_comes_in_the_order_of_the_first_put() -> None:
    index = new_index()
    for id_, case, parent in (("z", CASE, "p"), ("a", OTHER_CASE, "p"), ("m", CASE, "q")):
        index.put(Document("moment", id_, case, parent, id_.encode(), ""))
    index.put(Document("moment", "z", CASE, "p", b"Z", ""))
    assert index.select("moment") == [b"Z", b"a", b"m"]
    assert index.select("moment", case=CASE) == [b"Z", b"m"]
    assert index.select("moment", parent="p") == [b"Z", b"a"]
    assert index.select("moment", case=CASE, parent="p") == [b"Z"]
    assert index.select("session") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("vuorovaiku", {0}),
        ("vaikutus", {0}),
        ("VUOROVAIKUTUS", {0}),
        ("katse lapsi", {1}),
        ("lapsi katse", {1}),
        ("katsekontakti", {1}),
        ("kontakti", {1}),
        ("sää", {2}),
        ("saa", {3}),
        ("ÄITI", {4}),
        ("aiti", set()),
        ("för", {5}),
        ("barn fam", {5}),
        ("barn mor", set()),
        ("mö", {5}),
        ("ki", set()),
        (unicodedata.normalize("NFD", "äiti"), {4}),
    ],
)
def test_finnish_and_swedish_words(query: str, expected: set[int]) -> None:
    index = index_of(
        "vuorovaikutuskirja",
        "lapsi hakee katsekontaktia",
        "sää on kaunis",
        "hän saa",
        "Äiti",
        "familjens barn för möte",
    )
    assert found(index, query) == expected


def test_whole_words_come_before_parts_of_words() -> None:
    index = index_of("lastenkatse", "katse katse katse", "katse ja paljon muita sanoja sen jälkeen")
    assert [hit.id for hit in index.search("katse")] == ["1", "2", "0"]
    assert [hit.id for hit in index.search("katse", limit=2)] == ["1", "2"]


def test_a_search_keeps_to_its_kind_and_case() -> None:
    index = new_index()
    index.put(document("a", "katse"))
    index.put(document("b", "katse", kind="session"))
    index.put(document("c", "katse", case=OTHER_CASE))
    assert index.search("katse", kind="moment") == [Hit("moment", "a"), Hit("moment", "c")]
    assert index.search("katse", case=CASE) == [Hit("moment", "a"), Hit("session", "b")]
    assert index.search("katse", kind="moment", case=OTHER_CASE) == [Hit("moment", "c")]
    index.put(Document("moment", "d", CASE, "film", b"", "katse"))
    assert index.search("katse", parent="film") == [Hit("moment", "d")]


HOSTILE = [
    '"',
    '""',
    "'",
    "*",
    "katse*",
    "text:katse",
    "NOT katse",
    "katse OR lapsi",
    "(katse",
    "NEAR(katse lapsi)",
    "^katse",
    "-katse",
    "katse + lapsi",
    "{text} : katse",
    "katse\0lapsi",
    "'; DROP TABLE document; --",
    "\ud800",
    "\x00",
    "",
    "   ",
    "\\",
    "%",
    "_a_",
    '" OR "',
    "?1 :kind",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    index = index_of("puhdas sana")
    assert index.search(text) == []
    index.put(document("1", text + " katse"))
    assert found(index, "katse") == {1}
    assert found(index, "puhdas") == {0}


def test_words_of_the_query_language_are_words() -> None:
    index = index_of("katse", "or not near and", 'say "hei" now')
    assert found(index, "NOT") == {1}
    assert found(index, "or and") == {1}
    assert found(index, '"hei"') == {2}


@settings(max_examples=60)
@given(st.text(max_size=30))
def test_no_text_breaks_a_search_and_every_word_finds_itself(text: str) -> None:
    index = index_of(text)
    index.search(text)
    for word in text.split():
        if word.isascii() and word.isalnum():
            assert found(index, word) == {0}


def test_an_old_text_is_not_found_after_a_search_saw_it() -> None:
    index = index_of("vanha sana", "toinen")
    assert found(index, "vanha") == {0}
    index.put(document("0", "uusi sana"))
    assert found(index, "vanha") == set()
    assert found(index, "uusi") == {0}
    index.put(document("0", ""))
    assert found(index, "uusi") == set()
    index.remove("moment", "1")
    assert found(index, "toinen") == set()
    index.put(document("9", "kolmas"))
    assert found(index, "kolmas") == {9}


def test_envelopes_come_back_equal_and_in_order() -> None:
    journal = SmallJournal.empty()
    journal.case_secrets[OTHER_CASE] = bytes(32)
    facts = [("a.done", CASE, "film"), ("b.done", OTHER_CASE, "film"), ("a.done", None, ""), ("b.done", CASE, "x")]
    drafts = [EntryDraft(NOON, act, "guider", case, thing) for act, case, thing in facts]
    one, two, three, four = journal.open().append_all([(draft, b"") for draft in drafts])
    index = new_index()
    for envelope in (four, two, three, one):
        index.log(envelope)
    assert index.entries() == [one, two, three, four]
    assert index.entries(case=CASE) == [one, four]
    assert index.entries(object="film") == [one, two]
    assert index.entries(acts=["b.done"]) == [two, four]
    assert index.entries(acts=["b.done"], case=CASE, object="x") == [four]
    assert index.entries(acts=[]) == []


@given(st.lists(st.integers(0, 5), max_size=12), st.integers(-1, 6), st.randoms(use_true_random=False))
def test_the_last_entry_of_after_a_time_is_found_whatever_the_clock_did(
    days: list[int], day: int, order: Random
) -> None:
    journal, index = SmallJournal.empty().open(), new_index()
    times = [NOON + timedelta(days=one) for one in days]
    kept = [journal.append(EntryDraft(time, "a.done", "guider", None, ""), b"") for time in times]
    for place, envelope in enumerate(order.sample(kept, len(kept))):
        index.log(envelope)
        if place % 3 == 0:
            index.last_after(NOON)  # between two questions more may come
    after = [one.seq for one in kept if one.time > NOON + timedelta(days=day)]
    assert index.last_after(NOON + timedelta(days=day)) == max(after, default=None)
    assert [index.entries_from(one.seq) for one in kept] == [kept[place:] for place in range(len(kept))]


def test_a_bulk_that_fails_leaves_the_envelopes_as_they_were() -> None:
    journal, index = SmallJournal.empty().open(), new_index()
    one, two, three = (
        journal.append(EntryDraft(NOON + timedelta(days=day), "a.done", "guider", None, "film"), b"")
        for day in (0, 1, 2)
    )
    index.log(two)
    with pytest.raises(Cancelled):
        _fail_after(index, one, three)
    assert index.entries() == index.entries(object="film") == [two]
    assert index.last_after(NOON) == two.seq
    assert index.last_after(NOON + timedelta(days=1)) is None


def _fail_after(index: Index, *envelopes: Envelope) -> None:
    with index.bulk():
        for envelope in envelopes:
            index.log(envelope)
        assert index.last_after(NOON) == envelopes[-1].seq
        raise Cancelled


def everything(index: Index) -> tuple[object, ...]:
    ids = [str(number) for number in range(6)]
    return index.select("moment"), [index.get("moment", id_) for id_ in ids], index.search("sana"), index.search("uus")


CHANGES = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["sana", "uusi sana", "tyhjä", "", None])), max_size=25)


@settings(max_examples=60)
@given(CHANGES, st.integers(0, 25))
def test_a_bulk_gives_what_single_changes_give(changes: list[tuple[int, str | None]], asked: int) -> None:
    single, bulk = new_index(), new_index()
    with bulk.bulk():
        for number, (id_, text) in enumerate(changes):
            for index in (single, bulk):
                if text is None:
                    index.remove("moment", str(id_))
                else:
                    index.put(document(str(id_), text))
            if number == asked:
                assert everything(bulk) == everything(single)
    assert everything(bulk) == everything(single)


def fail_in_bulk(index: Index) -> None:
    with index.bulk():
        index.put(document("0", "uusi"))
        index.put(document("1", "uusi"))
        index.search("uusi")
        index.put(document("2", "uusi"))
        raise Cancelled


def test_a_bulk_that_fails_leaves_nothing_of_it() -> None:
    index = index_of("vanha")
    with pytest.raises(Cancelled):
        fail_in_bulk(index)
    assert index.select("moment") == [b"vanha"]
    assert found(index, "vanha") == {0}
    assert index.search("uusi") == []


def test_an_index_that_one_thread_filled_can_be_handed_to_another() -> None:
    filled: list[Index] = []
    thread = threading.Thread(target=lambda: filled.append(index_of("sana")))
    thread.start()
    thread.join()
    assert found(filled[0], "sana") == {0}
