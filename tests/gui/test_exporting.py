from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.exchange.sample_policy import policy_text
from tests.gui.family import Family
from tests.gui.seen import clipped
from vigtool.domain.identifiers import KindId
from vigtool.domain.people import Role
from vigtool.domain.purposes import STANDARD_PURPOSES, Purposes
from vigtool.gui.exporting.errands import State
from vigtool.gui.exporting.hand_out_dialog import HandOutDialog
from vigtool.services.case_editing import set_family
from vigtool.services.cases import change_kind
from vigtool.services.people import add_person
from vigtool.services.policy import adopt
from vigtool.services.policy_signing import sign_policy
from vigtool.vault.log import SigningKey

ALL = list(STANDARD_PURPOSES)


@pytest.fixture
def dialog(qtbot: QtBot, family: Family, drawn: Path, tmp_path: Path) -> HandOutDialog:
    moment = family.moment(family.film(drawn))
    made = HandOutDialog(family.ws, [moment.id])
    qtbot.addWidget(made)
    made.choice.preset.setCurrentIndex(made.choice.preset.findData(""))
    made.choice.line.setText(str(tmp_path / "out.mp4"))
    made.choice.purpose.setCurrentIndex(ALL.index(Purposes.TRAINING))
    made.show()
    return made


def test_a_refusal_is_explained_person_by_person_and_nothing_is_written(
    dialog: HandOutDialog, family: Family, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.export_button.click()
    told = dialog.refusal.accessibleDescription()
    assert dialog.refusal.isVisible()
    assert "Aino has not been asked yet: Training of others" in told
    assert "Marja has not been asked yet" in told
    assert "Guidance" not in told
    assert not (tmp_path / "out.mp4").exists()
    with qtbot.waitSignal(dialog.consents_asked) as asked:
        dialog.refusal.consents_asked.emit()
    assert asked.args == [family.case.id]


def test_once_all_consent_the_clip_is_made_and_what_was_verified_is_said(
    dialog: HandOutDialog, family: Family, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.export_button.click()
    family.consent(Purposes.TRAINING)
    dialog.export_button.click()
    assert not dialog.refusal.isVisible()
    qtbot.waitUntil(lambda: not dialog.errands.busy, timeout=60_000)
    assert (tmp_path / "out.mp4").stat().st_size > 0
    assert (tmp_path / "out.mp4.json").is_file()
    (shown,) = dialog.list.rows
    assert shown.outcome is not None
    assert "15 frames, each at its time" in shown.outcome.told
    assert "The sound is that of the film." in shown.outcome.told
    assert not dialog.export_button.isVisible()
    QApplication.processEvents()
    assert clipped(dialog) == []


def test_a_refusal_needs_no_higher_window(dialog: HandOutDialog) -> None:
    before = dialog.height()
    dialog.export_button.click()
    assert dialog.refusal.isVisible()
    assert dialog.height() <= before + 120
    dialog.choice.purpose.setCurrentIndex(ALL.index(Purposes.RESEARCH))
    assert dialog.checks.isVisible()
    assert dialog.height() == before


def test_a_window_with_a_queue_of_its_own_leaves_nothing_when_it_is_closed(
    dialog: HandOutDialog, family: Family, tmp_path: Path
) -> None:
    family.consent(Purposes.TRAINING)
    before = {path.name for path in tmp_path.iterdir()}
    dialog.export_button.click()
    assert dialog.errands.busy
    dialog.close()
    assert {path.name for path in tmp_path.iterdir()} == before


def test_a_place_that_cannot_be_written_is_said(dialog: HandOutDialog, family: Family, qtbot: QtBot) -> None:
    family.consent(Purposes.TRAINING)
    dialog.choice.line.setText(str(family.ws.folder / "inside.mp4"))
    dialog.export_button.click()
    qtbot.waitUntil(lambda: dialog.errands.listed[0].state is State.KEPT)
    assert "inside the vault" in dialog.list.rows[0].told.text()
    assert not (family.ws.folder / "inside.mp4").exists()


def test_the_name_gets_its_ending_and_an_empty_one_waits(dialog: HandOutDialog, tmp_path: Path) -> None:
    dialog.choice.line.setText(str(tmp_path / "my clip"))
    assert dialog.choice.target() == tmp_path / "my clip.mp4"
    dialog.choice.line.setText("  ")
    assert not dialog.export_button.isEnabled()


@pytest.mark.parametrize("typed", ["/", ".", "..", "~", "~nobody-of-this-name", "~nobody/clip"])
def test_whatever_is_typed_as_the_place_names_a_file(dialog: HandOutDialog, typed: str) -> None:
    dialog.choice.line.setText(typed)
    target = dialog.choice.target()
    assert target is not None
    assert target.suffix == ".mp4"
    assert not target.is_dir()


def test_a_folder_that_was_typed_takes_the_clip(dialog: HandOutDialog, tmp_path: Path) -> None:
    dialog.choice.line.setText(str(tmp_path))
    assert dialog.choice.target() == tmp_path / "clip.mp4"
    (tmp_path / "clip.mp4").touch()
    assert dialog.choice.target() == tmp_path / "clip 2.mp4"


def test_a_group_is_asked_who_gets_the_copy(qtbot: QtBot, family: Family, drawn: Path, tmp_path: Path) -> None:
    ws, film = family.ws, family.film(drawn)
    family.consent(Purposes.FAMILY_COPY)
    change_kind(ws, family.case.id, KindId("group-programme"))
    for one in (family.child, family.parent):
        set_family(ws, one.id, "Kettu")
    stranger = add_person(ws, family.case.id, "Sisko", Role.PARENT, "Sorsa")
    made = HandOutDialog(ws, [family.moment(film).id])
    qtbot.addWidget(made)
    made.show()
    made.choice.line.setText(str(tmp_path / "clip.mp4"))
    made.export_button.click()
    assert made.message.isVisible()
    made.choice.recipients.choose([stranger.id])
    made.export_button.click()
    assert made.message.isVisible()
    assert not (tmp_path / "clip.mp4").exists()
    made.choice.recipients.choose([family.parent.id])
    assert not made.message.isVisible()
    made.export_button.click()
    qtbot.waitUntil(lambda: not made.errands.busy, timeout=60_000)
    assert (tmp_path / "clip.mp4").exists()
    made.choice.purpose.setCurrentIndex(list(STANDARD_PURPOSES).index(Purposes.SUPERVISION))
    assert made.choice.recipients.isHidden()


def test_a_family_is_not_asked_who_gets_the_copy(dialog: HandOutDialog) -> None:
    assert dialog.choice.recipients.isHidden()
    assert dialog.choice.chosen_recipients() == []


def offered(dialog: HandOutDialog) -> list[str]:
    return [dialog.choice.purpose.itemData(row) for row in range(dialog.choice.purpose.count())]


@pytest.mark.parametrize(("acts", "more"), [(["show", "clip"], ["team-training-day"]), (["show", "screen"], [])])
def test_only_what_allows_clips_is_offered_an_organisations_own_purpose_too(
    family: Family, drawn: Path, qtbot: QtBot, acts: list[str], more: list[str]
) -> None:
    def change(policy: dict[str, Any]) -> None:
        policy["purposes"][0] |= {"id": "team-training-day", "acts": acts}

    adopt(family.ws, sign_policy(policy_text(change), [SigningKey("rannikko.example", bytes(32))]))
    made = HandOutDialog(family.ws, [family.moment(family.film(drawn)).id])
    qtbot.addWidget(made)
    assert offered(made) == [one for one in ALL if one not in (Purposes.KEEP_LONGER, Purposes.REMOTE_REVIEW)] + more
    assert made.choice.chosen_purpose() == Purposes.FAMILY_COPY
