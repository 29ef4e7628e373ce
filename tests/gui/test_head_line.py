"""A heading keeps its words, and its buttons, however narrow the page; choices to tick keep theirs."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.checklist import MOST_LINES, in_lines
from vigtool.gui.shared.head_line import HeadLine
from vigtool.gui.shared.labels import label


@pytest.fixture
def heading() -> QLabel:
    return label("What was looked at and said", "section")


@pytest.fixture
def buttons() -> list[Button]:
    return [Button("Hand out a summary"), Button("Note a session")]


def placed(qtbot: QtBot, heading: QLabel, buttons: list[Button], width: int) -> list[QRect]:
    """Where the parts of a head stand in a width, and that its height is the one it asked for."""
    holder = QWidget()
    qtbot.addWidget(holder)
    head = HeadLine(heading)
    holder.setLayout(head)
    for button in buttons:
        head.addWidget(button)
    holder.resize(width, head.heightForWidth(width))
    holder.show()
    found = [one.geometry() for one in (heading, *buttons)]
    assert max(one.bottom() for one in found) + 1 == holder.height()
    assert all(holder.rect().contains(one) for one in found)
    return found


def test_buttons_stand_at_the_right_where_there_is_room(qtbot: QtBot, heading: QLabel, buttons: list[Button]) -> None:
    words, *others = placed(qtbot, heading, buttons, 1000)
    assert words.left() == 0
    assert words.right() < others[0].left()
    assert others[0].right() < others[1].left()
    assert others[1].right() == 999


def test_buttons_go_below_where_the_words_need_the_line(qtbot: QtBot, heading: QLabel, buttons: list[Button]) -> None:
    width = heading.sizeHint().width() + 20
    words, *others = placed(qtbot, heading, buttons, width)
    assert words.width() == width
    assert all(one.top() > words.bottom() for one in others)


def test_words_that_wrap_keep_a_third_of_the_line(qtbot: QtBot, buttons: list[Button]) -> None:
    text = "What was looked at, what was said to it, and what was agreed to be tried at home. " * 3
    beside = sum(one.sizeHint().width() for one in buttons) + 16
    words, *others = placed(qtbot, label(text, wrap=True), buttons, beside * 3 // 2 + 10)
    assert words.right() < others[0].left()
    again = [Button("Hand out a summary"), Button("Note a session")]
    words, *others = placed(qtbot, label(text, wrap=True), again, beside * 3 // 2 - 10)
    assert words.bottom() < others[0].top()


def test_a_hidden_button_takes_no_room(qtbot: QtBot, heading: QLabel, buttons: list[Button]) -> None:
    for one in buttons:
        one.hide()
    holder = QWidget()
    qtbot.addWidget(holder)
    head = HeadLine(heading)
    holder.setLayout(head)
    for one in buttons:
        head.addWidget(one)
        one.hide()
    assert head.heightForWidth(40) == heading.sizeHint().height()


def test_a_long_choice_is_read_in_lines(heading: QLabel) -> None:
    metrics = QFontMetrics(heading.font())
    text = "Showing it to the child, the group or the other parent"
    width = metrics.horizontalAdvance("Showing it to the child, the group")
    assert in_lines(text, metrics, width) == ["Showing it to the child, the group", "or the other parent"]
    assert in_lines("Research", metrics, width) == ["Research"]


def test_what_is_too_long_for_its_lines_is_shortened(heading: QLabel) -> None:
    metrics = QFontMetrics(heading.font())
    width = metrics.horizontalAdvance("a few words only")
    for text in ("many words " * 30, "x" * 300):
        shown = in_lines(text.strip(), metrics, width)
        assert len(shown) <= MOST_LINES
        assert all(metrics.horizontalAdvance(line) <= width for line in shown)
        assert "\N{HORIZONTAL ELLIPSIS}" in shown[-1]
