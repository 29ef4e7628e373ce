"""A walk through everything that the window shows, in each language, at its smallest size.

Nothing is nameless, clipped, in English, out of reach of the keyboard or without a visible focus; and nothing is
left out: a page, dialog, menu or popup that no scene of the walk opens fails it.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from tests.gui.accessibility import looking
from tests.gui.accessibility.blinking import plain_windows
from tests.gui.accessibility.covering_scenes import covering_somebody
from tests.gui.accessibility.erasure_scenes import erasing
from tests.gui.accessibility.exchange_scenes import exchanging
from tests.gui.accessibility.leaving_scenes import a_log_with_pictures, leaving
from tests.gui.accessibility.recipient_scenes import named_recipients
from tests.gui.accessibility.request_scenes import handing_out
from tests.gui.accessibility.retention_scenes import how_long_things_are_kept
from tests.gui.accessibility.review_scenes import reviewing
from tests.gui.accessibility.start_scenes import before_a_vault_is_open, the_recovery_key
from tests.gui.accessibility.supervision_scenes import supervising
from tests.gui.family import Family
from tools.translations import collect, load, untranslated
from vigtool import gui
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.crash_dialog import CrashDialog
from vigtool.gui.keeping.keeping_page import KeepingPage
from vigtool.gui.keeping.keys_section import KeysSection
from vigtool.gui.locking.cover import LockCover
from vigtool.gui.main_window import SIZE, SMALLEST, MainWindow
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.preparing.workbench import Workbench
from vigtool.gui.reviewing.notes_window import NotesWindow
from vigtool.gui.reviewing.stage.stage_window import StageWindow
from vigtool.gui.shared.accessible_windows import open_popups
from vigtool.gui.shared.pages import Page
from vigtool.gui.shared.recovery_key_form import RecoveryKeyForm
from vigtool.gui.unlocking.start_page import StartPage
from vigtool.gui.workplace import Workplace
from vigtool.services.cases import add_case
from vigtool.services.changing_keys import UserAdding
from vigtool.services.consents import record_consent
from vigtool.services.evidence import evidence_of_case
from vigtool.services.jobs import complete
from vigtool.services.marking import moments
from vigtool.services.people import add_person
from vigtool.services.recordings import recordings
from vigtool.wording.translation import LANGUAGE_NAMES, LANGUAGES

pytestmark = [
    pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True),
    pytest.mark.parametrize("language", LANGUAGES),
]

LAYOUT_PASSES = 5
"""A change of height goes up through nested layouts one round of events at a time."""

WINDOWS = (RecoveryKeyForm.__name__, StageWindow.__name__, NotesWindow.__name__)
"""What is meant to be a window of its own."""

PLACES = (QDialog, QMainWindow, QMenu, Page, StartPage, Workbench)
"""Of these kinds is what the user meets as a place of its own; popups are known by their window type."""


class Walk:
    """Looks at one place after the other and gathers what is wrong."""

    def __init__(self, language: str, *, keyboard: bool = True) -> None:
        self._by_keyboard = keyboard and language == "en"  # the keyboard knows no language
        self.wrong: list[str] = []
        self.seen: set[str] = set()
        self._english = english_sentences(language)
        self._focus_known: set[str] = set()

    def look(self, name: str, place: QWidget) -> None:
        for _ in range(LAYOUT_PASSES):
            QApplication.processEvents()
        self._remember(place)
        found = [*looking.nameless(place), *looking.cut_off(place), *looking.doubled_letters(place)]
        found += [f"in English: {words}" for words in sorted(looking.sentences(place) & self._english)]
        if self._by_keyboard:
            found += looking.by_keyboard(place, self._focus_known)
        self.wrong += [f"{name}: {one}" for one in found]

    def look_at_popups(self, name: str, window: QWidget) -> None:
        """Look at the popups that stand open over a window, and close them by Escape."""
        popups = [one for one in open_popups(window) if isinstance(one, QWidget)]
        if not popups:
            self.wrong.append(f"{name}: no popup is open")
        for popup in popups:
            self.look(name, popup)
            looking.press_escape(popup)
            if popup in open_popups(window):
                self.wrong.append(f"{name}: Escape does not close it")
                popup.close()

    def _remember(self, place: QWidget) -> None:
        for one in (place.window(), place, *place.findChildren(QWidget)):
            if one is place or one.isVisible() or isinstance(one, QMenu):
                self.seen |= {kind.__name__ for kind in type(one).__mro__}


def english_sentences(language: str) -> set[str]:
    """Return the source sentences that read otherwise in a language."""
    if language == "en":
        return set()
    found = {
        str(message.id) for message in load("gui", language) if message.id and message.string not in ("", message.id)
    }
    return found - set(LANGUAGE_NAMES.values())  # a language to be chosen goes by its own name


def places_of_the_program() -> set[str]:
    """The names of all classes in the window's code that are a page, dialog, menu or popup."""
    found = set()
    for module in pkgutil.walk_packages(gui.__path__, f"{gui.__name__}."):
        for name, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            mine = kind.__module__ == module.name and issubclass(kind, QWidget)
            popup = mine and "WindowType.Popup" in inspect.getsource(kind)
            if mine and (popup or issubclass(kind, PLACES)):
                found.add(name)
    return found - {"Page"}


