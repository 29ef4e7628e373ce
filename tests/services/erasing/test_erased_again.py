"""What was erased is erased again wherever an older copy or backup brings it back."""

import shutil
from pathlib import Path

import pytest
from platformdirs import user_data_path

from tests.services.casework import (
    CHILD_NAME,
    NAMES,
    PARENT_NAME,
    PASSPHRASE,
    Family,
)
from tests.services.erasing.targets import REASON, in_memory, of_child, of_film, opened
from vigtool.domain.accountability import Erasing, ErasureBegun
from vigtool.domain.cases import Recording
from vigtool.domain.events import ACT_NAMES
from vigtool.services.backing_up import back_up
from vigtool.services.cases import cases
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.marking import moments
from vigtool.services.opening import open_workspace
from vigtool.services.people import people
from vigtool.services.recordings import is_erased
from vigtool.services.restoring import restore
from vigtool.services.tombstones import NOTE, tombstones
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace


def _copied(ws: Workspace, to: Path) -> Path:
    shutil.copytree(ws.folder, to)
    return to


@pytest.mark.parametrize("kind", list(Erasing))
def test_an_older_copy_that_is_put_back_is_erased_again(
    family: Family, film: Recording, other_film: Recording, kind: Erasing, tmp_path: Path, again: list[Workspace]
) -> None:
    older = _copied(family.ws, tmp_path / "older")
    target = {Erasing.FILM: film.id, Erasing.CASE: family.case.id, Erasing.PERSON: family.child.id}[kind]
    erase(family.ws, Target(kind, target), REASON)
    family.ws.close()
    ws = open_workspace(older, PASSPHRASE)
    again.append(ws)
    assert is_erased(ws, film.id)
    assert is_erased(ws, other_film.id) == (kind is Erasing.CASE)
    if kind is Erasing.PERSON:
        assert [one.id for one in people(ws, family.case.id)] == [family.parent.id]
        assert not ws.vault.has_key(family.case.id)
        assert [one.title for one in moments(ws, other_film.id)] == ["Yksin"]
    assert ws.vault.has_key(family.case.id) == (kind is Erasing.FILM)
    assert ws.index.entries(object=target)[-1].act == ACT_NAMES[ErasureBegun]
    assert verify_vault(ws).damage == ()
    count = ws.vault.journal.count
    ws.close()
    once_more = open_workspace(older, PASSPHRASE)
    again.append(once_more)
    assert once_more.vault.journal.count == count


@pytest.mark.parametrize("kind", [Erasing.CASE, Erasing.PERSON])
def test_an_older_backup_that_is_opened_to_look_at_does_not_show_it(
    family: Family, film: Recording, other_film: Recording, kind: Erasing, tmp_path: Path, again: list[Workspace]
) -> None:
    back_up(family.ws, tmp_path / "older")
    target = {Erasing.CASE: family.case.id, Erasing.PERSON: family.child.id}[kind]
    erase(family.ws, Target(kind, target), REASON)
    looking = open_workspace(tmp_path / "older", PASSPHRASE)
    again.append(looking)
    assert looking.read_only
    assert looking.vault.has_key(family.case.id), "what is there is there: bringing the backup up to date destroys it"
    assert looking.index.search(CHILD_NAME.split("-")[0]) == []
    assert CHILD_NAME.encode() not in in_memory(looking)
    shown = [one.name for held in cases(looking) for one in people(looking, held.id)]
    assert shown == ([] if kind is Erasing.CASE else [PARENT_NAME])
    left = [] if kind is Erasing.CASE else ["Yksin"]
    assert [one.title for one in moments(looking, other_film.id)] == left
    assert verify_vault(looking).damage == ()
    assert film.id != other_film.id


def test_a_restored_backup_is_erased_again(
    family: Family, film: Recording, tmp_path: Path, again: list[Workspace]
) -> None:
    back_up(family.ws, tmp_path / "backup")
    erase(family.ws, of_film(film), REASON)
    family.ws.close()
    restore(tmp_path / "backup", tmp_path / "restored", None)
    back = open_workspace(tmp_path / "restored", PASSPHRASE)
    again.append(back)
    assert is_erased(back, film.id)


@pytest.mark.usefixtures("tmp_path")
def test_a_tombstone_of_another_hand_is_not_believed(family: Family, film: Recording, again: list[Workspace]) -> None:
    erase(family.ws, of_film(film), REASON)
    note = family.ws.folder / NOTE
    mine = note.read_text("utf-8")
    assert tombstones(family.ws) == {of_film(film)}
    (user_data_path("vigtool", appauthor=False) / "erased" / f"{family.ws.id}.note").unlink()
    for wrong in (mine.replace("film", "case"), mine[:-9] + "\n", "film\n", "", mine.replace(film.id, family.case.id)):
        note.write_text(wrong, "utf-8")
        assert tombstones(family.ws) == set()
    ws = opened(family.ws)
    again.append(ws)
    assert (ws.folder / NOTE).read_text("utf-8") == mine


@pytest.mark.usefixtures("film")
def test_tombstones_hold_ids_alone(family: Family) -> None:
    erase(family.ws, of_child(family), f"{REASON} {CHILD_NAME}")
    text = (family.ws.folder / NOTE).read_text("utf-8")
    assert not any(name in text for name in NAMES)
    assert family.child.id in text
