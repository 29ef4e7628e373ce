"""A case that gets another key in its course: what is sealed under which, and what is left when one is gone."""

import pytest

from tests.vault.small_journals import CASE, NOON, SmallJournal, body, draft
from vigtool.vault.errors import KeyDestroyed
from vigtool.vault.journal import EntryDraft

SECOND, THIRD = "secondsecond", "thirdthird00"


def rekeying(key: str, case: str | None = CASE) -> EntryDraft:
    return EntryDraft(NOON, "case.rekeyed", "guider", case, key)


@pytest.fixture
def small() -> SmallJournal:
    """Entries 0 and 1 of the case and of no case, a second key at 2, 3 of the case; a third key at 4, 5 of the case."""
    small = SmallJournal.empty()
    small.case_secrets |= {SECOND: bytes([2] * 32), THIRD: bytes([3] * 32)}
    journal = small.open()
    journal.append(draft(0, CASE), body(0))
    journal.append(draft(1), body(1))
    journal.append_all([(rekeying(SECOND), body(2)), (draft(3, CASE), body(3))])
    journal.append(rekeying(THIRD), body(4))
    journal.append(draft(5, CASE), body(5))
    small.take()
    journal.close()
    return small


def bodies(small: SmallJournal) -> list[bytes | None]:
    journal = small.open(read_only=True)
    try:
        return [found for _, found in journal.replay()]
    finally:
        journal.close()


def test_every_entry_is_sealed_under_the_key_of_its_time(small: SmallJournal) -> None:
    assert bodies(small) == [body(number) for number in range(6)]


@pytest.mark.parametrize(
    ("gone", "left"),
    [({CASE}, [1, 2, 3, 4, 5]), ({CASE, SECOND}, [1, 4, 5]), ({CASE, SECOND, THIRD}, [1]), ({THIRD}, [0, 1, 2, 3])],
)
def test_without_a_key_its_generation_alone_is_unreadable(small: SmallJournal, gone: set[str], left: list[int]) -> None:
    for key in gone:
        del small.case_secrets[key]
    assert bodies(small) == [body(number) if number in left else None for number in range(6)]


def test_entries_are_read_one_by_one_in_any_order(small: SmallJournal) -> None:
    del small.case_secrets[CASE]
    journal = small.open(read_only=True)
    assert len(list(journal.replay())) == 6
    assert [journal.read(seq)[1] for seq in (5, 0, 3, 2)] == [body(5), None, body(3), body(2)]
    assert journal.disclose(0) is None
    disclosed = journal.disclose(4)
    assert disclosed is not None
    assert disclosed[1] == body(4)
    journal.close()


def test_the_keys_of_a_case_are_told(small: SmallJournal) -> None:
    journal = small.open(read_only=True)
    assert journal.keys_of(CASE) == (CASE,)  # as far as it was read
    assert len(list(journal.replay())) == 6
    assert journal.keys_of(CASE) == (CASE, SECOND, THIRD)
    assert journal.cases == {CASE}
    assert journal.case_keys == {THIRD}
    assert journal.keys_of("another00000") == ("another00000",)
    journal.close()


def test_a_destroyed_key_takes_no_more_entries(small: SmallJournal) -> None:
    del small.case_secrets[THIRD]
    journal = small.open()
    assert len(list(journal.replay())) == 6
    with pytest.raises(KeyDestroyed):
        journal.append(draft(6, CASE), body(6))
    assert journal.append(draft(6), body(6)).seq == 6
    journal.close()


def test_a_rekeying_that_was_not_kept_changes_nothing(small: SmallJournal) -> None:
    journal = small.open()
    assert len(list(journal.replay())) == 6
    with pytest.raises(KeyDestroyed):
        journal.append(rekeying("unknown00000"), body(6))
    journal.append(draft(6, CASE), body(6))
    assert journal.keys_of(CASE)[-1] == THIRD
    journal.close()


def test_an_entry_of_no_case_begins_no_generation(small: SmallJournal) -> None:
    journal = small.open()
    assert len(list(journal.replay())) == 6
    assert journal.read(journal.append(rekeying("unknown00000", None), body(6)).seq)[1] == body(6)
    journal.close()
