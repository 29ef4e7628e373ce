"""The page of a case: kinds, cycles, films' cards, and undoing what was changed there."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.test_cases import bring_in, opened
from tests.media.drawn_films import draw_film
from vigtool.domain.cases import FAMILY_KIND, Recording
from vigtool.domain.cycles import Cycle, CycleFilm, Part, SyncedBy, seconds_between
from vigtool.domain.identifiers import CaseId, CycleId, KindId, PackId, RecordingId
from vigtool.domain.kinds import KindWord
from vigtool.domain.people import Role
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import STANDARD_PURPOSES, Purposes
from vigtool.exchange.principle_packs import to_json
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.cases.cases_page import CasesPage
from vigtool.gui.cases.clock_form import ClockForm
from vigtool.gui.cases.cycle_form import CycleForm
from vigtool.gui.cases.cycle_place import Place, next_place
from vigtool.gui.cases.film_form import FilmForm
from vigtool.gui.cases.kind_choice import KindChoice
from vigtool.gui.main_window import MainWindow
from vigtool.gui.principles.pack_dialog import PackDialog
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.labels import ElidedLabel
from vigtool.services.cases import case, cases
from vigtool.services.kinds import kind, kinds
from vigtool.services.people import people
from vigtool.services.principles import add_pack, built_in
from vigtool.services.recordings import recordings
from vigtool.services.sessions import add_session
from vigtool.services.workspace import Workspace

TEAM, GROUP, TEACHING = (KindId(name) for name in ("team", "group-programme", "teaching"))


@pytest.fixture
def two_films(drawn: Path, tmp_path: Path) -> list[Path]:
    second = tmp_path / "second.mp4"
    draw_film(second, frames=12)
    return [drawn, second]


def film_form(page: CasePage) -> FilmForm:
    form = page.films.list.form
    assert isinstance(form, FilmForm)
    return form


def steps(page: CasePage) -> list[str]:
    return [entry.text() for entry in page.history.undo_menu.actions()]


def parts_of(cycles: Iterable[Cycle]) -> list[list[Part]]:
    return [[film.part for film in cycle.films] for cycle in cycles]


def test_a_case_is_opened_as_one_of_a_kind(qtbot: QtBot, vault: Workspace) -> None:
    page = CasesPage(vault)
    qtbot.addWidget(page)
    assert page.form is not None
    assert page.form.kind.chosen == FAMILY_KIND
    page.form.name.setText("Teamet")
    page.form.kind.box.setCurrentIndex(page.form.kind.box.findData(TEAM))
    assert page.form.kind.about.text() == kind(TEAM).description.en
    page.form.add_button.click()
    assert [one.kind for one in cases(vault)] == [TEAM]


def test_every_kind_can_be_chosen_and_a_strange_one_is_kept(qtbot: QtBot) -> None:
    choice = KindChoice(kinds(), KindId("from-the-future"))
    qtbot.addWidget(choice)
    assert [choice.box.itemData(place) for place in range(len(kinds()))] == [one.id for one in kinds()]
    assert (choice.chosen, choice.kind) == ("from-the-future", None)
    assert "newer version" in choice.about.text()


def test_the_kind_is_changed_and_brought_back(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    page.facts.kind_button.click()
    assert page.facts.choice is not None
    page.facts.choice.box.setCurrentIndex(page.facts.choice.box.findData(TEACHING))
    page.facts.keep_button.click()
    assert case(family.ws, family.case.id).kind == TEACHING
    assert page.question.heading.text() == kind(TEACHING).word(KindWord.QUESTION).en
    page.history.undo_button.click()
    assert case(family.ws, family.case.id).kind == FAMILY_KIND
    assert "kind of case" in page.history.redo_button.toolTip()


def test_steps_are_undone_by_name_and_over_a_new_page(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    page.question.edit()
    page.question.field.setPlainText("What helps Aino to wait?")
    page.question.keep_button.click()
    page.offer_name()
    page.name_field.setText("Kallio 4")
    page.name_field.editingFinished.emit()
    assert (page.title.text(), steps(page)) == ("Kallio 4", ["name or helping question"] * 2)
    again = opened(qtbot, family)
    again.history.undo_menu.actions()[1].trigger()
    before = case(family.ws, family.case.id)
    assert (before.name, before.question) == ("Kallio 3", "How can we play in peace?")
    assert (again.title.text(), steps(again)) == ("Kallio 3", [])
    again.history.redo_menu.actions()[0].trigger()
    assert case(family.ws, family.case.id).question == "What helps Aino to wait?"


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([], Place(None, Part.FAMILY, new=True)),
        ([[]], Place(CycleId("0"), Part.FAMILY)),
        ([[Part.FAMILY]], Place(CycleId("0"), Part.REVIEW)),
        ([[Part.REVIEW]], Place(CycleId("0"), Part.FAMILY)),
        ([[Part.FAMILY, Part.REVIEW]], Place(None, Part.FAMILY, new=True)),
        ([[Part.FAMILY], [Part.FAMILY]], Place(CycleId("1"), Part.REVIEW)),
    ],
)
def test_the_next_film_fills_the_gap_of_the_last_cycle(parts: list[list[Part]], wanted: Place) -> None:
    made = []
    for number, shown in enumerate(parts):
        films = tuple(CycleFilm(RecordingId(f"{number}-{place}"), part) for place, part in enumerate(shown))
        made.append(Cycle(CycleId(str(number)), CaseId("case"), number + 1, films=films))
    assert next_place(made) == wanted


def test_films_come_into_cycles_as_they_are_brought_in(qtbot: QtBot, family: Family, two_films: list[Path]) -> None:
    family.consent(Purposes.GUIDANCE)
    page = opened(qtbot, family)
    bring_in(page, qtbot, two_films[0])
    assert parts_of(page.casework.book.cycles) == [[Part.FAMILY]]
    page.films.offer(two_films[1:])
    assert page.films.form is not None
    assert page.films.form.place.place.part is Part.REVIEW
    page.films.form.start_button.click()
    qtbot.waitUntil(lambda: page.films.form is None)
    assert parts_of(page.casework.book.cycles) == [[Part.FAMILY, Part.REVIEW]]
    assert len(page.films.list.sections) == 1


def test_films_that_come_together_come_into_one_new_cycle(qtbot: QtBot, family: Family, two_films: list[Path]) -> None:
    family.consent(Purposes.GUIDANCE)
    page = opened(qtbot, family)
    bring_in(page, qtbot, *two_films)
    assert parts_of(page.casework.book.cycles) == [[Part.FAMILY, Part.FAMILY]]


def test_a_film_is_renamed_moved_put_away_and_brought_back(qtbot: QtBot, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    page = opened(qtbot, family)
    page.films.list.rows[film.id].edit_button.click()
    form = film_form(page)
    form.name.setText("  Blocks on the floor ")
    form.people.choose([family.child.id])
    form.place.cycle.setCurrentIndex(form.place.cycle.findText("A new one"))
    form.place.part.setCurrentIndex(list(Part).index(Part.REVIEW))
    form.keep_button.click()
    (kept,) = recordings(family.ws, family.case.id)
    assert (kept.label, kept.people) == ("Blocks on the floor", (family.child.id,))
    assert parts_of(page.casework.book.cycles) == [[Part.REVIEW]]
    assert page.films.list.form is None
    page.films.list.edit_film(film.id)
    film_form(page).away_button.click()
    assert film.id not in page.films.list.rows
    assert page.films.list.away is not None
    page.films.list.away.show_button.click()
    page.films.list.away.buttons[film.id].click()
    assert film.id in page.films.list.rows
    assert steps(page)[:2] == ["bring a film back", "put a film away"]


def test_moving_a_film_to_a_new_cycle_is_one_step(qtbot: QtBot, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    page = opened(qtbot, family)
    place = page.films.list.place_film
    assert place(film.id, Place(None, Part.FAMILY, new=True))
    before, entries = page.casework.book, family.ws.vault.journal.count
    assert place(film.id, Place(None, Part.REVIEW, new=True))
    assert parts_of(page.casework.book.cycles) == [[], [Part.REVIEW]]
    assert family.ws.vault.journal.count == entries + 1
    page.history.undo_button.click()
    assert page.casework.book == before
    assert place(film.id, Place(None, Part.FAMILY))
    assert parts_of(page.casework.book.cycles) == [[]]
    assert steps(page)[0] == "take a film out of its cycle"


def test_a_film_needs_a_name_and_someone_in_it(qtbot: QtBot, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    page = opened(qtbot, family)
    page.films.list.edit_film(film.id)
    form = film_form(page)
    assert form.keep_button.isEnabled()
    form.name.setText("   ")
    assert not form.keep_button.isEnabled()
    form.name.setText("Blocks")
    form.people.choose([])
    assert not form.keep_button.isEnabled()


def test_a_cycle_is_named_and_removed_and_its_films_stay(qtbot: QtBot, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    page = opened(qtbot, family)
    page.films.cycle_button.click()
    (cycle,) = page.casework.book.cycles
    assert isinstance(page.films.list.form, CycleForm)
    page.films.list.form.question.setPlainText("What helps at bedtime?")
    page.films.list.form.keep_button.click()
    page.films.list.place_film(film.id, Place(cycle.id, Part.FAMILY))
    assert page.casework.book.cycles[0].question == "What helps at bedtime?"
    page.films.list.sections[cycle.id].remove_button.click()
    assert page.casework.book.cycles == ()
    assert list(page.films.list.rows) == [film.id]
    page.history.undo_button.click()
    assert parts_of(page.casework.book.cycles) == [[Part.FAMILY]]


def test_families_of_a_group_programme_are_named(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    page.facts.kind_chosen.emit(GROUP)
    page.people.offer_person()
    assert page.people.form is not None
    assert not page.people.form.family.isHidden()
    page.people.form.name.setText("Onni")
    page.people.form.family.setCurrentText("Kettu")
    page.people.form.add_button.click()
    assert [one.family for one in people(family.ws, family.case.id)] == ["", "", "Kettu"]
    page.people.offer_change(family.child)
    page.people.form.family.setCurrentText("Kettu")
    page.people.form.name.setText("Aino K")
    page.people.form.add_button.click()
    child = people(family.ws, family.case.id)[0]
    assert (child.name, child.family, child.role) == ("Aino K", "Kettu", Role.CHILD)
    page.history.undo_button.click()
    page.history.undo_button.click()
    assert people(family.ws, family.case.id)[0] == family.child


def test_only_the_kinds_own_purposes_are_asked_but_no_answer_is_hidden(qtbot: QtBot, family: Family) -> None:
    strange = next(one for one in STANDARD_PURPOSES if one not in kind(TEACHING).purposes)
    page = opened(qtbot, family)
    page.facts.kind_chosen.emit(TEACHING)
    assert page.people.grid is not None
    assert {purpose for _, purpose in page.people.grid.cells} == set(kind(TEACHING).purposes)
    family.consent(strange)
    page.people.refresh()
    assert strange in {purpose for _, purpose in page.people.grid.cells}


def test_who_may_only_look_changes_nothing(qtbot: QtBot, family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(family.ws), "read_only", property(lambda _ws: True))
    page = opened(qtbot, family)
    assert page.history.isHidden()
    assert not page.facts.kind_button.isEnabled()
    assert page.films.cycle_button.isHidden()


def test_a_film_that_was_put_away_and_comes_again_is_brought_back(qtbot: QtBot, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    page = opened(qtbot, family)
    page.films.list.edit_film(film.id)
    film_form(page).away_button.click()
    bring_in(page, qtbot, drawn)
    (back,) = [one for one in page.films.message.findChildren(Button) if one.text() == "Bring back"]
    back.click()
    assert list(page.films.list.rows) == [film.id]


@pytest.fixture
def beside(qtbot: QtBot, family: Family, two_films: list[Path]) -> CasePage:
    family.consent(Purposes.GUIDANCE)
    page = opened(qtbot, family)
    bring_in(page, qtbot, *two_films)
    return page


def clock_form(page: CasePage, film: Recording) -> ClockForm:
    page.films.list.rows[film.id].edit_button.click()
    film_form(page).clock_button.click()
    form = page.films.list.form
    assert isinstance(form, ClockForm)
    return form


def test_films_are_put_on_one_clock_by_ear_and_taken_off_it(family: Family, beside: CasePage) -> None:
    first, second = recordings(family.ws, family.case.id)
    form = clock_form(beside, second)
    assert (form.other_film, form.now.text()) == (first.id, "Not on one clock yet.")
    assert form.off_button.isHidden()
    form.here.setText("0.15")
    form.there.setText("0.65")
    form.ear_button.click()
    places = {film.recording: film for film in beside.casework.book.cycles[0].films}
    assert seconds_between(places[second.id], places[first.id]) == Fraction(1, 2)
    assert {film.synced_by for film in places.values()} == {SyncedBy.EAR}
    form = clock_form(beside, first)
    assert form.now.text() == f"{first.label} begins 0.50 s before {second.label}."
    form.off_button.click()
    assert beside.casework.book.cycles[0].films[0].synced_by is None
    assert steps(beside)[:2] == ["take a film off the clock", "put films on one clock"]


def test_films_without_a_common_sound_are_told_and_nothing_changes(
    qtbot: QtBot, family: Family, beside: CasePage
) -> None:
    first, _second = recordings(family.ws, family.case.id)
    form = clock_form(beside, first)
    form.listen_button.click()
    assert not form.listen_button.isEnabled()
    qtbot.waitUntil(form.listen_button.isEnabled)
    assert form.message.isVisible()
    assert form.use_button.isHidden()
    assert {film.synced_by for film in beside.casework.book.cycles[0].films} == {None}


def _texts(box: QComboBox) -> list[str]:
    return [box.itemText(place) for place in range(box.count())]


def test_principles_are_chosen_from_the_page_of_the_case(window: MainWindow, family: Family) -> None:
    own = to_json(replace(built_in(), id=PackId("own-words"), name=Wording("Omat", "Egna", "Our own")))
    add_pack(family.ws, own)
    window.enter(family.ws)
    place = window.workplace
    assert place is not None
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    page.facts.pack_button.click()
    (dialog,) = place.findChildren(PackDialog)
    dialog.choice.box.setCurrentText(next(one for one in _texts(dialog.choice.box) if "Our own" in one))
    dialog.choice.use_button.click()
    assert page.facts.pack_button.accessibleName() == "Principles: Our own"
    assert page.facts.pack_button.text() == "Our own"
    assert steps(page)[0] == "principles of the case"
    window.close()


def test_a_case_says_what_is_usual_and_in_the_words_of_its_kind(qtbot: QtBot, family: Family) -> None:
    page = opened(qtbot, family)
    assert page.films.planned.text() == "Cycle: 1 to 6 are usual"
    page.facts.kind_chosen.emit(GROUP)
    about = kind(GROUP)
    usual = f"Cycle: {about.cycles.fewest} to {about.cycles.most} are usual"
    assert (page.films.planned.text(), about.cycles.most) == (usual, 10)
    assert about.description.en in {one.text() for one in page.facts.findChildren(QLabel)}
    page.sessions.offer_session()
    assert page.sessions.form is not None
    assert page.sessions.form.words.accessibleName() == "Family, in their own words"
    add_session(family.ws, family.case.id, present=[family.parent.id])
    page.sessions.refresh()
    assert next(one.accessibleName() for one in page.sessions.findChildren(ElidedLabel)).endswith("Group session")
