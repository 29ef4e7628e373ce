"""Choosing, looking at, loading, wording and saving principle packs in the window."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from tests.exchange.sample_pack import PACK, Tree, changed
from tests.gui.family import Family
from tests.gui.seen import clipped, mnemonics, nameless, words
from vigtool.domain.pack_texts import TextKind, TextPlace, lacking
from vigtool.exchange.principle_packs import draft_from_json, from_json, to_json
from vigtool.gui.principles import pack_dialog
from vigtool.gui.principles.pack_dialog import PackDialog
from vigtool.gui.shared.appearance import Scheme, dress
from vigtool.gui.shared.buttons import Button
from vigtool.services.opening import open_workspace
from vigtool.services.principles import built_in, pack_of_case, packs
from vigtool.wording.translation import set_language


@pytest.fixture
def around(qtbot: QtBot, dressed: QApplication) -> QMainWindow:  # noqa: ARG001 - order
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


@pytest.fixture
def dialog(family: Family, around: QMainWindow) -> Iterator[PackDialog]:
    made = PackDialog(family.ws, family.case.id, around)
    made.show()
    yield made
    made.deleteLater()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.json"
    path.write_bytes(to_json(PACK))
    return path


@pytest.fixture
def without_swedish(tmp_path: Path) -> Path:
    def change(made: Tree) -> None:
        made["name"].pop("sv")
        made["categories"][1]["items"][0]["examples"][0]["sv"] = ""

    path = tmp_path / "draft.json"
    path.write_bytes(changed(change))
    return path


def test_the_pack_of_the_case_is_shown_with_keys_principles_and_examples(dialog: PackDialog) -> None:
    assert dialog.choice.pack == built_in()
    assert dialog.choice.box.currentText() == "Attuned principles  ·  version 1  ·  six categories"
    shown = words(dialog)
    for category in built_in().categories:
        assert {str(category.key), category.name.en, category.description.en} <= shown
        for item in category.items:
            assert {item.name.en, item.description.en, f"For example: {item.examples[0].en}"} <= shown


def test_a_loaded_pack_is_in_the_vault_and_the_case_works_with_it_when_it_is_chosen(
    dialog: PackDialog, family: Family, own: Path, qtbot: QtBot
) -> None:
    dialog.load(own)
    assert dialog.choice.pack == PACK
    assert PACK in packs(family.ws)
    assert pack_of_case(family.ws, family.case.id) == built_in()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.choice.use_button.click()
    assert chosen.args == [PACK]
    assert pack_of_case(family.ws, family.case.id) == PACK
    assert not dialog.isVisible()


def test_problems_of_a_file_are_listed_by_line(dialog: PackDialog, family: Family, own: Path) -> None:
    own.write_bytes(changed(lambda pack: pack["categories"][1].update(key=1, colour=2)))
    dialog.load(own)
    problems = dialog.choice.problems
    first, second = problems.lines.toPlainText().splitlines()
    assert first.startswith("Line ")
    assert "has the key 1 already" in first
    assert "“colour”" in second
    assert "Nothing was changed." in problems.message.accessibleName()
    assert not problems.complete_button.isVisibleTo(dialog)
    assert problems.lines.hasFocus()
    assert not dialog.choice.sheet.isVisible()
    assert packs(family.ws) == (built_in(),)
    dialog.load(own.with_name("gone.json"))
    assert not problems.isVisibleTo(dialog)
    assert dialog.choice.sheet.isVisible()
    assert "cannot be read" in dialog.message.accessibleName()


def test_packs_are_gone_through_with_the_arrow_keys(dialog: PackDialog, own: Path) -> None:
    dialog.load(own)
    QTest.keyClick(dialog.choice.box, Qt.Key.Key_Up)
    assert dialog.choice.pack == built_in()
    QApplication.processEvents()
    assert "Open ears" in words(dialog)
    QTest.keyClick(dialog.choice.box, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert "listen in English" in words(dialog)


def test_missing_words_are_written_in_the_window(dialog: PackDialog, family: Family, without_swedish: Path) -> None:
    dialog.load(without_swedish)
    dialog.choice.problems.complete_button.click()
    page = dialog.translation
    assert page is not None
    assert (page.source.currentData(), page.target.currentData()) == ("en", "sv")
    assert page.still.text() == "Swedish: 2 texts still to be written"
    assert not page.keep_button.isEnabled()
    name = page.grid.fields[TextPlace(TextKind.PACK_NAME)]
    assert name.hasFocus()
    name.setText("Eget")
    page.grid.fields[TextPlace(TextKind.EXAMPLE, "listen")].setText("En paus\n")
    assert page.still.text() == "All words are there in all three languages."
    page.keep_button.click()
    made = dialog.choice.pack
    assert (made.id, made.version, made.name.sv) == (PACK.id, PACK.version, "Eget")
    assert made.categories[1].items[0].examples[0].sv == "En paus"
    assert made in packs(family.ws)


def test_a_version_worded_anew_stands_beside_the_one_before(dialog: PackDialog, family: Family, own: Path) -> None:
    dialog.load(own)
    dialog.choice.wording_button.click()
    page = dialog.translation
    assert page is not None
    assert not page.keep_button.isEnabled()
    page.target.setCurrentIndex(page.target.findData("fi"))
    page.grid.fields[TextPlace(TextKind.ITEM_NAME, "look")].setText("Katse")
    page.target.setCurrentIndex(page.target.findData("sv"))
    page.grid.fields[TextPlace(TextKind.ITEM_NAME, "look")].setText("Blick")
    page.keep_button.click()
    made = dialog.choice.pack
    look = made.categories[0].items[0].name
    assert (made.version, look.fi, look.sv) == (PACK.version + 1, "Katse", "Blick")
    assert packs(family.ws) == (built_in(), PACK, made)


def test_the_built_in_pack_worded_anew_gets_an_id_of_its_own(dialog: PackDialog) -> None:
    dialog.choice.wording_button.click()
    assert dialog.translation is not None
    dialog.translation.grid.fields[TextPlace(TextKind.PACK_NAME)].setText("Omat periaatteet")
    dialog.translation.keep_button.click()
    assert (dialog.choice.pack.id, dialog.choice.pack.version) == ("attuned-interaction-own", 1)


def test_a_pack_is_saved_as_a_file_that_can_be_loaded_again(
    dialog: PackDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.json"
    monkeypatch.setattr(pack_dialog, "choose_target", lambda *_question: target)
    dialog.choice.file_button.click()
    assert from_json(target.read_bytes()) == built_in()
    assert "The file is written." in dialog.message.accessibleName()


def test_half_a_translation_can_be_saved_and_taken_up_again(
    dialog: PackDialog, tmp_path: Path, without_swedish: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "half.json"
    monkeypatch.setattr(pack_dialog, "choose_target", lambda *_question: target)
    dialog.word(draft_from_json(without_swedish.read_bytes()))
    page = dialog.translation
    assert page is not None
    page.grid.fields[TextPlace(TextKind.PACK_NAME)].setText("Eget")
    assert page.dirty
    page.file_button.click()
    assert not page.dirty
    half = draft_from_json(target.read_bytes())
    assert (half.name.sv, lacking(half, "sv")) == ("Eget", 1)


def test_written_words_are_not_lost_by_escape(dialog: PackDialog) -> None:
    dialog.choice.wording_button.click()
    assert dialog.translation is not None
    dialog.translation.grid.fields[TextPlace(TextKind.PACK_NAME)].setText("Omat")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.choice.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "not kept yet" in dialog.message.accessibleName()
    dialog.choice.wording_button.click()
    assert dialog.translation.grid.fields[TextPlace(TextKind.PACK_NAME)].text() == "Omat"
    dialog.close()
    dialog.close()
    [one for one in dialog.message.findChildren(Button) if one.text() == "Close without them"][-1].click()
    assert not dialog.isVisible()


def test_a_long_text_ends_where_a_pack_lets_it_end(dialog: PackDialog) -> None:
    dialog.word(PACK)
    assert dialog.translation is not None
    field = dialog.translation.grid.fields[TextPlace(TextKind.SOURCE)]
    field.setText("x" * 1003)
    assert field.text() == "x" * 1000
    field.setText("x" * 999)
    QTest.keyClicks(field, "yz")
    assert field.text() == "y" + "x" * 999


def test_a_second_window_looks_on(family: Family, own: Path, around: QMainWindow) -> None:
    beside = open_workspace(family.ws.folder, "six plain words", read_only=True)
    try:
        dialog = PackDialog(beside, family.case.id, around)
        for button in (dialog.choice.load_button, dialog.choice.wording_button, dialog.choice.use_button):
            assert not button.isEnabled()
        assert dialog.choice.file_button.isEnabled()
        dialog.load(own)
        assert "reading only" in dialog.message.accessibleName()
        dialog.deleteLater()
    finally:
        beside.close()


def test_a_pack_in_other_words_is_explained(dialog: PackDialog, own: Path) -> None:
    dialog.load(own)
    own.write_bytes(to_json(replace(PACK, name=PACK.source)))
    dialog.load(own)
    assert "next version number" in dialog.message.accessibleName()
    assert dialog.choice.pack == PACK


def test_the_keyboard_reaches_everything(dialog: PackDialog) -> None:
    choice = dialog.choice
    parts = {choice.box, choice.load_button, choice.wording_button, choice.file_button}
    parts |= {choice.use_button, choice.close_button}
    reached = set()
    for _step in range(20):
        focused = dialog.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert parts <= reached


@pytest.mark.parametrize(("language", "percent"), [("fi", 200), ("sv", 200), ("en", 200), ("fi", 100)])
def test_it_fits_a_small_screen_in_each_language_and_names_every_control(
    family: Family, around: QMainWindow, own: Path, dressed: QApplication, language: str, percent: int
) -> None:
    set_language(language)
    dress(dressed, Scheme.LIGHT, percent)
    try:
        dialog = PackDialog(family.ws, family.case.id, around)
        dialog.show()
        own.write_bytes(changed(lambda pack: pack["name"].pop("sv")))
        complete = dialog.choice.problems.complete_button
        states: list[Callable[[], object]] = [lambda: None, lambda: dialog.load(own), complete.click]
        for state in states:
            state()
            QApplication.processEvents()
            assert dialog.minimumSizeHint().width() <= 1280
            assert dialog.minimumSizeHint().height() <= 800
            assert (clipped(dialog), nameless(dialog)) == ([], [])
            assert len(set(mnemonics(dialog))) == len(mnemonics(dialog))
        dialog.deleteLater()
    finally:
        dress(dressed, Scheme.LIGHT)