def cases(walk: Walk, place: Workplace, family: Family) -> None:
    walk.look("cases", place)
    add_case(family.ws, "Empty", "")
    place.show_cases()
    walk.look("two cases", place)
    place.show_case(add_case(family.ws, "Other", "").id)
    walk.look("a case without people", place)


def a_case_at_work(walk: Walk, place: Workplace, family: Family, drawn: Path, qtbot: QtBot) -> None:
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    page.films.offer([drawn] * 6)
    walk.look("before the import", place)
    assert page.films.form is not None
    page.films.form.start_button.click()
    qtbot.waitUntil(lambda: page.films.form is None)
    walk.look("import refused", place)
    family.moment(family.film(drawn))
    page.films.refresh()
    page.question.edit_button.click()
    page.people.add_button.click()
    page.sessions.add_button.click()
    walk.look("all forms open", place)
    assert page.people.grid is not None
    for purpose in (Purposes.GUIDANCE, Purposes.RESEARCH):
        page.people.grid.cells[family.child.id, purpose].click()
        walk.look_at_popups(f"consent to {purpose}", place.window())
    named_recipients(walk, page, place.window(), family)
    the_papers(walk, page, family, place, drawn.parent)


def the_papers(walk: Walk, page: CasePage, family: Family, place: Workplace, folder: Path) -> None:
    page.films.list.ask_view(recordings(family.ws, family.case.id)[0].id, family.child.id)
    walk.look("a child's view", place)
    page.films.list.leave_form()
    page.people.offer_change(family.child)
    walk.look("guardians", place)
    page.people.offer_printing()
    walk.look("forms to sign", place)
    page.people.offer_answers(family.child)
    walk.look("answers on a sheet", place)
    sheet = page.people.sheet
    assert sheet is not None
    scan = folder / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7")
    sheet.add_scan(scan)
    walk.look("a signed form", place)
    (kept,) = evidence_of_case(family.ws, family.case.id)
    sheet.show_evidence(kept.id)
    with dialog(place.window()) as shown:
        walk.look("the signed form again", shown)


def choosing_a_film(walk: Walk, place: Workplace) -> None:
    place.go(ActionId.PREPARE)
    walk.look("choose a film", place)


def prepare(walk: Walk, place: Workplace, family: Family) -> None:
    film, moment = only_moment(family)
    place.show_film(film)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    page.preparation.select(None)
    walk.look("prepare", place)
    page.preparation.select(moment)
    walk.look("prepare, a moment open", place)
    for deed in (Deed.TURN, Deed.SEARCH, Deed.PIN):
        page.do(deed)
        walk.look(f"prepare, {deed.value}", place)
    page.list.cards[moment].details.folds["people"].set_open(is_open=True)
    walk.look("prepare, in the picture", place)
    page.do(Deed.LOOK)
    walk.look_at_popups("look closer", place.window())
    page.head.settings_button.click()
    walk.look_at_popups("marking", place.window())
    page.do(Deed.HELP)
    with dialog(place.window()) as sheet:
        walk.look("keys of the film", sheet)
    page.head.history_button.click()
    walk.look("history", page.head.history_button.menu_of_steps)
    page.head.history_button.menu_of_steps.close()


def principles(walk: Walk, place: Workplace, family: Family) -> None:
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    _film, moment = only_moment(family)
    page.preparation.select(moment)
    pack = page.material.pack
    assert pack is not None
    page.list.cards[moment].details.categories.open_picker(pack.categories[0])
    walk.look_at_popups("principles", place.window())


def packs_of_principles(walk: Walk, place: Workplace, family: Family) -> None:
    shown = place.choose_pack(family.case.id)
    walk.look("packs", shown)
    shown.word(shown.choice.pack)
    walk.look("wording a pack", shown)
    for _ in range(2):
        looking.press_escape(shown)
    if Shiboken.isValid(shown) and shown.isVisible():
        walk.wrong.append("packs: Escape does not close it")
        shown.close()


def withdrawing(walk: Walk, place: Workplace, family: Family) -> None:
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    page.people.click()
    walk.look("who is in the film", page.people.menu_of_people)
    page.people.menu_of_people.close()
    visitor = add_person(family.ws, family.case.id, "Kalervo", Role.BYSTANDER)
    record_consent(family.ws, visitor.id, Purposes.RESEARCH, Answer.GIVEN)
    asking = place.withdrawing.open(visitor.id)
    walk.look("withdraw", asking)
    asking.withdraw_button.click()
    walk.look("withdrawn", asking)
    looking.press_escape(asking)
    if Shiboken.isValid(asking) and asking.isVisible():
        walk.wrong.append("withdraw: Escape does not close it")
    asking = place.withdrawing.open(family.child.id)
    walk.look("withdraw guidance", asking)
    asking.close()


