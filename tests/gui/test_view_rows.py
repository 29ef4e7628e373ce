"""What stands under a film of the children in it: as many as there are, however they are called."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vigtool.domain.consent import ChildView, Stance
from vigtool.domain.identifiers import CaseId, PersonId, RecordingId
from vigtool.domain.people import Person, Role
from vigtool.gui.cases.view_row import ViewRow

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def child(number: int, name: str) -> Person:
    return Person(PersonId(f"child{number}"), CaseId("case"), name, Role.CHILD, number)


def laid_out(qtbot: QtBot, made: ViewRow, width: int) -> QWidget:
    page = QWidget()
    QVBoxLayout(page).addWidget(made)
    qtbot.addWidget(page)
    page.resize(width, 600)
    page.show()
    return page


def test_many_children_stand_on_several_lines(qtbot: QtBot) -> None:
    made = ViewRow([child(number, f"Child {number}") for number in range(6)], [], read_only=False)
    page = laid_out(qtbot, made, 700)
    lines = {one.y() for one in made.buttons.values()}
    assert len(lines) > 1
    assert all(one.geometry().right() < made.width() for one in made.buttons.values())
    assert max(one.geometry().bottom() for one in made.buttons.values()) < made.height() <= page.height()


def test_an_endless_name_leaves_the_row_its_width_and_its_end_readable(qtbot: QtBot) -> None:
    made = ViewRow([child(1, "ä" * 10_000)], [], read_only=False)
    page = laid_out(qtbot, made, 700)
    (shown,) = made.buttons.values()
    assert made.minimumSizeHint().width() < page.width()
    assert shown.accessibleName().endswith("what it is like to be seen")
    assert len(shown.accessibleName()) < 200


def test_a_name_with_an_ampersand_is_shown_as_it_is(qtbot: QtBot) -> None:
    heard = ChildView(PersonId("child1"), RecordingId("film"), Stance.WILLING, "", NOON)
    made = ViewRow([child(1, "Aino & Veera")], [heard], read_only=False)
    page = laid_out(qtbot, made, 700)
    (shown,) = made.buttons.values()
    assert shown.text().startswith("Aino && Veera:")
    assert shown.accessibleName().startswith("Aino & Veera:")
    assert shown.width() <= shown.sizeHint().width() < page.width()
