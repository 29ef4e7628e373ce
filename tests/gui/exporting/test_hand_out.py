from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Unpack

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.exporting.fake_jobs import HeldJob, ordered
from tests.gui.exporting.handing_out import choose, made
from tests.gui.family import Family
from vigtool.domain.cases import Recording
from vigtool.domain.events import ClipExported, StillExported
from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.masking import Box, MaskPoint
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Purpose, Purposes
from vigtool.domain.renditions import CaptionsAs, ClipForm
from vigtool.domain.ticks import Span
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.exporting import errand_list, hand_out_dialog
from vigtool.gui.exporting.errands import State
from vigtool.gui.exporting.errands_dialog import ErrandsDialog
from vigtool.gui.exporting.forms import Form
from vigtool.gui.exporting.hand_out_dialog import COVER, LOOK, MORE, HandOutDialog
from vigtool.gui.main_window import MainWindow
from vigtool.gui.shared.starred import StarredLine
from vigtool.gui.workplace import Workplace
from vigtool.services.case_editing import set_people
from vigtool.services.errors import NotCovered
from vigtool.services.event_codec import decode
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.masking import MaskingDesk
from vigtool.services.previews import Preview, preview
from vigtool.services.recordings import frame_times
from vigtool.services.reels import ReelOptions
from vigtool.services.workspace import Workspace

Gap = tuple[RecordingId, Span, PersonId, int, QWidget]


@pytest.fixture
def film(family: Family, drawn: Path) -> Recording:
    return family.film(drawn)


@pytest.fixture
def two(family: Family, film: Recording) -> list[Moment]:
    return [family.moment(film), mark_frames(family.ws, film.id, first=22, end=27, title="The tower")]


@pytest.fixture
def gaps() -> list[Gap]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, family: Family, two: list[Moment], tmp_path: Path, gaps: list[Gap]) -> HandOutDialog:
    made = HandOutDialog(family.ws, [one.id for one in two], covering=lambda *told: gaps.append(told))
    qtbot.addWidget(made)
    made.choice.line.setText(str(tmp_path / "out"))
    made.show()
    return made


def go_there(dialog: HandOutDialog) -> None:
    (button,) = dialog.message.findChildren(QPushButton)
    button.click()


def left(family: Family) -> list[ClipExported | StillExported]:
    found = []
    for seq in range(family.ws.vault.journal.count):
        envelope, body = family.ws.vault.journal.read(seq)
        event = None if body is None else decode(envelope.act, body)
        found += [event] if isinstance(event, ClipExported | StillExported) else []
    return found


def test_several_moments_become_a_reel_in_the_order_that_is_chosen(
    dialog: HandOutDialog, family: Family, two: list[Moment], qtbot: QtBot, tmp_path: Path
) -> None:
    family.consent(Purposes.FAMILY_COPY)
    assert dialog.choice.chosen_form() is Form.REEL
    dialog.moments.shift(0, 1)
    dialog.choice.recipient.setText("the grandmother")
    assert made(dialog, qtbot, tmp_path / "reel.mp4") == [State.DONE]
    events = left(family)
    assert [one.moment for one in events if isinstance(one, ClipExported)] == [two[1].id, two[0].id]
    assert len({one.sha256 for one in events}) == 1
    assert {one.recipient for one in events} == {"the grandmother"}


def test_single_clips_go_into_a_folder_and_replace_nothing(
    dialog: HandOutDialog, family: Family, qtbot: QtBot, tmp_path: Path
) -> None:
    family.consent(Purposes.FAMILY_COPY)
    choose(dialog, Form.CLIPS)
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "clip 01.mp4").write_text("older")
    assert made(dialog, qtbot, tmp_path / "clips") == [State.DONE, State.DONE]
    assert (tmp_path / "clips" / "clip 01.mp4").read_text() == "older"
    assert sorted(one.name for one in (tmp_path / "clips").glob("*.mp4"))[1:] == ["clip 02.mp4", "clip 03.mp4"]


@pytest.mark.parametrize(("form", "ending"), [(Form.PICTURE, ".png"), (Form.CARD, ".pdf")])
def test_key_pictures_and_cards_go_out_each_with_its_entry(
    dialog: HandOutDialog, family: Family, qtbot: QtBot, tmp_path: Path, form: Form, ending: str
) -> None:
    choose(dialog, form)
    dialog.choice.purpose.setCurrentIndex(dialog.choice.purpose.findData(Purposes.GUIDANCE))
    assert dialog.more.heads[MORE].isHidden()
    assert not dialog.choice.preset.isEnabled()
    assert dialog.choice.says.text() == "The key picture as it is in the film, nothing added."
    assert dialog.checks.compared.isHidden()
    assert made(dialog, qtbot, tmp_path / "pages") == [State.DONE, State.DONE]
    assert len(list((tmp_path / "pages").glob(f"*{ending}"))) == 2
    assert len(left(family)) == 2


