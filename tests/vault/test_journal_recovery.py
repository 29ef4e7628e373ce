"""A crash at any byte of an append: nothing acknowledged is lost, and what was torn is set aside, not dropped."""

import errno
from dataclasses import replace

import pytest

from tests.vault.memory_medium import Faults
from tests.vault.small_journals import SmallJournal, body, draft
from vigtool.vault.errors import JournalStopped, NoSpace, StorageFailed, VaultError
from vigtool.vault.journal import Recovered

KEPT = 2


@pytest.fixture(scope="module")
def before() -> SmallJournal:
    return SmallJournal.of(KEPT)


@pytest.fixture(scope="module")
def after(before: SmallJournal) -> SmallJournal:
    grown = replace(before, torn=[], kept=[])
    grown.append(KEPT)
    return grown


def reopened(log: bytes, head: bytes) -> tuple[SmallJournal, Recovered]:
    small = SmallJournal(log, head)
    recovered = small.open().recovered
    small.take()
    return small, recovered


def goes_on_cleanly(small: SmallJournal, count: int) -> None:
    small.append(count)
    assert small.open().recovered == Recovered()
    assert small.bodies() == [body(n) for n in range(count + 1)]


def test_an_append_torn_at_any_byte_of_its_frame(before: SmallJournal, after: SmallJournal) -> None:
    for size in range(len(before.log), len(after.log)):
        torn = after.log[len(before.log) : size]
        assert SmallJournal(after.log[:size], before.head).bodies() == [body(n) for n in range(KEPT)]
        small, recovered = reopened(after.log[:size], before.head)
        assert recovered == Recovered(torn=len(torn))
        assert small.torn == ([torn] if torn else [])
        goes_on_cleanly(small, KEPT)


def test_a_whole_frame_without_its_head_is_taken_in(before: SmallJournal, after: SmallJournal) -> None:
    small, recovered = reopened(after.log, before.head)
    assert recovered == Recovered(entries=1)
    goes_on_cleanly(small, KEPT + 1)


def test_a_head_torn_at_any_byte(before: SmallJournal, after: SmallJournal) -> None:
    changed = [at for at in range(len(after.head)) if before.head[at] != after.head[at]]
    for at in range(changed[0] + 1, changed[-1] + 1, 13):
        small, recovered = reopened(after.log, after.head[:at] + before.head[at:])
        assert recovered == Recovered(entries=1, slots=1)
        goes_on_cleanly(small, KEPT + 1)


def test_a_tail_of_zeros_or_of_another_writer_is_set_aside(before: SmallJournal, after: SmallJournal) -> None:
    frame = after.log[len(before.log) :]
    for tail in (bytes(5), bytes(4096), b"\xff" * 100, frame[:-1] + b"\0", bytes(len(frame))):
        small, recovered = reopened(before.log + tail, before.head)
        assert recovered == Recovered(torn=len(tail))
        assert small.torn == [tail]
        goes_on_cleanly(small, KEPT)


def test_a_frame_beyond_the_head_whose_check_is_wrong_is_torn(before: SmallJournal, after: SmallJournal) -> None:
    log = bytearray(after.log)
    log[len(before.log) + 4] ^= 1
    small, recovered = reopened(bytes(log), before.head)
    assert recovered == Recovered(torn=len(after.log) - len(before.log))
    goes_on_cleanly(small, KEPT)


def test_whole_frames_before_the_torn_one_are_taken_in(before: SmallJournal) -> None:
    grown = replace(before)
    journal = grown.open()
    journal.append_all([(draft(n), body(n)) for n in range(KEPT, KEPT + 4)])
    grown.take()
    small, recovered = reopened(grown.log[:-1], before.head)
    assert recovered.entries == 3
    assert small.torn[0] == grown.log[-recovered.torn - 1 : -1]
    goes_on_cleanly(small, KEPT + 3)


def test_a_reader_changes_nothing(before: SmallJournal, after: SmallJournal) -> None:
    small = SmallJournal(after.log + b"torn", before.head)
    journal = small.open(read_only=True)
    assert journal.recovered == Recovered(entries=1, torn=4)
    assert len(list(journal.replay())) == KEPT + 1
    small.take()
    assert (small.log, small.head, small.torn) == (after.log + b"torn", before.head, [])


OPERATIONS = 4  # write and wait, for the log and for the head


@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("at", range(OPERATIONS))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_at_any_step_of_an_append(at: int, code: int, *, lasting: bool) -> None:
    small = SmallJournal.of(KEPT)
    faults = Faults(code=code, lasting=lasting)
    journal = small.open(faults=faults)
    faults.at = faults.done + at
    acknowledged = KEPT
    with pytest.raises(NoSpace if code == errno.ENOSPC else StorageFailed):
        journal.append(draft(), b"never acknowledged")
    if not lasting:
        assert bytes(small.media[0].data) == small.log
    if lasting:
        with pytest.raises(VaultError):
            journal.append(draft(), b"never acknowledged")
    else:
        journal.append(draft(acknowledged), body(acknowledged))
        acknowledged += 1
    small.take()
    if not lasting:
        assert small.bodies() == [body(n) for n in range(acknowledged)]
        goes_on_cleanly(small, acknowledged)
    assert small.bodies()[:acknowledged] == [body(n) for n in range(acknowledged)]


def test_a_journal_that_cannot_tell_what_is_kept_stops() -> None:
    small = SmallJournal.of(KEPT)
    faults = Faults(lasting=True)
    journal = small.open(faults=faults)
    faults.at = faults.done + 3
    with pytest.raises(NoSpace):
        journal.append(draft(KEPT), body(KEPT))
    faults.at = None
    with pytest.raises(JournalStopped):
        journal.append(draft(), b"")
    small.take()
    reopened_small, recovered = reopened(small.log, small.head)
    assert reopened_small.bodies() == [body(n) for n in range(KEPT + 1)]
    assert recovered.entries + recovered.slots >= 1


def test_a_disk_that_fails_while_opening_leaves_the_journal_as_it_was(
    before: SmallJournal, after: SmallJournal
) -> None:
    for at in range(4):
        small = SmallJournal(after.log + b"torn", before.head)
        with pytest.raises(NoSpace):
            small.open(faults=Faults(at=at))
        assert all(medium.closed for medium in small.media)
        small.take()
        assert small.bodies() == [body(n) for n in range(KEPT + 1)]
