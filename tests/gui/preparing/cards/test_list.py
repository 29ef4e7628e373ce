"""The list of moments: searched, ordered, dragged; 10,000 of them cost a few cards."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.cards.conftest import Set, Stand, a_moment, frame_times
from tests.gui.preparing.conftest import PEOPLE
from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.gui.preparing.cards.moment_choice import Order

MANY = 10_000


@pytest.fixture(scope="module")
def many() -> tuple[Moment, ...]:
    times = frame_times(MANY * 3 + 10)
    return tuple(a_moment(times, number, number * 3, number * 3 + 9, f"Hetki {number}") for number in range(MANY))


def seen(stand: Stand) -> list[MomentId]:
    """Name the moments whose cards are shown, from above."""
    cards = [card for card in stand.list.cards.values() if card.isVisible()]
    return [card.moment_id for card in sorted(cards, key=lambda card: card.y())]


def order_by(stand: Stand, order: Order) -> None:
    stand.list.header.order_entries[order].trigger()


def test_ten_thousand_moments_have_a_few_cards(set_up: Set, many: tuple[Moment, ...]) -> None:
    stand = set_up(many, frames=MANY * 3 + 10)
    assert len(stand.list.cards) < 40
    made = len(stand.list.column.sheet.children())
    for number in (MANY // 2, 7, MANY - 1):
        stand.preparation.select(many[number].id)
        card = stand.card(many[number])
        assert card.is_open
        top = card.mapTo(stand.list.column.viewport(), QPoint(0, 0)).y()
        assert 0 <= top < stand.list.column.viewport().height()
        assert len(stand.list.cards) < 40
    assert len(stand.list.column.sheet.children()) < made + 40


def test_scrolling_brings_the_cards_that_are_seen(set_up: Set, many: tuple[Moment, ...]) -> None:
    stand = set_up(many, frames=MANY * 3 + 10)
    bar = stand.list.column.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert many[-1].id in seen(stand)
    assert many[0].id not in stand.list.cards
    bottom = stand.card(many[-1]).geometry().bottom()
    assert bottom <= stand.list.column.sheet.height()


def test_only_pictures_of_cards_are_made(qtbot: QtBot, set_up: Set, many: tuple[Moment, ...]) -> None:
    stand = set_up(many, frames=MANY * 3 + 10)
    shown = many[0]
    qtbot.waitUntil(lambda: stand.thumbnails.image(0) is not None)
    assert stand.card(shown).key_frame == 0
    assert all(stand.thumbnails.image(number * 3) is None for number in range(100, MANY))


def test_cards_and_selection_follow_each_other(stand: Stand, moments: tuple[Moment, ...]) -> None:
    QTest.mouseClick(stand.card(moments[1]), Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
    assert stand.preparation.selected == moments[1].id
    assert stand.card(moments[1]).is_open
    stand.preparation.select(moments[0].id)
    assert [card.is_open for card in map(stand.card, moments)] == [True, False, False]


def test_the_picture_of_the_open_card_leads_to_the_key_frame(stand: Stand, moments: tuple[Moment, ...]) -> None:
    stand.open(moments[0])
    QTest.mouseClick(stand.card(moments[0]), Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert stand.screen.frame == 100


def test_searching_hides_and_says_so_and_one_click_shows_all(stand: Stand, moments: tuple[Moment, ...]) -> None:
    header = stand.list.header
    assert header.told.isHidden()
    QTest.keyClicks(header.search, "katse")
    assert seen(stand) == [moments[0].id]
    assert header.told.text() == "1 of 3 moments are shown"
    header.all_button.click()
    assert len(seen(stand)) == 3
    assert header.search.text() == ""
    assert header.told.isHidden()


def test_a_search_without_a_moment_is_said_calmly(stand: Stand) -> None:
    QTest.keyClicks(stand.list.header.search, "zzz")
    assert seen(stand) == []
    assert stand.list.header.told.text() == "No moment fits this."
    QTest.keyClick(stand.list.header.search, Qt.Key.Key_Escape)
    assert len(seen(stand)) == 3
    assert stand.given == 0
    QTest.keyClick(stand.list.header.search, Qt.Key.Key_Escape)
    assert stand.given == 1


def test_filters_by_star_person_and_principle(stand: Stand, moments: tuple[Moment, ...]) -> None:
    header, times = stand.list.header, stand.times
    stand.preparation.star(moments[1].id)
    stand.preparation.add_turn(moments[2].id, Turn(PEOPLE[1].id, TurnKind.RESPONSE, times.span(201, 202)))
    stand.open(moments[0]).categories.chips["c5"].click()
    stand.preparation.select(None)
    for entry, moment in (
        (header.starred, moments[1]),
        (header.persons[PEOPLE[1].id], moments[2]),
        (header.categories["c5"], moments[0]),
    ):
        entry.trigger()
        assert seen(stand) == [moment.id]
        entry.trigger()
        assert len(seen(stand)) == 3


def test_the_selected_moment_is_there_whatever_is_chosen(stand: Stand, moments: tuple[Moment, ...]) -> None:
    stand.list.header.starred.trigger()
    assert seen(stand) == []
    stand.preparation.select(moments[2].id)
    assert seen(stand) == [moments[2].id]
    stand.preparation.select(None)
    stand.list.header.show_all()
    assert len(seen(stand)) == 3


def test_orders(stand: Stand, moments: tuple[Moment, ...]) -> None:
    one, two, three = (moment.id for moment in moments)
    assert seen(stand) == [two, one, three]
    order_by(stand, Order.NEWEST)
    assert seen(stand) == [three, two, one]
    order_by(stand, Order.TITLE)
    assert seen(stand) == [one, two, three]


def drag(stand: Stand, moment: Moment, to: QPoint) -> None:
    """Carry a card to a place within the list's sheet."""
    card, sheet = stand.card(moment), stand.list.column.sheet
    QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
    far = card.mapFrom(sheet, to)
    for part in (1, 2, 3):
        QTest.mouseMove(card, QPoint(200, 20) + (far - QPoint(200, 20)) * part / 3)
        QApplication.processEvents()
    QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=far)