def test_a_sealed_copy_waits_for_the_same_passphrase_twice(
    dialog: HandOutDialog, family: Family, qtbot: QtBot, tmp_path: Path
) -> None:
    family.consent(Purposes.FAMILY_COPY)
    choose(dialog, Form.SEALED)
    dialog.choice.line.setText(str(tmp_path / "copy"))
    secret = dialog.choice.secret
    secret.take_own.click()
    secret.first.line.setText("the red brick is here")
    secret.second.line.setText("the red brick was here")
    assert not dialog.export_button.isEnabled()
    secret.second.line.setText("the red brick is here")
    assert dialog.export_button.isEnabled()
    assert "age -d -o copy.zip copy.age" in dialog.choice.hint.text()
    assert made(dialog, qtbot, tmp_path / "copy") == [State.DONE]
    assert (tmp_path / "copy.age").read_bytes().startswith(b"age-encryption.org/v1")
    assert {one.form for one in left(family)} == {"copy"}
    assert dialog.list.no_longer_sealed.isHidden()


def test_a_preset_sets_what_is_wished_and_each_wish_can_be_changed(dialog: HandOutDialog, two: list[Moment]) -> None:
    choose(dialog, Form.REEL, "training-day")
    wish = dialog.wishes.wish_of(two[0])
    assert (wish.card, wish.freeze, wish.captions_as) == (Fraction(4), Fraction(3), CaptionsAs.BURNT_IN)
    assert dialog.wishes.chosen_size() == (1920, 1080)
    assert dialog.choice.chosen_purpose() == Purposes.TRAINING
    dialog.wishes.card.setValue(1.5)
    dialog.wishes.lead_in.setValue(0.2)
    assert not dialog.wishes.more_shown.isHidden()
    changed = dialog.wishes.wish_of(two[0])
    assert (changed.card, changed.lead_in, changed.freeze) == (Fraction(3, 2), Fraction(1, 5), Fraction(3))
    choose(dialog, Form.REEL, "")
    assert dialog.wishes.wish_of(two[0]).is_plain


@pytest.mark.parametrize("form", [Form.COPY, Form.SEALED])
def test_a_familys_copy_has_its_words_in_the_picture_or_none(
    dialog: HandOutDialog, two: list[Moment], form: Form
) -> None:
    choose(dialog, Form.REEL, "supervision")
    captions = dialog.wishes.captions
    assert captions.currentData() == CaptionsAs.BESIDE
    choose(dialog, form, "supervision")
    assert captions.findData(CaptionsAs.BESIDE) == -1
    assert dialog.wishes.wish_of(two[0]).captions_as is CaptionsAs.BURNT_IN
    choose(dialog, form, "training-day")
    choose(dialog, form, "supervision")
    assert dialog.wishes.wish_of(two[0]).captions_as is CaptionsAs.BURNT_IN
    captions.setCurrentIndex(captions.findData(CaptionsAs.NOWHERE))
    choose(dialog, Form.REEL, "supervision")
    assert dialog.wishes.wish_of(two[0]).captions_as is CaptionsAs.NOWHERE
    captions.setCurrentIndex(captions.findData(CaptionsAs.BESIDE))
    assert dialog.wishes.wish_of(two[0]).captions_as is CaptionsAs.BESIDE


