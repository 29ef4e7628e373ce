import hashlib
from datetime import datetime, timedelta, timezone

import msgspec
import pytest

from tests.vault.small_journals import CASE, NOON, SmallJournal, body, draft
from vigtool.vault.errors import Damaged, KeyDestroyed, VaultClosed, VaultReadOnly
from vigtool.vault.journal import ConsentLeaf, EntryDraft, Recovered
from vigtool.vault.journal.envelope import parse_envelope


def test_a_replay_gives_back_what_was_appended() -> None:
    small = SmallJournal.empty()
    journal = small.open()
    one = journal.append(EntryDraft(NOON, "consent.recorded", "guider", CASE, "person"), b"given")
    leaf = ConsentLeaf(one.seq, one.body_hash)
    two = journal.append(EntryDraft(NOON, "clip.exported", "guider", CASE, "film", (leaf,)), b"")
    small.take()

    again = small.open()

    assert list(again.replay()) == [(one, b"given"), (two, b"")]
    assert again.recovered == Recovered()
    assert (again.count, again.position) == (journal.count, journal.position)
    assert small.kept == [one, two]


def test_many_entries_are_kept_with_one_wait_and_in_order() -> None:
    small = SmallJournal.of(1)
    journal = small.open()
    before = small.media[0].faults.done
    envelopes = journal.append_all([(draft(n), body(n)) for n in range(1, 300)])
    waits = small.media[0].faults.done - before
    small.take()
    assert [envelope.seq for envelope in envelopes] == list(range(1, 300))
    assert small.bodies() == [body(n) for n in range(300)]
    assert waits == 2
    assert journal.append_all([]) == []


def test_a_replay_reads_entries_larger_than_its_buffer() -> None:
    small = SmallJournal.empty()
    large = bytes(3_000_000)
    journal = small.open()
    journal.append_all([(draft(0), large), (draft(1), b"small"), (draft(2), large)])
    small.take()
    assert small.bodies() == [large, b"small", large]


def test_the_words_of_a_case_go_with_its_key_and_the_envelopes_stay() -> None:
    small = SmallJournal.empty()
    journal = small.open()
    journal.append(draft(0, CASE), b"words")
    journal.append(draft(1), b"the vault's own")
    small.take()
    del small.case_secrets[CASE]

    again = small.open()

    assert [(envelope.object, body) for envelope, body in again.replay()] == [
        ("object-0", None),
        ("object-1", b"the vault's own"),
    ]
    with pytest.raises(KeyDestroyed):
        again.append(draft(2, CASE), b"more words")
    again.append(draft(2), b"goes on")


def test_a_forgotten_key_is_not_used_from_memory() -> None:
    small = SmallJournal.empty()
    journal = small.open()
    journal.append(draft(0, CASE), b"words")
    del small.case_secrets[CASE]
    journal.forget_key(CASE)
    assert [body for _, body in journal.replay()] == [None]


def test_the_cases_are_known_after_a_whole_replay_only() -> None:
    small = SmallJournal.empty()
    journal = small.open()
    journal.append_all([(draft(0, CASE), b""), (draft(1), b"")])
    assert journal.cases == {CASE}
    small.take()
    again = small.open()
    replay = again.replay()
    next(replay)
    with pytest.raises(RuntimeError):
        _ = again.cases
    list(replay)
    assert again.cases == {CASE}


def test_the_leaf_is_canonical_json() -> None:
    time = datetime(2026, 1, 2, 5, 4, 5, 600, tzinfo=timezone(timedelta(hours=2)))
    small = SmallJournal.empty()
    leaf = ConsentLeaf(7, bytes(32))
    made = small.open().append(EntryDraft(time, "clip.exported", "g", None, "film", (leaf,)), b"")
    envelope = msgspec.structs.replace(made, salt=bytes(16), body_hash=b"\xff" * 32)
    assert envelope.leaf() == (
        b'{"act":"clip.exported","actor":"g","body_hash":"//////////////////////////////////////////8=","case":null,'
        b'"consents":[[7,"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]],"object":"film",'
        b'"salt":"AAAAAAAAAAAAAAAAAAAAAA==","seq":0,"time":"2026-01-02T03:04:05.000600Z","v":1}'
    )
    assert parse_envelope(envelope.leaf()) == envelope


def test_a_body_cannot_be_guessed_from_its_envelope() -> None:
    journal = SmallJournal.empty().open()
    one, two = (journal.append(draft(), b"given") for _ in range(2))
    assert one.body_hash != two.body_hash
    for guess in (b"given", one.salt + b"given"):
        assert hashlib.sha256(guess).digest() != one.body_hash


@pytest.mark.parametrize("token", ["Äiti", "a b", 'a"b', "x" * 65, "a\n"])
def test_a_draft_takes_no_names(token: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the value itself is the message
        EntryDraft(NOON, "act", "guider", None, token)


def test_a_draft_takes_no_time_without_zone() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the value itself is the message
        EntryDraft(NOON.replace(tzinfo=None), "act", "guider", None, "")


def test_a_journal_opened_for_reading_or_closed_takes_nothing() -> None:
    small = SmallJournal.of(1)
    with pytest.raises(VaultReadOnly):
        small.open(read_only=True).append(draft(), b"")
    journal = small.open()
    journal.close()
    journal.close()
    with pytest.raises(VaultClosed):
        journal.append(draft(), b"")
    assert all(medium.closed for medium in small.media)


def test_an_empty_journal_stands_before_its_first_entry() -> None:
    assert SmallJournal.empty().open().position.seq == -1


def test_single_entries_are_read_again_in_any_order() -> None:
    small = SmallJournal.of(5)
    journal = small.open()
    replayed = list(journal.replay())
    appended = journal.append_all([(draft(n), body(n)) for n in range(5, 9)])
    wanted = [*replayed, *((envelope, body(envelope.seq)) for envelope in appended)]
    for seq in (8, 0, 4, 5, 7, 0):
        assert journal.read(seq) == wanted[seq]
    for seq in (-1, 9):
        with pytest.raises(IndexError):
            journal.read(seq)
    journal.close()
    with pytest.raises(VaultClosed):
        journal.read(0)


def test_an_entry_whose_key_is_destroyed_is_read_without_its_words() -> None:
    small = SmallJournal.empty()
    small.open().append(draft(0, CASE), b"words")
    small.take()
    del small.case_secrets[CASE]
    journal = small.open()
    ((envelope, _),) = journal.replay()
    assert journal.read(0) == (envelope, None)


def test_an_entry_that_was_changed_on_the_disk_since_is_not_given_out() -> None:
    small = SmallJournal.of(3)
    journal = small.open()
    list(journal.replay())
    log = small.media[0]
    place = log.size() - 5
    log.write(place, bytes([log.read(place, 1)[0] ^ 1]))
    assert journal.read(1)[1] == body(1)
    with pytest.raises(Damaged) as raised:
        journal.read(2)
    assert raised.value.id == "2"


def test_an_entry_is_disclosed_with_what_proves_it_and_not_without_its_key() -> None:
    small = SmallJournal.empty()
    journal = small.open()
    envelope = journal.append(draft(0, CASE), b"words")
    blind, words = journal.disclose(0) or (b"", b"")
    assert words == b"words"
    assert hashlib.sha256(blind + words).digest() == envelope.body_hash
    small.take()
    del small.case_secrets[CASE]
    again = small.open()
    list(again.replay())
    assert again.disclose(0) is None
    with pytest.raises(IndexError):
        again.disclose(1)
