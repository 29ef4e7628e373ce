"""Whatever happens to the bytes of a journal, it is noticed or it costs nothing that was acknowledged."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.vault.memory_medium import MemoryMedium
from tests.vault.small_journals import SECRET, SmallJournal, body
from vigtool.vault.errors import Damaged, Part
from vigtool.vault.journal.body import BodyCipher
from vigtool.vault.journal.frame import HEADER_SIZE, NoFrame
from vigtool.vault.journal.head import SLOT_SIZE, HeadFile
from vigtool.vault.journal.recovery import read_frames

COUNT = 3


@pytest.fixture(scope="module")
def small() -> SmallJournal:
    return SmallJournal.of(COUNT)


def flips(data: bytes, step: int = 1) -> Iterator[bytes]:
    for bit in range(0, 8 * len(data), step):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        yield bytes(flipped)


def frames(small: SmallJournal) -> list[bytes]:
    return [bytes(frame) for frame in read_frames(MemoryMedium(small.log), HEADER_SIZE, len(small.log))]


def part_that_is_damaged(small: SmallJournal) -> Part:
    with pytest.raises(Damaged) as caught:
        small.bodies()
    return caught.value.part


def test_every_flipped_bit_of_the_log_is_noticed(small: SmallJournal) -> None:
    for log in flips(small.log):
        assert part_that_is_damaged(replace(small, log=log)) is Part.JOURNAL


def test_every_cut_of_the_log_is_noticed(small: SmallJournal) -> None:
    for size in range(len(small.log)):
        assert part_that_is_damaged(replace(small, log=small.log[:size])) is Part.JOURNAL


def test_a_cut_log_is_refused_before_anything_is_appended_to_it(small: SmallJournal) -> None:
    for size in range(0, len(small.log), 50):
        with pytest.raises(Damaged):
            replace(small, log=small.log[:size]).open()


def test_every_flipped_bit_of_the_head_makes_its_slot_unreadable_and_no_other(small: SmallJournal) -> None:
    newest, _ = HeadFile(SECRET, MemoryMedium(small.head)).read()
    for number, head in enumerate(flips(small.head)):
        found, unreadable = HeadFile(SECRET, MemoryMedium(head)).read()
        hit = number // 8 // SLOT_SIZE
        assert unreadable == 1
        assert found.generation == newest.generation - (hit == newest.generation % 2)


def test_a_flipped_bit_of_the_head_costs_no_entry_and_is_mended(small: SmallJournal) -> None:
    for head in flips(small.head, step=1009):
        hurt = replace(small, head=head)
        journal = hurt.open()
        assert journal.recovered.slots == 1
        assert [text for _, text in journal.replay()] == [body(n) for n in range(COUNT)]
        hurt.take()
        assert hurt.open().recovered.slots == 0


def test_a_head_cut_anywhere_is_mended_or_noticed(small: SmallJournal) -> None:
    for size in range(0, len(small.head), 37):
        hurt = replace(small, head=small.head[:size])
        if size < SLOT_SIZE:
            assert part_that_is_damaged(hurt) is Part.HEAD
        else:
            assert hurt.bodies() == [body(n) for n in range(COUNT)]


def test_a_head_without_a_readable_slot_or_with_more_than_two_is_noticed(small: SmallJournal) -> None:
    swapped = small.head[SLOT_SIZE:] + small.head[:SLOT_SIZE]
    for head in (bytes(len(small.head)), swapped, small.head + b"\0"):
        assert part_that_is_damaged(replace(small, head=head)) is Part.HEAD


@pytest.mark.parametrize(
    "order", [(1, 0, 2), (0, 2, 1), (2, 1, 0), (0, 0, 2), (0, 1, 1), (0, 0, 1, 2), (0, 2), (1, 2), (0, 1)]
)
def test_frames_in_another_order_doubled_or_dropped_are_noticed(small: SmallJournal, order: tuple[int, ...]) -> None:
    pieces = frames(small)
    log = small.log[:HEADER_SIZE] + b"".join(pieces[number] for number in order)
    assert part_that_is_damaged(replace(small, log=log)) is Part.JOURNAL


def test_a_doubled_last_frame_is_no_entry(small: SmallJournal) -> None:
    hurt = replace(small, log=small.log + frames(small)[-1])
    journal = hurt.open()
    assert journal.count == COUNT
    assert journal.recovered.torn == len(frames(small)[-1])


def test_frames_of_another_journal_are_noticed(small: SmallJournal) -> None:
    other = SmallJournal.empty(bytes(32))
    other.append(*range(COUNT))
    for place in range(COUNT):
        pieces = frames(small)
        pieces[place] = frames(other)[place]
        assert part_that_is_damaged(replace(small, log=small.log[:HEADER_SIZE] + b"".join(pieces))) is Part.JOURNAL
    assert part_that_is_damaged(replace(small, log=other.log)) is Part.JOURNAL
    assert part_that_is_damaged(replace(small, head=other.head)) is Part.HEAD


def test_frames_of_another_history_of_the_same_journal_are_noticed(small: SmallJournal) -> None:
    forked = SmallJournal.empty()
    forked.append(*range(COUNT))
    for place in range(COUNT):
        pieces = frames(small)
        pieces[place] = frames(forked)[place]
        assert part_that_is_damaged(replace(small, log=small.log[:HEADER_SIZE] + b"".join(pieces))) is Part.JOURNAL


def test_what_comes_before_the_damage_is_given_out_and_the_place_is_told(small: SmallJournal) -> None:
    log = bytearray(small.log)
    log[HEADER_SIZE + len(frames(small)[0]) + 30] ^= 1
    replay = replace(small, log=bytes(log)).open().replay()
    assert next(replay)[1] == body(0)
    with pytest.raises(Damaged) as caught:
        next(replay)
    assert caught.value.id == "1"


@pytest.mark.parametrize(("seq", "other_hash"), [(1, None), (0, bytes(32))])
def test_a_body_belongs_to_one_entry_and_one_envelope(seq: int, other_hash: bytes | None) -> None:
    cipher = BodyCipher(SECRET, bytes(16))
    sealed, body_hash = cipher.seal(0, b"mine")
    assert cipher.open(0, sealed, body_hash) == b"mine"
    with pytest.raises(NoFrame):
        cipher.open(seq, sealed, other_hash or body_hash)