def test_cards_are_dragged_in_their_own_order(stand: Stand, moments: tuple[Moment, ...]) -> None:
    one, two, three = (moment.id for moment in moments)
    order_by(stand, Order.OWN)
    drag(stand, moments[2], QPoint(100, 2))
    assert seen(stand) == [three, two, one]
    assert stand.preparation.undo_words == "order of the moments"
    drag(stand, moments[2], QPoint(100, stand.list.column.sheet.height() - 2))
    assert seen(stand) == [two, one, three]
    assert stand.preparation.selected is None


def test_in_the_order_of_the_film_nothing_is_dragged(stand: Stand, moments: tuple[Moment, ...]) -> None:
    drag(stand, moments[2], QPoint(100, 2))
    assert stand.preparation.undo_words is None


def test_the_own_order_has_buttons_too(stand: Stand, moments: tuple[Moment, ...]) -> None:
    one, two, three = (moment.id for moment in moments)
    assert stand.open(moments[0]).deeds.earlier_button.isHidden()
    order_by(stand, Order.OWN)
    deeds = stand.open(moments[0]).deeds
    assert deeds.earlier_button.isVisible()
    deeds.earlier_button.click()
    assert seen(stand) == [one, two, three]
    stand.card(moments[0]).details.deeds.earlier_button.click()
    assert seen(stand) == [one, two, three]
    for _ in range(3):
        stand.card(moments[0]).details.deeds.later_button.click()
    assert seen(stand) == [two, three, one]


def test_an_open_card_that_grows_moves_those_below(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[1])
    before = stand.card(moments[0]).y()
    details.folds["review"].head.click()
    QApplication.processEvents()
    grown = stand.card(moments[0]).y()
    assert grown > before + 100
    assert stand.card(moments[1]).geometry().bottom() < grown


@pytest.mark.parametrize("size", [(160, 90), (160, 120), (90, 160)])
def test_the_picture_has_its_room_beside_the_title(
    stand: Stand, moments: tuple[Moment, ...], size: tuple[int, int]
) -> None:
    details = stand.open(moments[0])
    card = stand.card(moments[0])
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(0)
    card.show_image(image)
    QApplication.processEvents()
    assert details.note.y() >= card.thumbnail.geometry().bottom()
    assert details.title.x() > card.thumbnail.geometry().right()


def test_deeds_of_the_card(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    details.deeds.star_button.click()
    assert stand.now(moments[0]).starred
    details.export_button.click()
    assert stand.handed == [moments[0].id]
    details.deeds.cover_button.click()
    assert stand.covered == [moments[0].id]
    assert stand.handed == [moments[0].id]
    details.deeds.remove_button.click()
    assert stand.preparation.marks.get(moments[0].id) is None
    assert moments[0].id not in stand.list.cards


def test_before_the_first_moment_a_few_words_help(set_up: Set) -> None:
    stand = set_up(())
    assert stand.list.hint.isVisible()
    assert stand.list.header.isHidden()
    stand.desk.new_moment(stand.times.span(0, 9))
    stand.list.show_marks(stand.desk.marks)
    assert stand.list.hint.isHidden()
    assert stand.list.header.isVisible()
