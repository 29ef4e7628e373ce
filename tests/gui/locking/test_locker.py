"""Locking from within the window: what is settled, what waits, what comes back. The same process goes on here."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.exchange.sample_policy import policy_text
from tests.gui.family import Family
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.keeping.locking_section import LockingSection
from vigtool.gui.locking.session_watch import SessionWatch
from vigtool.gui.main_window import MainWindow
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.jobs import under_way
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.unlocking.lock_form import LockForm
from vigtool.gui.unlocking.open_form import OpenForm
from vigtool.gui.workplace import Workplace
from vigtool.services.marking import moment, moments
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.policy import adopt
from vigtool.services.policy_signing import sign_policy
from vigtool.services.recordings import recordings
from vigtool.services.sessions import sessions
from vigtool.services.workspace import Workspace
from vigtool.vault.log import SigningKey

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

SECRET = "six plain words"


def lock_form(window: MainWindow) -> LockForm:
    assert window.start_page is not None
    assert isinstance(window.start_page.form, LockForm)
    return window.start_page.form


def unlock(window: MainWindow, qtbot: QtBot, secret: str = SECRET) -> Workplace:
    form = lock_form(window)
    form.secret.line.setText(secret)
    form.open_button.click()
    qtbot.waitUntil(lambda: window.workplace is not None)
    assert window.workplace is not None
    return window.workplace


def reopened(family: Family) -> Workspace:
    return open_workspace(family.ws.folder, SECRET)


def prepare(place: Workplace, film: RecordingId, tick: int, moment_id: MomentId) -> PreparePage:
    place.show_film_at(film, tick, moment_id)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    return page


def case_page(place: Workplace, family: Family) -> CasePage:
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    return page


def test_the_key_locks_and_the_passphrase_leads_back(
    window: MainWindow, place: Workplace, family: Family, drawn: Path, qtbot: QtBot
) -> None:
    film = family.film(drawn)
    marked = family.moment(film)
    prepare(place, film.id, marked.span.start, marked.id)
    before = place.whereabouts
    assert before.tick == marked.span.start
    next(one for one in window.actions() if one.shortcut().toString() == "Ctrl+L").trigger()
    assert window.workplace is None
    assert window.start_page is not None
    told = lock_form(window).findChildren(type(lock_form(window).folder.line))
    assert str(family.ws.folder) not in [one.text() for one in told if one.isVisible()]
    assert unlock(window, qtbot).whereabouts == before


def test_a_wrong_passphrase_leads_nowhere(window: MainWindow, place: Workplace, qtbot: QtBot) -> None:
    place.go(ActionId.LOG)
    window.do(ActionId.LOCK)
    form = lock_form(window)
    form.secret.line.setText("six other words")
    form.open_button.click()
    qtbot.waitUntil(form.message.isVisible)
    assert window.workplace is None
    assert unlock(window, qtbot).route.place is ActionId.LOG


def test_another_vault_begins_with_its_cases(
    window: MainWindow, place: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    create_workspace(tmp_path / "other", SECRET, work_factor=1)[0].close()
    place.go(ActionId.LOG)
    window.do(ActionId.LOCK)
    lock_form(window).create_button.click()
    assert window.start_page is not None
    form = window.start_page.form
    assert isinstance(form, OpenForm)
    form.folder.line.setText(str(tmp_path / "other"))
    form.secret.line.setText(SECRET)
    form.open_button.click()
    qtbot.waitUntil(lambda: window.workplace is not None)
    assert window.workplace is not None
    assert window.workplace.route.place is ActionId.CASES


def test_a_change_of_language_stays_locked(window: MainWindow, place: Workplace, qtbot: QtBot) -> None:
    place.go(ActionId.KEEPING)
    window.do(ActionId.LOCK)
    window.speak("fi")
    assert unlock(window, qtbot).route.place is ActionId.KEEPING


def test_what_is_typed_and_held_is_put_on_record(
    window: MainWindow, place: Workplace, family: Family, drawn: Path
) -> None:
    film = family.film(drawn)
    marked = family.moment(film)
    page = prepare(place, film.id, marked.span.start, marked.id)
    title = page.list.cards[marked.id].details.title
    title.selectAll()
    title.insert("The red brick falls")
    page.marker.press()
    window.do(ActionId.LOCK)
    ws = reopened(family)
    assert moment(ws, marked.id).title == "The red brick falls"
    assert len(moments(ws, film.id)) == 2
    ws.close()


def test_the_words_of_a_session_are_kept(window: MainWindow, place: Workplace, family: Family) -> None:
    page = case_page(place, family)
    page.sessions.add_button.click()
    assert page.sessions.form is not None
    page.sessions.form.words.setPlainText("It was quiet.")
    window.do(ActionId.LOCK)
    ws = reopened(family)
    assert [one.words for one in sessions(ws, family.case.id)] == ["It was quiet."]
    ws.close()


def test_an_empty_session_is_not_kept(window: MainWindow, place: Workplace, family: Family) -> None:
    case_page(place, family).sessions.add_button.click()
    window.do(ActionId.LOCK)
    ws = reopened(family)
    assert sessions(ws, family.case.id) == []
    ws.close()


def importing(place: Workplace, family: Family, drawn: Path) -> CasePage:
    family.consent(Purposes.GUIDANCE)
    page = case_page(place, family)
    page.films.offer([drawn])
    assert page.films.form is not None
    page.films.form.start_button.click()
    assert under_way()
    return page


def test_a_film_that_comes_in_is_waited_for_out_of_sight(
    window: MainWindow, place: Workplace, family: Family, drawn: Path, qtbot: QtBot
) -> None:
    importing(place, family, drawn)
    window.do(ActionId.LOCK)
    cover = window.locker.cover
    assert cover is not None
    assert cover.geometry() == window.rect()
    assert not place.isVisible()
    window.do(ActionId.LOG)
    assert place.route.place is ActionId.CASES
    window.resize(1200, 900)
    assert cover.geometry() == window.rect()
    qtbot.waitUntil(lambda: window.workplace is None)
    assert window.locker.cover is None
    assert isinstance(lock_form(window), LockForm)
    ws = reopened(family)
    assert len(recordings(ws, family.case.id)) == 1
    ws.close()


@pytest.mark.parametrize("way", ["button", "sleep"])
def test_an_import_can_be_stopped_for_the_lock_and_leaves_nothing(
    window: MainWindow, place: Workplace, family: Family, drawn: Path, way: str
) -> None:
    session = SessionWatch(window)
    window.locker.listen_to(session)
    importing(place, family, drawn)
    if way == "button":
        window.do(ActionId.LOCK)
        assert window.locker.cover is not None
        window.locker.cover.lock_button.click()
    else:
        session.sleeping.emit()
    assert window.workplace is None
    assert not under_way()
    ws = reopened(family)
    assert recordings(ws, family.case.id) == []
    assert ws.vault.inventory([]).clean
    ws.close()


def test_the_lock_of_the_session_locks(window: MainWindow, place: Workplace) -> None:
    assert place.isVisible()
    session = SessionWatch(window)
    window.locker.listen_to(session)
    session.locked.emit()
    assert window.workplace is None
    session.locked.emit()
    assert isinstance(lock_form(window), LockForm)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(window.locker.idle, "_clock", made)
    return made


def test_nobody_there_for_ten_minutes_locks(window: MainWindow, clock: Clock, place: Workplace) -> None:
    clock.now += 599
    window.locker.idle.look()
    assert window.workplace is place
    clock.now += 2
    window.locker.idle.look()
    assert window.workplace is None


def test_the_chosen_minutes_count(window: MainWindow, clock: Clock, place: Workplace, settings: PreferenceFile) -> None:
    settings.change(lock_minutes=1)
    clock.now += 61
    assert window.workplace is place
    window.locker.idle.look()
    assert window.workplace is None


def test_the_policy_sets_the_most_that_counts_at_once(
    window: MainWindow, clock: Clock, place: Workplace, family: Family
) -> None:
    it = SigningKey("rannikko.example", bytes(range(32)))
    adopt(family.ws, sign_policy(policy_text(lambda one: one.update(lock_after_minutes=3)), [it]))
    choice = LockingSection(family.ws, place.preferences)
    choice.refresh()
    assert [choice.minutes.itemData(one) for one in range(choice.minutes.count())] == [1, 2, 3]
    assert choice.minutes.currentData() == 3
    clock.now += 179
    window.locker.idle.look()
    assert window.workplace is place
    clock.now += 2
    window.locker.idle.look()
    assert window.workplace is None


def test_the_minutes_are_chosen_on_the_page_of_the_vault(family: Family, settings: PreferenceFile) -> None:
    choice = LockingSection(family.ws, settings)
    choice.refresh()
    assert choice.minutes.currentData() == 10
    choice.minutes.setCurrentIndex(0)
    choice.minutes.activated.emit(0)
    assert PreferenceFile(settings.folder).now.lock_minutes == 1


@pytest.mark.parametrize("use", ["key", "mouse", "record"])
def test_use_keeps_it_open(window: MainWindow, clock: Clock, place: Workplace, family: Family, use: str) -> None:
    clock.now += 599
    handle = window.windowHandle()
    if use == "key":
        QTest.keyClick(handle, Qt.Key.Key_Shift)
    elif use == "mouse":
        QTest.mouseMove(handle, handle.geometry().center() - handle.geometry().topLeft())
    else:
        family.consent(Purposes.GUIDANCE)
    clock.now += 599
    window.locker.idle.look()
    assert window.workplace is place


def test_a_film_that_plays_keeps_it_open_a_loop_does_not(
    window: MainWindow, clock: Clock, place: Workplace, family: Family, drawn: Path
) -> None:
    film = family.film(drawn)
    marked = family.moment(film)
    page = prepare(place, film.id, marked.span.start, marked.id)
    page.player.play()
    clock.now += 10_000
    window.locker.idle.look()
    assert window.workplace is place
    page.player.play_looped(marked.span)
    clock.now += 601
    window.locker.idle.look()
    assert window.workplace is None
