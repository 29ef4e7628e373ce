"""Marks leave and come in by a dialog that says beforehand what is lost, and touches no file in the window's thread."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.accessibility.exchange_scenes import FOREIGN
from tests.gui.family import Family
from tests.gui.seen import clipped
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.exchange.annotations.format_names import Format
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.exchanging.marks_in_dialog import MOST_KINDS, MarksInDialog
from vigtool.gui.exchanging.marks_out_dialog import MarksOutDialog
from vigtool.gui.exchanging.who_is_who import MOST
from vigtool.gui.preparing.edits import step_words
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.workplace import Workplace
from vigtool.services.consents import record_consent
from vigtool.services.marking import MarkingDesk, moments


@pytest.fixture
def film(family: Family, drawn: Path) -> Recording:
    made = family.film(drawn)
    family.moment(made)
    return made


@pytest.fixture
def out(qtbot: QtBot, family: Family, film: Recording, tmp_path: Path) -> MarksOutDialog:
    made = MarksOutDialog(family.ws, film.id)
    qtbot.addWidget(made)
    made.choice.line.setText(str(tmp_path / "marks.eaf"))
    made.show()
    qtbot.waitUntil(lambda: made.losses is not None)
    return made


@pytest.fixture
def into(qtbot: QtBot, family: Family, film: Recording) -> MarksInDialog:
    made = MarksInDialog(family.ws, film.id)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog: MarksOutDialog, format_: Format) -> None:
    dialog.choice.format.setCurrentIndex(dialog.choice.format.findData(format_))


def look_at(dialog: MarksInDialog, qtbot: QtBot, path: Path, text: str) -> None:
    path.write_text(text)
    dialog.look_at(path)
    qtbot.waitUntil(lambda: not dialog.job.running)


def test_what_is_lost_is_told_for_each_format_before_anything_is_written(out: MarksOutDialog, tmp_path: Path) -> None:
    assert out.told is not None
    assert out.told.told == []
    choose(out, Format.VTT)
    assert out.told.told == []
    before = set(tmp_path.iterdir())
    choose(out, Format.VTT_CAPTIONS)
    assert "titles: 1" in out.told.told
    assert set(tmp_path.iterdir()) == before
    assert clipped(out) == []


def test_the_ending_follows_the_format_and_only_edit_lists_speak_of_clips(out: MarksOutDialog, tmp_path: Path) -> None:
    choose(out, Format.OTIO)
    assert out.choice.target() == tmp_path / "marks.otio"
    assert out.choice.beside.isVisible()
    choose(out, Format.BORIS)
    assert out.choice.target() == tmp_path / "marks.boris"
    assert not out.choice.beside.isVisible()
    (tmp_path / "marks.csv").write_text("older")
    choose(out, Format.CSV)
    assert out.choice.target() == tmp_path / "marks 2.csv"


def test_a_file_is_saved_and_what_became_of_it_is_said(out: MarksOutDialog, qtbot: QtBot, tmp_path: Path) -> None:
    out.choice.recipient.setText("Tampere")
    out.export_button.click()
    qtbot.waitUntil(lambda: out.report is not None)
    text = (tmp_path / "marks.eaf").read_text("utf-8")
    assert "The red brick" in text
    assert "1 moment is in the file." in out.message.accessibleName()
    assert not out.choice.isVisible()
    qtbot.waitUntil(lambda: clipped(out) == [])


def test_names_stay_in_the_vault_unless_they_are_asked_for(out: MarksOutDialog) -> None:
    assert not out.choice.wish().named
    out.choice.names.setChecked(True)
    assert out.choice.wish().named


def test_a_refusal_is_explained_and_leads_to_the_consents(
    out: MarksOutDialog, family: Family, qtbot: QtBot, tmp_path: Path
) -> None:
    out.choice.purpose.setCurrentIndex(out.choice.purpose.findData(Purposes.RESEARCH))
    out.export_button.click()
    assert out.refusal.isVisible()
    assert "Aino has not been asked yet: Research" in out.refusal.accessibleDescription()
    assert not (tmp_path / "marks.eaf").exists()
    with qtbot.waitSignal(out.consents_asked) as asked:
        out.refusal.consents_asked.emit()
    assert asked.args == [family.case.id]


def test_without_a_place_nothing_can_be_saved(out: MarksOutDialog) -> None:
    out.choice.line.clear()
    assert not out.export_button.isEnabled()
    out.export()
    assert not out.job.running


def test_a_file_is_shown_before_it_comes_in_and_who_is_who_can_be_said(
    into: MarksInDialog, family: Family, film: Recording, qtbot: QtBot, tmp_path: Path
) -> None:
    look_at(into, qtbot, tmp_path / "foreign.vtt", FOREIGN)
    assert into.kinds is not None
    assert into.who is not None
    assert list(into.kinds.boxes) == ["initiative", "reception", ""]
    assert into.who.people() == {"Jonna": None, "Marja": family.parent.id}
    assert len(moments(family.ws, film.id)) == 1
    into.who.choices["Jonna"].setCurrentIndex(1)
    into.kinds.choose(["initiative", "reception"])
    assert clipped(into) == []
    with qtbot.waitSignal(into.taken_in):
        into.take_button.click()
    added = moments(family.ws, film.id)[1:]
    assert [turn.person for one in added for turn in one.turns] == [family.child.id, family.parent.id]
    assert "2 moments were made." in into.message.accessibleName()
    assert clipped(into) == []


def test_what_is_no_such_file_is_told_and_another_can_be_chosen(
    into: MarksInDialog, family: Family, film: Recording, qtbot: QtBot, tmp_path: Path
) -> None:
    look_at(into, qtbot, tmp_path / "none.eaf", "<!DOCTYPE a><a/>")
    assert "document type" in into.message.accessibleName()
    assert into.choose_button.isEnabled()
    assert not into.take_button.isVisible()
    look_at(into, qtbot, tmp_path / "empty.vtt", "WEBVTT\n")
    assert not into.take_button.isVisible()
    assert len(moments(family.ws, film.id)) == 1


def test_the_windows_thread_touches_no_file(into: MarksInDialog, qtbot: QtBot, tmp_path: Path) -> None:
    into.look_at(tmp_path / "nothing-there.eaf")
    assert into.job.running
    assert not into.message.isVisible()
    qtbot.waitUntil(into.message.isVisible)
    assert into.read is None


def test_a_file_of_hundreds_of_kinds_and_people_asks_of_a_few(
    into: MarksInDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    cues = "".join(f"\n00:00.100 --> 00:00.200\n<v.k{n} Person {n}>x\n" for n in range(300))
    look_at(into, qtbot, tmp_path / "many.vtt", f"WEBVTT\n{cues}")
    assert into.kinds is None
    assert into.who is not None
    assert len(into.who.choices) == MOST
    assert len(into.who.people()) == 300
    assert MOST_KINDS < 300


def test_a_withdrawal_meanwhile_is_explained(
    into: MarksInDialog, family: Family, film: Recording, qtbot: QtBot, tmp_path: Path
) -> None:
    look_at(into, qtbot, tmp_path / "foreign.vtt", FOREIGN)
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    into.take_in()
    assert into.refusal.isVisible()
    assert len(moments(family.ws, film.id)) == 1


def test_the_row_of_a_film_leads_to_both_and_prepare_shows_what_came_in(
    place: Workplace, family: Family, film: Recording, qtbot: QtBot, tmp_path: Path
) -> None:
    place.show_film(film.id)
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    row = page.films.list.rows[film.id]
    to, from_ = row.marks_menu.actions()
    to.trigger()
    (leaving,) = place.findChildren(MarksOutDialog)
    leaving.close()
    from_.trigger()
    (coming,) = place.findChildren(MarksInDialog)
    look_at(coming, qtbot, tmp_path / "foreign.vtt", FOREIGN)
    with qtbot.waitSignal(coming.taken_in):
        coming.take_in()
    coming.close()
    place.go(ActionId.PREPARE)
    shown = place.pages[ActionId.PREPARE]
    assert isinstance(shown, PreparePage)
    assert len(shown.preparation.marks.moments) == 3
    assert step_words(MarkingDesk(family.ws, film.id).past[0]) == "bring in marks from a file"
