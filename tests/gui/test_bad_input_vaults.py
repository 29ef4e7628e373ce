"""Vaults that are open twice, packs and cases of other programs, and a newer program's journal: told calmly."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.exchange.sample_pack import Tree, changed
from tests.gui.family import Family
from tests.gui.seen import visible, words
from tests.gui.test_unlocking import open_form, unlock
from tests.services.casework import happened
from vigtool.domain.case_edits import CaseStep, described, of_kind
from vigtool.domain.cases import PackChoice, Recording
from vigtool.domain.identifiers import KindId, PackId
from vigtool.domain.moments import PrincipleSeen
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.cases.cases_page import CasesPage
from vigtool.gui.cases.film_choice_page import FilmChoicePage
from vigtool.gui.main_window import MainWindow
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.rows import RowButton
from vigtool.gui.workplace import Workplace
from vigtool.services.case_history import CaseDesk
from vigtool.services.cycles import add_cycle
from vigtool.services.marking import MarkingDesk
from vigtool.services.opening import open_workspace
from vigtool.services.principles import built_in, pack_of_case, packs
from vigtool.services.sessions import add_session
from vigtool.services.workspace import Workspace
from vigtool.vault.journal import EntryDraft


@pytest.fixture
def film(family: Family, drawn: Path) -> Recording:
    return family.film(drawn)


@pytest.fixture
def second(window: MainWindow, family: Family, film: Recording) -> Iterator[Workplace]:
    """A second window on a vault in which everything has been done."""
    family.moment(film)
    add_cycle(family.ws, family.case.id, name="First", question="What helps?")
    add_session(family.ws, family.case.id, words="It was good to see.")
    beside = open_workspace(family.ws.folder, "six plain words", read_only=True)
    window.enter(beside)
    assert window.workplace is not None
    yield window.workplace
    window.close()


def test_a_second_window_offers_nothing_that_it_cannot_do(second: Workplace, family: Family) -> None:
    count = family.ws.vault.journal.count
    listed = second.pages[ActionId.CASES]
    assert isinstance(listed, CasesPage)
    assert listed.new_button.isHidden()
    second.show_case(family.case.id)
    page = second.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    assert not list(visible(page, (QLineEdit, QPlainTextEdit)))
    offered = {one for one in visible(page, QAbstractButton) if one.isEnabled()}
    reading = {*page.findChildren(RowButton), page.back_button, page.facts.pack_button}
    assert page.people.grid is not None
    assert offered <= {*reading, page.people.print_button, *page.people.grid.sheets.values()}
    assert page.casework.past == page.casework.future == ()
    assert family.ws.vault.journal.count == count


def test_answers_are_only_read_in_a_second_window_and_left_again(second: Workplace, family: Family) -> None:
    second.show_case(family.case.id)
    page = second.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    assert page.people.grid is not None
    page.people.grid.sheets[family.child.id].click()
    sheet = page.people.sheet
    assert sheet is not None
    offered = {one for one in visible(sheet.form, QAbstractButton) if one.isEnabled()}
    assert offered == {sheet.form.leave_button}
    sheet.form.leave_button.click()
    assert page.people.sheet is None


def test_a_film_waits_in_a_second_window(second: Workplace, family: Family, film: Recording) -> None:
    count = family.ws.vault.journal.count
    second.show_film(film.id)
    page = second.pages[ActionId.PREPARE]
    assert isinstance(page, FilmChoicePage)
    assert "Films wait while the vault is open to look only." in words(page.message)
    assert family.ws.vault.journal.count == count


def test_what_the_first_window_writes_meanwhile_is_whole(second: Workplace, family: Family, film: Recording) -> None:
    second.show_case(family.case.id)
    desk = MarkingDesk(family.ws, film.id)
    desk.edit("title", desk.marks.with_moment(replace(desk.marks.moments[0], title="Written in the first window")))
    second.show_case(family.case.id)
    second.go(ActionId.LOG)
    assert [event for _, event in happened(family.ws)]
    later = open_workspace(family.ws.folder, "six plain words", read_only=True)
    assert [one.title for one in MarkingDesk(later, film.id).marks] == ["Written in the first window"]
    later.close()


def turn_in_a_circle(pack: Tree) -> None:
    items = pack["categories"][0]["items"]
    items[0]["under"], items[1]["under"] = items[1]["id"], items[0]["id"]


def leave_a_language_out(pack: Tree) -> None:
    pack["categories"][1]["name"].pop("sv")


def give_a_key_twice(pack: Tree) -> None:
    pack["categories"][1]["key"] = pack["categories"][0]["key"]


@pytest.mark.parametrize("spoil", [turn_in_a_circle, leave_a_language_out, give_a_key_twice])
def test_a_spoilt_pack_is_explained_by_line_and_changes_nothing(
    window: MainWindow, family: Family, film: Recording, tmp_path: Path, spoil: Callable[[Tree], None]
) -> None:
    window.enter(family.ws)
    assert window.workplace is not None
    window.workplace.show_film(film.id)
    count = family.ws.vault.journal.count
    (tmp_path / "pack.json").write_bytes(changed(spoil))
    dialog = window.workplace.choose_pack(family.case.id)
    dialog.load(tmp_path / "pack.json")
    told = dialog.choice.problems.lines.toPlainText().splitlines()
    assert told
    assert all(line.startswith("Line ") for line in told)
    assert packs(family.ws) == (built_in(),)
    assert pack_of_case(family.ws, family.case.id) == built_in()
    assert family.ws.vault.journal.count == count
    window.close()


def test_a_case_from_elsewhere_opens_with_what_is_at_hand(window: MainWindow, family: Family, film: Recording) -> None:
    seen = PrincipleSeen(PackId("somebody-elses"), 7, "waiting")
    marked = family.moment(film)
    marking = MarkingDesk(family.ws, film.id)
    marking.edit("principle", marking.marks.with_moment(replace(marked, principles=(seen,))))
    desk = CaseDesk(family.ws, family.case.id)
    desk.edit(CaseStep.PACK, described(desk.book, pack=PackChoice(PackId("somebody-elses"), 7)))
    desk.edit(CaseStep.KIND, of_kind(desk.book, KindId("from-the-future")))
    family.consent(Purposes.TRAINING)  # as a kind that is not known may ask for it
    window.enter(family.ws)
    assert window.workplace is not None
    window.workplace.show_case(family.case.id)
    window.workplace.show_film(film.id)
    page = window.workplace.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    page.preparation.select(marked.id)
    chips = page.list.cards[marked.id].details.seen
    assert {chip.text() for chip in chips.chips.values()} == {"Words not at hand"}
    assert "It stays with the moment." in chips.hint.text()
    page.preparation.toggle_category(1)
    assert page.preparation.marks.moments[0].principles[0] == seen
    assert desk.book.case.pack == PackChoice(PackId("somebody-elses"), 7)
    assert desk.book.case.kind == "from-the-future"
    window.close()


@pytest.mark.parametrize("read_only", [False, True])
def test_an_entry_of_a_newer_program_is_told_and_the_vault_left_as_it_is(
    window: MainWindow, qtbot: QtBot, vault: Workspace, family: Family, *, read_only: bool
) -> None:
    draft = EntryDraft(vault.clock(), "film.sung-to", vault.id, family.case.id, family.case.id, ())
    vault.vault.journal.append(draft, b'{"song":"Tuu tuu tupakkarulla"}')
    journal = sorted((path.name, path.read_bytes()) for path in (vault.folder / "journal").iterdir())
    if not read_only:
        vault.close()
    form = open_form(window)
    unlock(form, vault.folder, "six plain words")
    qtbot.waitUntil(form.message.isVisible)
    if read_only:
        form.message.findChildren(QAbstractButton)[0].click()
    qtbot.waitUntil(lambda: "does not know" in form.message.accessibleName())
    assert "Update vigtool, then open it again." in form.message.accessibleName()
    assert window.workplace is None
    assert sorted((path.name, path.read_bytes()) for path in (vault.folder / "journal").iterdir()) == journal
