"""What is typed is on record a second later at most, and kept whole: long, in any script."""

import errno
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.cards.conftest import Set, Stand
from tests.gui.preparing.desk import MemoryDesk
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment

LONG = "pitkä otsikko " * 3000
"""42,000 letters: more than the 32,767 to which a field of Qt's would cut it."""


def test_typing_without_a_pause_is_on_record_all_the_same(
    qtbot: QtBot, stand: Stand, moments: tuple[Moment, ...]
) -> None:
    title = stand.open(moments[2]).title
    begun = monotonic()

    def typed_on() -> bool:
        QTest.keyClick(title, Qt.Key.Key_A)
        assert monotonic() - begun < 20
        return bool(stand.now(moments[2]).title)

    qtbot.waitUntil(typed_on)
    assert title.text().startswith(stand.now(moments[2]).title)


@pytest.mark.parametrize("title", [LONG, "Naurua \U0001f642\U0001f468\u200d\U0001f467", "مرحبا بالعالم", "a\u0308ä"])
def test_a_title_is_kept_whole(stand: Stand, moments: tuple[Moment, ...], title: str) -> None:
    QApplication.clipboard().setText(title)
    field = stand.open(moments[2]).title
    field.paste()
    field.commit()
    assert stand.now(moments[2]).title == title.strip()
    stand.preparation.select(None)
    assert stand.open(moments[2]).title.text() == title.strip()
    assert len(stand.card(moments[2]).accessibleName()) < 300


def test_pasted_lines_become_one(stand: Stand, moments: tuple[Moment, ...]) -> None:
    QApplication.clipboard().setText("eka\ntoka\tkolmas")
    field = stand.open(moments[2]).title
    field.paste()
    field.commit()
    assert stand.now(moments[2]).title == "eka toka kolmas"


def test_words_of_a_turn_are_kept_whole(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    stand.list.add_turn()
    assert details.turns.editor is not None
    details.turns.editor.words.insert(LONG)
    details.turns.editor.words.textEdited.emit(LONG)
    stand.list.commit()
    assert stand.now(moments[0]).turns[0].words == LONG.strip()


def test_choosing_another_moment_keeps_every_field(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    stand.list.add_turn()
    assert details.turns.editor is not None
    QTest.keyClicks(details.turns.editor.words, "hum")
    QTest.keyClicks(details.note, "why")
    QTest.keyClicks(details.review.question, "what")
    stand.preparation.select(moments[1].id)
    now = stand.now(moments[0])
    assert (now.note, now.question, now.turns[0].words) == ("why", "what", "hum")


class FullDesk(MemoryDesk):
    """A desk on a disk that is full for a while."""

    full = True

    def edit(self, step: str, marks: Marks) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "")
        super().edit(step, marks)


def test_what_cannot_be_put_on_record_stays_in_its_field(set_up: Set, moments: tuple[Moment, ...]) -> None:
    desk = FullDesk(moments)
    stand = set_up(moments, desk=desk)
    failed: list[object] = []
    stand.preparation.failed.connect(failed.append)
    details = stand.open(moments[2])
    QTest.keyClicks(details.title, "Pallo")
    QTest.keyClicks(details.note, "why")
    stand.list.commit()
    assert len(failed) == 2
    assert (details.title.text(), details.note.toPlainText()) == ("Pallo", "why")
    assert stand.now(moments[2]).title == ""
    desk.full = False
    stand.list.commit()
    assert (stand.now(moments[2]).title, stand.now(moments[2]).note) == ("Pallo", "why")


def test_the_keys_go_back_to_the_film_when_the_card_closes(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    stand.list.activateWindow()
    details.title.setFocus()
    stand.preparation.select(None)
    assert stand.given == 1


def test_nothing_can_be_typed_where_nothing_may_be_changed(set_up: Set, moments: tuple[Moment, ...]) -> None:
    details = set_up(moments, read_only=True).open(moments[0])
    assert details.title.isReadOnly()
    assert details.note.isReadOnly()
    assert details.review.question.isReadOnly()
