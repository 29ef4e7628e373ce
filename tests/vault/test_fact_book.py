"""``vault.json`` is true at every moment of a change, also when the disk fails."""

from pathlib import Path

import pytest

from tests.vault.cuts import failing_from
from tests.vault.small_vaults import OTHER, made
from vigtool.vault.errors import NoSpace
from vigtool.vault.fact_book import FactBook, is_known
from vigtool.vault.folder import Layout, load_facts

FILE, NEW = b"an identity", b"another"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    vault, _key = made(tmp_path / "vault")
    vault.close()
    return Layout(tmp_path / "vault")


def test_old_and_new_are_right_until_it_is_settled(layout: Layout) -> None:
    first = load_facts(layout)
    old = layout.identity.read_bytes()
    book = FactBook(layout, first)
    book.await_identity(first.id, NEW)
    for file in (old, NEW):
        assert is_known(load_facts(layout).identity_sha256, file)
    assert not is_known(load_facts(layout).identity_sha256, FILE)
    layout.identity.write_bytes(NEW)
    book.settle()
    assert not is_known(load_facts(layout).identity_sha256, old)
    assert is_known(load_facts(layout).identity_sha256, NEW)
    assert load_facts(layout).version == 1


def test_a_damaged_file_is_never_said_to_be_right(layout: Layout) -> None:
    book = FactBook(layout, load_facts(layout))
    before = book.facts
    layout.identity.write_bytes(FILE)
    layout.key(before.id).unlink()
    book.settle()
    assert load_facts(layout) == before


@pytest.mark.parametrize("wait", [0, 1])
def test_the_book_says_what_the_disk_has_after_it_failed(layout: Layout, wait: int) -> None:
    """The first wait is for the new file, the second for its name: then it is there."""
    book = FactBook(layout, load_facts(layout))
    with failing_from(wait), pytest.raises(NoSpace):
        book.await_identity(OTHER, FILE)
    assert book.facts == load_facts(layout)
    assert (OTHER in book.facts.identities) == bool(wait)


def test_who_is_no_user_any_more_is_not_spoken_of(layout: Layout) -> None:
    book = FactBook(layout, load_facts(layout))
    vault_id = book.facts.id
    book.await_identity(OTHER, FILE)
    assert load_facts(layout).version == 2
    book.keep_users([OTHER])
    assert (load_facts(layout).identity_sha256, *load_facts(layout).identities) == ("", OTHER)
    book.keep_users([vault_id])
    assert load_facts(layout).identities == {}