def test_the_preview_of_a_familys_copy_asks_for_a_copy(dialog: HandOutDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[ClipForm] = []

    def noted(
        ws: Workspace, ids: Sequence[MomentId], purpose: Purpose, form: ClipForm, **more: Unpack[ReelOptions]
    ) -> Preview:
        asked.append(form)
        return preview(ws, ids, purpose, form, **more)

    monkeypatch.setattr(hand_out_dialog, "preview", noted)
    for form in (Form.REEL, Form.CLIPS, Form.COPY, Form.SEALED):
        choose(dialog, form)
        dialog.look()
    assert asked == [ClipForm.CLIP, ClipForm.CLIP, ClipForm.COPY, ClipForm.COPY]


def test_a_slow_part_and_a_pause_with_words_lie_where_they_were_set(
    qtbot: QtBot, family: Family, film: Recording, two: list[Moment]
) -> None:
    dialog = HandOutDialog(family.ws, [two[0].id])
    qtbot.addWidget(dialog)
    choose(dialog, Form.CLIPS)
    dialog.wishes.slow.choose("part")
    dialog.wishes.slow.begin.setValue(0.1)
    dialog.wishes.slow.end.setValue(0.3)
    dialog.wishes.pauses.add()
    (line,) = dialog.wishes.pauses.lines
    line.at.setValue(0.2)
    line.words.setText("Look here")
    wish, times = dialog.wishes.wish_of(two[0]), frame_times(family.ws, film.id)
    assert wish.slow is not None
    assert times.time_base.seconds(wish.slow.start - two[0].span.start) == Fraction(1, 10)
    assert abs(times.time_base.seconds(wish.slow.length) - Fraction(1, 5)) < Fraction(1, 100)
    (pause,) = wish.pauses
    assert (pause.words, pause.seconds) == ("Look here", Fraction(3))
    assert times.time_base.seconds(pause.tick - two[0].span.start) == Fraction(1, 5)


def test_somebody_who_is_to_be_covered_is_led_to_the_first_gap_and_then_leaves_covered(
    dialog: HandOutDialog,
    family: Family,
    film: Recording,
    two: list[Moment],
    gaps: list[Gap],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    choose(dialog, Form.REEL)
    dialog.choice.purpose.setCurrentIndex(dialog.choice.purpose.findData(Purposes.GUIDANCE))
    dialog.more.turn(COVER)
    dialog.cover.people.choose([family.child.id])
    dialog.export_button.click()
    assert "Aino is still open" in dialog.message.accessibleName()
    assert not dialog.errands.listed
    go_there(dialog)
    (recording, span, person, frame, over) = gaps.pop()
    assert (recording, person, frame, over) == (film.id, family.child.id, 5, dialog)
    assert span == two[0].span
    assert "Masked, not anonymous" in dialog.cover.promise.text()
    covered(family, film, range(30))
    qtbot.waitUntil(lambda: dialog.cover.gaps == [] and bool(dialog.cover.chosen()))
    assert made(dialog, qtbot, tmp_path / "covered.mp4") == [State.DONE]
    assert {one.masked for one in left(family)} == {(family.child.id,)}


def test_the_preview_shows_each_piece_and_puts_nothing_on_record(
    dialog: HandOutDialog, family: Family, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, Form.REEL, "family")
    before = family.ws.vault.journal.count
    dialog.more.turn(LOOK)
    assert [one.accessibleName() for one in dialog.strip.tiles] == [
        "Card  3.0 s",
        "Film  0.6 s",
        "Card  3.0 s",
        "Film  0.2 s",
    ]
    qtbot.waitUntil(lambda: not any(one.picture.pixmap().isNull() for one in dialog.strip.tiles))
    assert "stays in the vault" in dialog.strip.verdict.text()
    assert "Aino has not been asked yet" in dialog.strip.told.text()
    assert family.ws.vault.journal.count == before
    assert not list(tmp_path.glob("out*"))
    family.consent(Purposes.FAMILY_COPY)
    qtbot.waitUntil(lambda: "It can leave" in dialog.strip.verdict.text())


def covered(family: Family, film: Recording, frames: range) -> None:
    desk, times = MaskingDesk(family.ws, film.id), frame_times(family.ws, film.id)
    points = [MaskPoint(times.tick_of(n), Box(10, 10, 60, 60)) for n in frames]
    desk.edit("box", desk.masking.with_mask(desk.new_mask(family.child.id).with_points(points)))


def test_a_row_that_was_kept_for_a_gap_leads_there(
    dialog: HandOutDialog, family: Family, film: Recording, two: list[Moment], gaps: list[Gap], qtbot: QtBot
) -> None:
    covered(family, film, range(30))
    choose(dialog, Form.REEL)
    dialog.choice.purpose.setCurrentIndex(dialog.choice.purpose.findData(Purposes.GUIDANCE))
    dialog.cover.people.choose([family.child.id])
    dialog.export_button.click()
    desk, times = MaskingDesk(family.ws, film.id), frame_times(family.ws, film.id)
    desk.edit("clear", desk.masking.with_mask(desk.masking.masks[0].without(times.span(10, 12))))
    qtbot.waitUntil(lambda: not dialog.errands.busy, timeout=60_000)
    (row,) = dialog.list.rows
    assert row.errand.state is State.KEPT
    row.cover_button.click()
    assert gaps == [(film.id, two[0].span, family.child.id, 10, dialog)]


def test_a_gap_beside_what_was_to_leave_is_led_to_by_itself(
    dialog: HandOutDialog, family: Family, film: Recording, gaps: list[Gap], qtbot: QtBot, tmp_path: Path
) -> None:
    job = HeldJob(tmp_path / "a", error=NotCovered(film.id, family.child.id, (range(21, 23),)))
    job.go_on.set()
    dialog.errands.add(ordered(job), family.case.id)
    qtbot.waitUntil(lambda: not dialog.errands.busy)
    dialog.list.rows[0].cover_button.click()
    assert gaps == [(film.id, frame_times(family.ws, film.id).span(21, 23), family.child.id, 21, dialog)]


def test_somebody_to_be_covered_who_is_in_none_of_the_films_is_led_to_the_first_frame(
    dialog: HandOutDialog, family: Family, film: Recording, two: list[Moment], gaps: list[Gap]
) -> None:
    set_people(family.ws, film.id, [family.child.id])
    choose(dialog, Form.REEL)
    dialog.choice.purpose.setCurrentIndex(dialog.choice.purpose.findData(Purposes.GUIDANCE))
    dialog.cover.people.choose([family.parent.id])
    dialog.look()
    assert [one.person for one, _way in dialog.cover.gaps] == [family.parent.id]
    dialog.export_button.click()
    go_there(dialog)
    assert gaps == [(film.id, two[0].span, family.parent.id, 5, dialog)]


@pytest.fixture
def handing(place: Workplace, family: Family, film: Recording, tmp_path: Path) -> HandOutDialog:
    family.consent(Purposes.FAMILY_COPY)
    shown = place.export(family.moment(film).id)
    shown.choice.line.setText(str(tmp_path / "clip.mp4"))
    return shown


def test_the_queue_goes_on_when_the_window_of_it_is_closed(
    handing: HandOutDialog, place: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    handing.export_button.click()
    handing.close()
    assert place.busy
    assert place.leaving.line.isVisible()
    assert "1 thing is being handed out" in place.leaving.line.words.text()
    qtbot.waitUntil(lambda: not place.busy, timeout=60_000)
    assert (tmp_path / "clip.mp4").is_file()
    assert place.leaving.line.words.text() == "What you handed out is ready."
    shown = place.leaving.show_errands()
    assert shown.list.rows[0].outcome is not None
    shown.close()
    assert not place.leaving.line.isVisible()


def test_what_would_stop_the_queue_leads_to_it_instead(
    handing: HandOutDialog, window: MainWindow, place: Workplace, qtbot: QtBot
) -> None:
    handing.export_button.click()
    handing.close()
    window.speak("fi")
    assert window.workplace is place
    (shown,) = [one for one in place.findChildren(ErrandsDialog) if one.isVisible()]
    shown.list.rows[0].stop_button.click()
    qtbot.waitUntil(lambda: not place.busy, timeout=60_000)
    assert place.leaving.errands.listed[0].state is State.STOPPED


def test_a_receipt_is_made_of_what_left(
    handing: HandOutDialog, place: Workplace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errand_list, "choose_pdf", lambda *_told: tmp_path / "receipt.pdf")
    handing.export_button.click()
    qtbot.waitUntil(lambda: not place.busy, timeout=60_000)
    handing.list.rows[0].receipt_asked.emit()
    qtbot.waitUntil(lambda: not place.busy, timeout=60_000)
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF")
    assert [one.state for one in place.leaving.errands.listed] == [State.DONE, State.DONE]


def test_the_chosen_moments_of_a_case_are_handed_out_from_its_page(
    place: Workplace, family: Family, film: Recording, two: list[Moment]
) -> None:
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    (line,) = page.findChildren(StarredLine)
    assert not line.isVisible()
    desk = MarkingDesk(family.ws, film.id)
    for number, one in enumerate(reversed(two)):
        desk.edit("star", desk.marks.with_moment(replace(one, starred=True, place=number)))
    page.casework.changed.emit()
    assert line.words.text() == "2 moments are chosen for the review."
    line.look_button.click()
    (shown,) = place.findChildren(HandOutDialog)
    assert [one.id for one in shown.moments.chosen] == [two[1].id, two[0].id]
    shown.moments.take_out(0)
    assert shown.choice.chosen_form() is Form.CLIPS
    assert [one.id for one in shown.moments.others()] == [two[1].id]
