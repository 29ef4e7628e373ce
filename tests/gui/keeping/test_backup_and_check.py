"""The sections of the keeping page that make backups and check the vault."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.domain.cases import Recording
from vigtool.gui.keeping import backup_section
from vigtool.gui.keeping.backup_section import BackupSection
from vigtool.gui.keeping.check_section import CheckSection
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.state_banner import StateBanner
from vigtool.services.backing_up import back_up
from vigtool.services.evidence import keep_evidence
from vigtool.services.marking import moments
from vigtool.services.opening import open_workspace
from vigtool.services.recordings import recordings
from vigtool.vault.backup import load_manifest

LONG = 60_000
"""Milliseconds after which a job that does not end has failed the test."""


@pytest.fixture
def backup(qtbot: QtBot, family: Family, drawn: Path, settings: PreferenceFile) -> BackupSection:
    family.film(drawn)
    made = BackupSection(family.ws, settings)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def check(qtbot: QtBot, family: Family, drawn: Path, settings: PreferenceFile) -> CheckSection:
    family.film(drawn)
    made = CheckSection(family.ws, settings)
    qtbot.addWidget(made)
    made.show()
    return made


def checked(check: CheckSection, qtbot: QtBot, *sentences: str) -> None:
    """Wait until the check has ended and its sentences are seen: a line is shown a moment after it was made."""
    qtbot.waitUntil(lambda: not check.busy and all(one in words(check) for one in sentences), timeout=LONG)


def words(section: BackupSection | CheckSection) -> str:
    return " ".join(one.text() for one in section.findChildren(QLabel) if one.isVisible())


def test_the_first_backup_asks_where_and_the_next_one_knows(
    backup: BackupSection, family: Family, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No backup has been made yet." in words(backup)
    assert not backup.now.isVisible()
    monkeypatch.setattr(backup_section, "choose_folder", lambda *_: tmp_path / "copies")
    backup.elsewhere.click()
    assert backup.busy
    assert not backup.elsewhere.isEnabled()
    family.moment(_film(family))  # work goes on beside it
    qtbot.waitUntil(lambda: not backup.busy, timeout=LONG)
    assert "The backup is whole." in words(backup)
    assert "The last backup was made on" in words(backup)
    assert load_manifest(tmp_path / "copies").generation == 1
    assert backup.now.isVisible()
    assert backup.elsewhere.text() == "Choose another folder…"
    backup.now.click()
    qtbot.waitUntil(lambda: not backup.busy, timeout=LONG)
    assert load_manifest(tmp_path / "copies").generation == 2
    assert load_manifest(tmp_path / "copies").entries == family.ws.vault.journal.count - 1
    assert moments(family.ws, _film(family).id)


def test_a_folder_of_other_things_gets_one_of_its_own(backup: BackupSection, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "drive").mkdir()
    (tmp_path / "drive" / "letter.txt").write_text("mine")
    backup.back_up_into(tmp_path / "drive")
    qtbot.waitUntil(lambda: not backup.busy, timeout=LONG)
    (made,) = [path for path in (tmp_path / "drive").iterdir() if path.is_dir()]
    assert load_manifest(made).generation == 1


def test_a_place_in_the_vault_is_refused_in_words(backup: BackupSection, family: Family) -> None:
    backup.back_up_into(family.ws.folder / "inside")
    assert "This place is inside the vault." in words(backup)
    assert not backup.busy
    assert not backup.now.isVisible()


def test_a_stopped_backup_says_that_the_last_one_stays(backup: BackupSection, qtbot: QtBot, tmp_path: Path) -> None:
    backup.back_up_into(tmp_path / "copies")
    stop = backup.job.findChild(QPushButton)
    assert stop is not None
    stop.click()
    qtbot.waitUntil(lambda: not backup.busy, timeout=LONG)
    assert "The last whole backup is as it was." in words(backup) or "The backup is whole." in words(backup)


def test_a_whole_vault_is_said_to_be_whole(check: CheckSection, qtbot: QtBot) -> None:
    check.check.click()
    assert check.busy
    checked(check, qtbot, "Everything in the vault is as it was written.", "1 film was read")
    assert check.check.isEnabled()


def test_damage_is_said_in_words_and_made_again_on_request(check: CheckSection, family: Family, qtbot: QtBot) -> None:
    film = _film(family)
    path = family.ws.folder / "derived" / f"{film.id}.frames.age"
    path.write_bytes(path.read_bytes()[:-1])
    check.check.click()
    checked(check, qtbot, f"What was made from the film “{film.label}” is damaged. It can be made again.")
    (again,) = [one for one in check.findChildren(QPushButton) if one.text() == "Make again what can be made"]
    again.click()
    checked(check, qtbot, "Everything in the vault is as it was written.")
    assert "It can be made again" not in words(check)


def test_what_cannot_be_made_again_offers_nothing(check: CheckSection, family: Family, qtbot: QtBot) -> None:
    film = _film(family)
    path = family.ws.folder / "recordings" / f"{film.id}.age"
    path.write_bytes(path.read_bytes()[:-1])
    check.check.click()
    checked(check, qtbot, f"The film “{film.label}” is missing, or not as it was written.")
    assert not [one for one in check.findChildren(QPushButton) if one.text() == "Make again what can be made"]


def test_a_damaged_scan_goes_by_its_case_and_one_without_an_entry_by_its_id(
    check: CheckSection, family: Family, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "form").write_bytes(b"%PDF-1.7")
    kept = keep_evidence(family.ws, family.case.id, tmp_path / "form")
    path = family.ws.folder / "evidence" / f"{kept.id}.age"
    path.write_bytes(path.read_bytes()[:-1])
    alone = "fa1rd0ra1000"
    family.ws.vault.put_evidence(family.case.id, alone, b"%PDF-1.7")
    check.check.click()
    checked(
        check,
        qtbot,
        f"A scan of a signed form (“{family.case.name}”) is missing, or not as it was written.",
        f"A scan of a form ({alone}) lies in the vault",
    )


def _film(family: Family) -> Recording:
    return recordings(family.ws)[0]


def test_who_opens_a_backup_is_told_what_it_is(family: Family, qtbot: QtBot, tmp_path: Path) -> None:
    back_up(family.ws, tmp_path / "copies")
    copy = open_workspace(tmp_path / "copies", "six plain words")
    banner = StateBanner(copy)
    qtbot.addWidget(banner)
    assert banner.message.accessibleName().startswith("This is a backup, open to look only.")
    copy.close()
