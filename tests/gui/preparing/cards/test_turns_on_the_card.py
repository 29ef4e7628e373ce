"""Turns are added at the playhead, edited under their line, extended to the playhead, removed; drawn as a chain."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from tests.gui.preparing.cards.conftest import Set, Stand, a_moment, frame_times
from tests.gui.preparing.conftest import PEOPLE
from vigtool.domain.identifiers import PersonId
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.gui.preparing.cards.turn_editor import TurnEditor
from vigtool.gui.preparing.moment_details import MomentDetails
from vigtool.gui.shared.palettes import LIGHT

AINO, MARJA = PEOPLE[0].id, PEOPLE[1].id


def editor(details: MomentDetails) -> TurnEditor:
    assert details.turns.editor is not None
    return details.turns.editor


def choose(box: QComboBox, data: object) -> None:
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def add(stand: Stand, frame: int) -> None:
    stand.screen.show_frame(frame)
    stand.list.add_turn()


def test_two_key_presses_make_the_next_turn_of_the_chain(stand: Stand, moments: tuple[Moment, ...]) -> None:
    stand.open(moments[0])
    for frame in (110, 120, 130):
        add(stand, frame)
    turns = stand.now(moments[0]).turns
    assert [(one.person, one.kind) for one in turns] == [
        (AINO, TurnKind.INITIATIVE),
        (MARJA, TurnKind.RECEPTION),
        (AINO, TurnKind.RESPONSE),
    ]
    assert [stand.times.frames_of(one.span) for one in turns] == [range(110, 111), range(120, 121), range(130, 131)]


def test_who_what_words_and_frames_of_a_turn_are_changed(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    add(stand, 110)
    choose(editor(details).who, MARJA)
    choose(editor(details).what, TurnKind.RESPONSE)
    QTest.keyClicks(editor(details).words, "nods")
    stand.screen.show_frame(118)
    editor(details).end_button.click()
    stand.screen.show_frame(105)
    editor(details).begin_button.click()
    QTest.keyClick(editor(details).words, Qt.Key.Key_Return)
    (turn,) = stand.now(moments[0]).turns
    assert turn == Turn(MARJA, TurnKind.RESPONSE, stand.times.span(105, 119), "nods")
    assert details.turns.editor is None
    assert stand.given == 1


def test_a_turn_cannot_end_before_it_begins(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    add(stand, 110)
    stand.screen.show_frame(104)
    editor(details).end_button.click()
    (turn,) = stand.now(moments[0]).turns
    assert stand.times.frames_of(turn.span) == range(104, 105)
    stand.screen.show_frame(120)
    editor(details).begin_button.click()
    (turn,) = stand.now(moments[0]).turns
    assert stand.times.frames_of(turn.span) == range(120, 121)


def test_a_line_leads_to_its_turn(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    for frame in (110, 130):
        add(stand, frame)
    stand.screen.show_frame(0)
    details.turns.lines[0].click()
    assert stand.screen.frame == 110
    assert editor(details).turn.kind is TurnKind.INITIATIVE
    QApplication.processEvents()
    place = details.turns.lines[0].geometry().bottom()
    assert place < editor(details).y() < details.turns.lines[1].y()


def test_a_turn_is_removed_and_the_editor_goes_with_it(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    add(stand, 110)
    QTest.keyClicks(editor(details).words, "half writ")
    editor(details).remove_button.click()
    assert stand.now(moments[0]).turns == ()
    assert details.turns.editor is None
    stand.preparation.undo()
    assert [one.words for one in stand.now(moments[0]).turns] == ["half writ"]


def test_undoing_closes_the_editor_of_a_turn_that_is_gone(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    add(stand, 110)
    stand.preparation.undo()
    assert details.turns.editor is None
    assert details.turns.lines == []


def test_a_person_who_left_the_film_keeps_the_turn(set_up: Set) -> None:
    times = frame_times(300)
    gone = Turn(PersonId("gone00000001"), TurnKind.INITIATIVE, times.span(105, 106))
    moment = a_moment(times, 1, 100, 160).with_turn(gone)
    stand = set_up((moment,))
    details = stand.open(moment)
    details.folds["turns"].set_open(is_open=True)
    assert "no longer in this film" in details.turns.lines[0].accessibleName()
    details.turns.lines[0].click()
    assert editor(details).who.currentData() == gone.person
    choose(editor(details).what, TurnKind.RESPONSE)
    assert stand.now(moment).turns == (replace(gone, kind=TurnKind.RESPONSE),)


def test_own_words_name_a_turn_of_no_other_kind(set_up: Set) -> None:
    times = frame_times(300)
    moment = a_moment(times, 1, 100, 160).with_turn(Turn(AINO, TurnKind.OWN, times.span(105, 106), "hums"))
    details = set_up((moment,)).open(moment)
    assert details.chain.accessibleDescription().endswith("Aino: hums")


def test_the_chain_shows_a_sign_for_each_turn_in_its_lane(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    for frame in (110, 150):
        add(stand, frame)
    details.turns.close_editor()
    picture = details.chain.grab().toImage()
    links = details.chain.links()
    lane = details.chain.height() // 2
    assert [one.lane for one in links] == [0, 1]
    assert picture.pixelColor(round(links[0].x), lane // 2) == QColor(LIGHT.accent)
    ring = picture.pixelColor(round(links[1].x), lane + lane // 2)
    assert ring == QColor(LIGHT.surface)
    assert details.chain.accessibleDescription() == "0:04.4 Aino: Initiative\n0:06.0 Marja: Reception"


def test_a_click_on_the_chain_opens_the_turn(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    for frame in (110, 150):
        add(stand, frame)
    details.turns.close_editor()
    details.folds["turns"].set_open(is_open=False)
    link = details.chain.links()[0]
    at = QPoint(round(link.x), details.chain.height() // 4)
    QTest.mouseClick(details.chain, Qt.MouseButton.LeftButton, pos=at)
    assert stand.screen.frame == 110
    assert details.folds["turns"].is_open
    assert editor(details).turn.person == AINO


def test_nothing_is_added_where_nothing_may_be_changed(set_up: Set, moments: tuple[Moment, ...]) -> None:
    stand = set_up(moments, read_only=True)
    details = stand.open(moments[0])
    stand.list.add_turn()
    details.turns.add()
    assert stand.now(moments[0]).turns == ()
    assert not details.turns.add_button.isEnabled()
