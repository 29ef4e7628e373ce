"""Passphrases, the recovery key and users, as the use cases change them and as the journal tells it."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, WORK_FACTOR, Family, Stopping
from vigtool.domain.accountability import PassphraseChanged, RecoveryKeyReplaced, UserAdded, UserRemoved
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import UserId
from vigtool.services.cases import add_case, cases
from vigtool.services.changing_keys import (
    UserAdding,
    passphrase_change,
    recovery_key_draft,
    recovery_key_replacement,
    user_removal,
)
from vigtool.services.errors import UnknownId, UserNotNamed
from vigtool.services.jobs import NotRun, complete
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.people import people
from vigtool.services.recordings import recordings
from vigtool.services.users import user_names, users
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import UserStays, WrongSecret

NEW = "another six words of nobody"
BEAS = "the words of somebody else entirely"
NAME = "Bea Lindqvist"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def opened(folder: Path) -> Iterator[tuple[Workspace, str]]:
    ws, key = create_workspace(folder, PASSPHRASE, work_factor=WORK_FACTOR)
    yield ws, key
    ws.close()


def acts(ws: Workspace, *kinds: type) -> list[tuple[str, str, str]]:
    """The entries of these kinds, as (act, actor, object)."""
    wanted = {ACT_NAMES[kind] for kind in kinds}
    return [(one.act, one.actor, one.object) for one in ws.index.entries(acts=wanted)]


def test_a_changed_passphrase_is_on_record_by_whom(ws: Workspace) -> None:
    with pytest.raises(WrongSecret):
        complete(passphrase_change(ws, NEW, current="not this"))
    assert acts(ws, PassphraseChanged) == []
    assert complete(passphrase_change(ws, NEW, current=PASSPHRASE))
    assert acts(ws, PassphraseChanged) == [("passphrase.changed", ws.id, ws.id)]
    ws.close()
    with pytest.raises(WrongSecret):
        open_workspace(ws.folder, PASSPHRASE)
    again = open_workspace(ws.folder, NEW)
    assert acts(again, PassphraseChanged, UserAdded, UserRemoved) == [("passphrase.changed", ws.id, ws.id)]
    again.close()


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(opened: tuple[Workspace, str]) -> None:
    ws, key = opened
    case = add_case(ws, "Kallio", "")
    ws.close()
    ws = open_workspace(ws.folder, key)
    assert [one.mine for one in users(ws)] == [False]
    assert complete(passphrase_change(ws, NEW, current=key))
    assert acts(ws, PassphraseChanged) == [("passphrase.changed", "recovery", ws.id)]
    ws.close()
    ws = open_workspace(ws.folder, NEW)
    assert cases(ws) == [case]
    ws.close()


def test_a_replaced_recovery_key_opens_and_the_old_one_does_not(opened: tuple[Workspace, str]) -> None:
    ws, old = opened
    new = recovery_key_draft()
    assert complete(recovery_key_replacement(ws, new))
    assert acts(ws, RecoveryKeyReplaced) == [("recovery-key.replaced", ws.id, "")]
    ws.close()
    with pytest.raises(WrongSecret):
        open_workspace(ws.folder, old)
    ws = open_workspace(ws.folder, new)
    assert len(acts(ws, RecoveryKeyReplaced)) == 1
    ws.close()


def test_a_second_user_works_under_an_id_of_her_own(ws: Workspace, family: Family) -> None:
    adding = UserAdding(ws, f" {NAME} ", BEAS, current=PASSPHRASE)
    assert complete(adding)
    assert [(one.id, one.name, one.mine) for one in users(ws)] == [(ws.id, "", True), (adding.user_id, NAME, False)]
    ws.close()
    ws = open_workspace(ws.folder, BEAS)
    added = add_case(ws, "Hers", "")
    assert [one.actor for one in ws.index.entries(object=added.id)] == [adding.user_id]
    assert {one.actor for one in ws.index.entries(case=family.case.id)} == {ws.id}
    assert acts(ws, UserAdded) == [("user.added", ws.id, adding.user_id)]
    ws.close()
    ws = open_workspace(ws.folder, PASSPHRASE)
    assert complete(user_removal(ws, adding.user_id))
    assert [one.id for one in users(ws)] == [ws.id]
    assert user_names(ws) == {adding.user_id: NAME}
    ws.close()
    with pytest.raises(WrongSecret):
        open_workspace(ws.folder, BEAS)
    ws = open_workspace(ws.folder, PASSPHRASE)
    assert acts(ws, UserAdded, UserRemoved) == [
        ("user.added", ws.id, adding.user_id),
        ("user.removed", ws.id, adding.user_id),
    ]
    assert verify_vault(ws).damage == ()
    ws.close()


def test_nobody_removes_who_is_at_work(ws: Workspace) -> None:
    with pytest.raises(UserStays):
        complete(user_removal(ws, UserId(ws.id)))
    with pytest.raises(UnknownId):
        user_removal(ws, UserId("n0b0dyn0b0dy"))
    assert acts(ws, UserRemoved) == []


def test_whose_passphrase_must_be_said_where_it_is_not_clear(opened: tuple[Workspace, str]) -> None:
    ws, key = opened
    adding = UserAdding(ws, NAME, BEAS)
    complete(adding)
    ws.close()
    ws = open_workspace(ws.folder, key)
    with pytest.raises(UserNotNamed):
        passphrase_change(ws, NEW)
    assert complete(passphrase_change(ws, NEW, user_id=adding.user_id))
    ws.close()
    ws = open_workspace(ws.folder, NEW)
    assert [one.id for one in users(ws) if one.mine] == [adding.user_id]
    ws.close()


def test_what_a_crash_kept_from_the_journal_is_put_there(opened: tuple[Workspace, str]) -> None:
    ws, _key = opened
    access, bea, new = ws.vault.access, "beabeabeabea", recovery_key_draft()
    recovery_key_replacement(ws, new).run(lambda _done, _total: None)
    access.add_user(bea, BEAS)
    ws.close()
    ws = open_workspace(ws.folder, BEAS)
    assert acts(ws, UserAdded, RecoveryKeyReplaced) == [("user.added", bea, bea), ("recovery-key.replaced", bea, "")]
    access = ws.vault.access
    access.remove_user(ws.id)
    ws.close()
    for _ in range(2):
        ws = open_workspace(ws.folder, BEAS)
        assert acts(ws, UserRemoved) == [("user.removed", bea, ws.id)]
        assert len(acts(ws, UserAdded, RecoveryKeyReplaced)) == 2
        ws.close()


def test_a_change_that_is_left_half_way_is_on_record_and_finished_later(ws: Workspace, family: Family) -> None:
    assert family.case
    first = recovery_key_replacement(ws, recovery_key_draft())
    with pytest.raises(Cancelled):
        first.run(Stopping(at=1))
    first.abandon()
    with pytest.raises(NotRun):
        first.finish()
    assert acts(ws, RecoveryKeyReplaced) == []
    new = recovery_key_draft()
    assert complete(recovery_key_replacement(ws, new), Stopping(at=2)) is False
    assert len(acts(ws, RecoveryKeyReplaced)) == 1
    assert ws.vault.access.unfinished
    ws.close()
    ws = open_workspace(ws.folder, new)
    assert not ws.vault.access.unfinished
    assert len(acts(ws, RecoveryKeyReplaced)) == 1
    ws.close()


def test_a_vault_of_the_first_version_opens_works_and_changes(tmp_path: Path) -> None:
    """``first-version.zip`` was made before there could be a second user: a case, two people, a film."""
    folder = tmp_path / "old"
    with zipfile.ZipFile(Path(__file__).parent / "vaults" / "first-version.zip") as packed:
        packed.extractall(folder)
    for name in ("recordings", "derived", "keys", "journal"):
        assert (folder / name).is_dir()
    shutil.copytree(folder, tmp_path / "copy")
    old = "kuusi sanaa järven rannalla"
    ws = open_workspace(folder, old)
    ws.run_task = run_in_process
    (case,) = cases(ws)
    assert (case.name, len(people(ws, case.id)), len(recordings(ws, case.id))) == ("Kallio 3", 2, 1)
    assert {one.actor for one in ws.index.entries()} == {ws.id}
    complete(recovery_key_replacement(ws, recovery_key_draft()))
    adding = UserAdding(ws, NAME, BEAS)
    complete(adding)
    complete(passphrase_change(ws, NEW, renew=True))
    ws.close()
    for secret in (NEW, BEAS):
        ws = open_workspace(folder, secret)
        assert verify_vault(ws).damage == ()
        assert len(recordings(ws, case.id)) == 1
        ws.close()
    with pytest.raises(WrongSecret):
        open_workspace(folder, old)
    open_workspace(tmp_path / "copy", old).close()
