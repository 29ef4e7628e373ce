"""Texts that nobody expects: kept to the letter over a restart, and shown without breaking a page."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.seen import visible
from tests.media.drawn_films import draw_film
from vigtool.domain.cases import Recording
from vigtool.domain.cycles import Part
from vigtool.domain.identifiers import KindId
from vigtool.domain.moments import Turn, TurnKind
from vigtool.domain.purposes import Purposes
from vigtool.exchange.clip_sidecar import from_json as sidecar_from_json
from vigtool.exchange.session_log import from_json
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.cases.cycle_form import CycleForm
from vigtool.gui.cases.film_form import FilmForm
from vigtool.gui.exporting.hand_out_dialog import HandOutDialog
from vigtool.gui.main_window import SMALLEST, MainWindow
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.preparing.typed_fields import TitleField
from vigtool.gui.shared.pages import Page
from vigtool.gui.workplace import Workplace
from vigtool.services.case_editing import rename_film, rename_person
from vigtool.services.cases import cases, change_case, change_kind
from vigtool.services.clips import export_clip
from vigtool.services.cycles import add_cycle, cycles, put_film
from vigtool.services.importing import import_film
from vigtool.services.marking import MarkingDesk, mark_frames, moments
from vigtool.services.opening import open_workspace
from vigtool.services.people import people
from vigtool.services.recordings import recordings
from vigtool.services.session_logs import export_session_log
from vigtool.services.sessions import add_session
from vigtool.services.workspace import Workspace

LONG = "ä" * 10_000
TEXTS = {
    "one endless word": LONG,
    "ten thousand letters": "kuusi seitsemän " * 625 + "x",
    "emoji": "Aino \U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f1eb\U0001f1ee",
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 abc \u202e fed \u202c (1)",
    "combining marks": "Ze" + "\u0301\u0323\u0489" * 60 + " a\u0308iti",
    "control characters": "a\x00b\x07c\x1b[31md\x7fe\x9ff",
}


@pytest.fixture(params=list(TEXTS.values()), ids=list(TEXTS))
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def film(family: Family, drawn: Path) -> Recording:
    return family.film(drawn)


@pytest.fixture
def place(window: MainWindow, family: Family) -> Iterator[Workplace]:
    window.enter(family.ws)
    window.resize(*SMALLEST)
    assert window.workplace is not None
    yield window.workplace
    window.close()


def restarted(ws: Workspace) -> Workspace:
    return open_workspace(ws.folder, "six plain words", read_only=True)


def case_page(place: Workplace, family: Family) -> CasePage:
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    return page


def too_wide(page: QWidget) -> list[str]:
    """Name the parts that want more room than the page has: it does not scroll sideways."""
    assert isinstance(page, Page)
    QApplication.processEvents()
    return wider_than(page.view.viewport().width(), page.view.widget())


def wider_than(room: int, whole: QWidget | None) -> list[str]:
    assert whole is not None
    needs = ((part, QWidgetItem(part).minimumSize().width()) for part in visible(whole))
    return [f"{type(part).__name__}: {need}" for part, need in needs if need > room]


def describe(page: CasePage, film: Recording, text: str) -> None:
    """Type the text everywhere on the page of a case."""
    page.offer_name()
    page.name_field.setText(text)
    page.name_field.editingFinished.emit()
    page.question.edit()
    page.question.field.setPlainText(text)
    page.question.keep_button.click()
    page.people.offer_change(page.casework.book.people[0])
    assert page.people.form is not None
    page.people.form.name.setText(text)
    page.people.form.family.setCurrentText(text)
    page.people.form.add_button.click()
    page.films.cycle_button.click()
    form = page.films.list.form
    assert isinstance(form, CycleForm)
    form.name.setText(text)
    form.question.setPlainText(text)
    form.keep_button.click()
    page.films.list.edit_film(film.id)
    of_film = page.films.list.form
    assert isinstance(of_film, FilmForm)
    of_film.name.setText(text)
    of_film.place.cycle.setCurrentIndex(0)
    of_film.keep_button.click()


def test_what_is_said_of_a_case_is_kept_and_fits(place: Workplace, family: Family, film: Recording, text: str) -> None:
    change_kind(family.ws, family.case.id, KindId("group-programme"))
    mark_frames(family.ws, film.id, first=2, end=9, title=text)
    page = case_page(place, family)
    describe(page, film, text)
    assert not too_wide(page)
    page.films.list.edit_film(film.id)
    page.sessions.offer_session()
    page.people.offer_change(page.casework.book.people[0])
    assert not too_wide(page)
    place.show_cases()
    assert not too_wide(place.pages[ActionId.CASES])
    for other in (ActionId.PREPARE, ActionId.LOG):
        place.go(other)
        assert not too_wide(place.pages[other])
    later = restarted(family.ws)
    kept = cases(later)[0]
    assert (kept.name, kept.question) == (text, text)
    assert (people(later, kept.id)[0].name, people(later, kept.id)[0].family) == (text, text)
    assert recordings(later, kept.id)[0].label == text
    assert [(one.name, one.question) for one in cycles(later, kept.id)] == [(text, text)]
    later.close()


def test_what_is_said_of_a_moment_is_kept_and_fits(
    place: Workplace, family: Family, film: Recording, text: str, tmp_path: Path
) -> None:
    family.moment(film)
    draw_film(tmp_path / "review.mp4", frames=12)
    other = rename_film(family.ws, import_film(family.ws, tmp_path / "review.mp4", family.case.id).id, text)
    cycle = add_cycle(family.ws, family.case.id)
    put_film(family.ws, cycle.id, film.id, Part.FAMILY)
    put_film(family.ws, cycle.id, other.id, Part.REVIEW)
    place.show_film(film.id)
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    first = page.preparation.marks.moments[0].id
    page.preparation.select(first)
    details = page.list.cards[first].details
    for fold in details.folds.values():
        fold.set_open(is_open=True)
    page.list.add_turn()
    editor = details.turns.editor
    assert editor is not None
    fields = (details.title, details.note, details.review.question, editor.words)
    for field in fields:
        field.setFocus()
        if isinstance(field, TitleField):
            field.selectAll()
            field.insert(text)
            field.textEdited.emit(text)
        else:
            field.setPlainText(text)
        field.commit()
    assert not wider_than(page.list.width(), page.list)
    assert page.width() <= place.width()
    assert page.head.width() <= place.width()
    for part in (page.strip, page.list, page.head):
        assert not part.grab().isNull()
    later = restarted(family.ws)
    kept = moments(later, film.id)[0]
    assert (kept.title, kept.note, kept.question) == (text, text, text)
    assert [turn.words for turn in kept.turns] == [text]
    later.close()
    page.preparation.remove(first)
    for menu in page.head.findChildren(QMenu):
        assert menu.sizeHint().width() < SMALLEST[0]
    page.preparation.restore(first)
    assert [one.title for one in page.preparation.marks] == [text]


def test_clip_and_log_go_out_with_such_texts(
    qtbot: QtBot, family: Family, film: Recording, text: str, tmp_path: Path
) -> None:
    rename_film(family.ws, film.id, text)
    rename_person(family.ws, family.child.id, text)
    change_case(family.ws, family.case.id, name=text, question=text)
    family.consent(Purposes.FAMILY_COPY)
    marked = family.moment(film)
    desk = MarkingDesk(family.ws, film.id)
    turn = Turn(family.child.id, TurnKind.OWN, marked.span, text)
    desk.edit("note", desk.marks.with_moment(replace(marked, title=text, note=text, turns=(turn,))))
    held = add_session(family.ws, family.case.id, moments=[marked.id], present=[family.child.id], words=text)
    written = export_session_log(family.ws, held.id, tmp_path, "fi")
    read = from_json(written.json.read_bytes())
    assert (read.words, read.question, read.moments[0].title, read.moments[0].turns[0].words) == (text,) * 4
    assert written.pdf.read_bytes().startswith(b"%PDF")
    report = export_clip(family.ws, marked.id, Purposes.FAMILY_COPY, tmp_path / "clip.mp4")
    assert sidecar_from_json(report.sidecar.read_bytes())[0].moment == marked.id
    dialog = HandOutDialog(family.ws, [marked.id])
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert not wider_than(dialog.width(), dialog)
    assert dialog.height() < SMALLEST[1]


def test_half_a_letter_from_a_field_does_not_stop_the_work(qtbot: QtBot, family: Family) -> None:
    """Half of a pair of UTF-16 is no text: Qt leaves it out on its way here, and all the rest is kept."""
    page = CasePage(family.ws, family.case.id)
    qtbot.addWidget(page)
    page.offer_name()
    page.name_field.setText("Kal\ud83dlio")
    page.name_field.editingFinished.emit()
    page.question.edit()
    page.question.field.setPlainText("How\udc00?")
    page.question.keep_button.click()
    assert (cases(family.ws)[0].name, cases(family.ws)[0].question) == ("Kallio", "How?")
