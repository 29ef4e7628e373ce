"""A walk over all pages in all languages: nothing clipped, nothing nameless, nothing left in English."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.seen import clipped, mnemonics, nameless, words
from tools.translations import collect, load, untranslated
from vigtool.domain.consent import Purpose
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.crash_dialog import CrashDialog
from vigtool.gui.exporting.clip_dialog import ClipDialog
from vigtool.gui.keys_dialog import KeysDialog
from vigtool.gui.main_window import SMALLEST, MainWindow
from vigtool.gui.unlocking.create_form import CreateForm
from vigtool.gui.unlocking.recovery_key_form import RecoveryKeyForm
from vigtool.gui.workplace import Workplace
from vigtool.services.cases import add_case
from vigtool.wording.translation import LANGUAGES

pytestmark = [
    pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True),
    pytest.mark.parametrize("language", LANGUAGES),
]

KEY = "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE"

LAYOUT_PASSES = 5
"""A change of height goes up through nested layouts one round of events at a time."""


class Walk:
    """Looks at one page after the other and gathers what is wrong."""

    def __init__(self, language: str) -> None:
        self._wrong: list[str] = []
        self._english = english_sentences(language)
        self.seen: set[str] = set()

    def look(self, place: str, page: QWidget) -> None:
        for _ in range(LAYOUT_PASSES):
            QApplication.processEvents()
        self._wrong += [f"{place}: clipped: {one}" for one in clipped(page)]
        self._wrong += [f"{place}: nameless: {one}" for one in nameless(page)]
        self._wrong += [f"{place}: in English: {one}" for one in words(page) & self._english]
        letters = mnemonics(page)
        self._wrong += [f"{place}: mnemonic twice: {one}" for one in set(letters) if letters.count(one) > 1]
        self.seen |= words(page)

    def assert_sound(self) -> None:
        assert not self._wrong, "\n".join(self._wrong)


def english_sentences(language: str) -> set[str]:
    """Return the source sentences that read otherwise in a language."""
    if language == "en":
        return set()
    return {
        str(message.id) for message in load("gui", language) if message.id and message.string not in ("", message.id)
    }


@pytest.fixture
def walk(window: MainWindow, language: str) -> Walk:
    window.resize(*SMALLEST)
    window.speak(language)
    return Walk(language)


def test_before_a_vault_is_open(window: MainWindow, walk: Walk, tmp_path: Path) -> None:
    page = window.start_page
    assert page is not None
    walk.look("create", page)
    form = page.form
    assert isinstance(form, CreateForm)
    form.folder.line.setText(str(tmp_path / "Dropbox"))
    form.passphrase.take_own.click()
    walk.look("own passphrase, synced folder", page)
    page.offer_opening()
    walk.look("open", page)
    walk.assert_sound()


def test_the_recovery_key(qtbot: QtBot, walk: Walk) -> None:
    form = RecoveryKeyForm(KEY, "abcdefgh2345")
    qtbot.addWidget(form)
    form.resize(620, form.sizeHint().height())
    form.show()
    walk.look("recovery key", form)
    walk.assert_sound()


@pytest.fixture
def place(window: MainWindow, family: Family, walk: Walk) -> Iterator[Workplace]:  # noqa: ARG001 - the language first
    window.enter(family.ws)
    assert window.workplace is not None
    yield window.workplace
    window.close()


def test_cases(place: Workplace, walk: Walk, family: Family) -> None:
    walk.look("cases", place)
    add_case(family.ws, "Empty", "")
    place.show_cases()
    walk.look("two cases", place)
    place.show_case(add_case(family.ws, "Other", "").id)
    walk.look("a case without people", place)
    walk.assert_sound()


def test_a_case_at_work(place: Workplace, walk: Walk, family: Family, drawn: Path, qtbot: QtBot) -> None:
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    page.films.offer([drawn] * 6)
    walk.look("before the import", place)
    assert page.films.form is not None
    page.films.form.start_button.click()
    qtbot.waitUntil(lambda: page.films.form is None, timeout=30_000)
    walk.look("import refused", place)
    family.moment(family.film(drawn))
    page.films.refresh()
    page.question.edit_button.click()
    page.people.add_button.click()
    page.sessions.add_button.click()
    walk.look("all forms open", place)
    assert page.people.grid is not None
    for purpose in (Purpose.GUIDANCE, Purpose.RESEARCH):
        page.people.grid.cells[family.child.id, purpose].click()
        walk.look(f"popup for {purpose}", page.people.grid.popup)
        page.people.grid.popup.close()
    walk.assert_sound()


def test_prepare_and_log(place: Workplace, walk: Walk, family: Family, drawn: Path) -> None:
    place.go(ActionId.PREPARE)
    walk.look("no films", place)
    film = family.film(drawn)
    family.moment(film)
    place.close_film()
    walk.look("choose a film", place)
    place.go(ActionId.LOG)
    walk.look("log", place)
    walk.assert_sound()


def test_dialogs(place: Workplace, walk: Walk, family: Family, drawn: Path, qtbot: QtBot) -> None:
    moment = family.moment(family.film(drawn))
    clip = ClipDialog(family.ws, moment.id, place)
    clip.show()
    walk.look("clip", clip)
    clip.export_button.click()
    walk.look("clip refused", clip)
    clip.close()
    for name, dialog in (("keys", KeysDialog()), ("crash", CrashDialog("0A1B2C"))):
        qtbot.addWidget(dialog)
        dialog.show()
        walk.look(name, dialog)
    walk.assert_sound()


def test_every_sentence_of_these_features_has_its_form(language: str) -> None:
    wanted = collect("gui")
    assert len(wanted) > 100
    if language != "en":
        catalogue = load("gui", language)
        catalogue.update(wanted, no_fuzzy_matching=True)
        assert not untranslated(catalogue)
