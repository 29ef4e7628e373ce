"""The organisation's policy in the window: taken over at the start, shown with the vault, refused in words."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.exchange.sample_policy import policy_text
from tests.gui.family import Family
from vigtool.domain.accountability import PolicyAdopted
from vigtool.gui.keeping.policy_section import PolicySection
from vigtool.gui.main_window import MainWindow
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.policy import VARIABLE, policy
from vigtool.services.policy_signing import sign_policy, write_policy
from vigtool.vault.log import SigningKey

IT = SigningKey("rannikko.example", bytes(range(32)))
STRANGER = SigningKey("rannikko.example", bytes(range(1, 33)))


def placed(folder: Path, version: int, key: SigningKey = IT) -> Path:
    path = folder / f"{version}.note"
    write_policy(path, sign_policy(policy_text(lambda one: one.update(version=version)), [key]))
    return path


def test_a_placed_policy_is_taken_over_at_the_start_and_told(
    window: MainWindow, family: Family, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(placed(tmp_path, 3)))
    window.enter(family.ws)
    QApplication.processEvents()
    assert window.workplace is not None
    told = window.workplace.policy
    assert told.isVisible()
    assert "The policy of Rannikon hyvinvointialue holds from now on." in told.message.accessibleName()
    assert policy(family.ws).lock_after_minutes == 15
    window.speak("fi")
    assert window.workplace.policy.isHidden()


def test_what_does_not_count_is_told_and_the_old_policy_holds(
    window: MainWindow, family: Family, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(placed(tmp_path, 3)))
    window.enter(family.ws)
    before = policy(family.ws)
    monkeypatch.setenv(VARIABLE, str(placed(tmp_path, 4, STRANGER)))
    assert window.workplace is not None
    window.workplace.stop()
    window._work_in(family.ws)  # noqa: SLF001 - a start with the vault that is open
    QApplication.processEvents()
    assert window.workplace.policy.isVisible()
    assert "a key that this vault does not know" in window.workplace.policy.message.accessibleName()
    assert policy(family.ws) == before


def test_a_policy_that_this_version_cannot_read_is_told_and_the_vault_opens(
    window: MainWindow, family: Family, settings: PreferenceFile, qtbot: QtBot
) -> None:
    newer = policy_text(lambda one: one.update(format_version=2)) + "\n"
    family.ws.record(PolicyAdopted(IT.sign(newer), str(IT.verifier)))
    window.enter(family.ws)
    QApplication.processEvents()
    assert window.workplace is not None
    assert window.workplace.policy.isVisible()
    told = window.workplace.policy.message.accessibleName()
    section = PolicySection(family.ws, settings)
    qtbot.addWidget(section)
    assert section.message.accessibleName() == told != ""


def test_the_policy_is_shown_with_the_vault(
    family: Family, settings: PreferenceFile, tmp_path: Path, qtbot: QtBot
) -> None:
    section = PolicySection(family.ws, settings)
    qtbot.addWidget(section)
    section.show()

    def words() -> list[str]:
        QApplication.processEvents()
        return [one.accessibleName() or one.text() for one in section.findChildren(QLabel) if not one.isHidden()]

    assert "Nobody has laid down anything yet." in words()
    assert "2 months after the guidance has ended" in words()
    section.take_over(placed(tmp_path, 3))
    for told in ("Rannikon hyvinvointialue", "1 month after the guidance has ended", "tietosuoja@rannikko.example"):
        assert told in words()
    assert str(IT.verifier) in words()
    section.take_over(placed(tmp_path, 3))
    assert section.message.accessibleName().startswith("This policy holds already.")
    section.take_over(placed(tmp_path, 4, STRANGER))
    assert "a key that this vault does not know" in section.message.accessibleName()
    section.take_over(tmp_path / "nowhere")
    assert not section.message.isHidden()