def log_and_keys(walk: Walk, place: Workplace, window: MainWindow, qtbot: QtBot) -> None:
    place.go(ActionId.LOG)
    walk.look("log", place)
    the_vault_itself(walk, place)
    window.do(ActionId.KEYS)
    with dialog(window) as keys:
        walk.look("keys", keys)
    crash = CrashDialog("0A1B2C")
    qtbot.addWidget(crash)
    crash.show()
    walk.look("crash", crash)
    crash.close()


def locking(walk: Walk, window: MainWindow) -> None:
    cover = LockCover(window)
    walk.look("waiting for the lock", cover)
    cover.hide()
    window.do(ActionId.LOCK)
    assert window.start_page is not None
    walk.look("locked", window.start_page)


def the_vault_itself(walk: Walk, place: Workplace) -> None:
    complete(UserAdding(place.ws, "Bea", "quiet words of somebody else"))
    place.go(ActionId.KEEPING)
    walk.look("the vault", place)
    page = place.pages[ActionId.KEEPING]
    assert isinstance(page, KeepingPage)
    (keys,) = [one for one in page.sections if isinstance(one, KeysSection)]
    (take_out,) = keys.removals.values()
    for name, button in (
        ("passphrase", keys.passphrase),
        ("recovery key", keys.recovery_key),
        ("a user more", keys.add_button),
        ("a user less", take_out),
    ):
        button.click()
        with dialog(place.window()) as shown:
            walk.look(name, shown)


def only_moment(family: Family) -> tuple[RecordingId, MomentId]:
    film = recordings(family.ws, family.case.id)[0]
    return film.id, moments(family.ws, film.id)[0].id


@contextmanager
def dialog(window: QWidget) -> Iterator[QDialog]:
    """The dialog that is open over a window; it goes by Escape."""
    QApplication.processEvents()
    (shown,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    yield shown
    looking.press_escape(shown)
    assert not Shiboken.isValid(shown) or not shown.isVisible()


def test_everything_that_is_shown(
    window: MainWindow, language: str, family: Family, drawn: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    walk = Walk(language)
    window.resize(*SMALLEST)
    window.speak(language)
    with plain_windows(qapp) as shown:
        go_through(walk, window, family, drawn, tmp_path, qtbot)
    walk.wrong += [f"a window for a blink: {one}" for one in shown if one.split()[0] not in WINDOWS]
    walk.wrong += [f"never opened: {name}" for name in sorted(places_of_the_program() - walk.seen)]
    assert not walk.wrong, "\n" + "\n".join(dict.fromkeys(walk.wrong))


def test_everything_in_text_of_twice_the_size(
    window: MainWindow, language: str, family: Family, drawn: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    walk = Walk(language, keyboard=False)
    window.resize(*SIZE)
    window.speak(language)
    window.write_in(200)
    go_through(walk, window, family, drawn, tmp_path, qtbot)
    assert not walk.wrong, "\n" + "\n".join(dict.fromkeys(walk.wrong))


def go_through(walk: Walk, window: MainWindow, family: Family, drawn: Path, tmp_path: Path, qtbot: QtBot) -> None:
    before_a_vault_is_open(walk, window, family, tmp_path, qtbot)
    the_recovery_key(walk, qtbot)
    window.enter(family.ws)
    place = window.workplace
    assert place is not None
    cases(walk, place, family)
    a_case_at_work(walk, place, family, drawn, qtbot)
    a_log_with_pictures(walk, place, family, tmp_path / "log")
    choosing_a_film(walk, place)
    prepare(walk, place, family)
    principles(walk, place, family)
    packs_of_principles(walk, place, family)
    leaving(walk, place, family, tmp_path)
    covering_somebody(walk, place, family, qtbot)
    withdrawing(walk, place, family)
    reviewing(walk, place, family)
    how_long_things_are_kept(walk, place, family, tmp_path)
    handing_out(walk, place, tmp_path / "handed")
    exchanging(walk, place, family, tmp_path)
    supervising(walk, place, family, tmp_path / "supervision")
    erasing(walk, place, family)
    log_and_keys(walk, place, window, qtbot)
    locking(walk, window)
    window.close()


def test_every_sentence_of_these_features_has_its_form(language: str) -> None:
    wanted = collect("gui")
    assert len(wanted) > 100
    if language != "en":
        catalogue = load("gui", language)
        catalogue.update(wanted, no_fuzzy_matching=True)
        assert not untranslated(catalogue)
