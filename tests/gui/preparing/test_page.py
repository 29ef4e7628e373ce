"""The workspace on a real vault: what is marked is on record, and a withdrawn consent closes the film."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.preparing.reading import shown_number
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.gui.preparing.page import PreparePage
from vigtool.services.consents import record_consent
from vigtool.services.errors import ConsentRefused
from vigtool.services.marking import moments


def test_from_the_vault_to_the_screen_and_back(qtbot: QtBot, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    made = family.moment(film)
    page = PreparePage(family.ws, film.id)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.preparation.select(made.id)
    qtbot.waitUntil(lambda: shown_number(page) == 5)
    QTest.keyClick(page, Qt.Key.Key_S)
    QTest.keyClick(page.list.cards[made.id].title, Qt.Key.Key_End)
    QTest.keyClicks(page.list.cards[made.id].title, " again")
    page.player.show_frame(25)
    QTest.keyClick(page, Qt.Key.Key_M)
    page.close()
    kept = moments(family.ws, film.id)
    assert [(one.title, one.starred) for one in kept] == [("The red brick again", True), ("", False)]


def test_a_withdrawal_closes_the_open_film(qtbot: QtBot, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    page = PreparePage(family.ws, film.id)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitUntil(lambda: shown_number(page) == 0)
    page.player.play()
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    page.recheck_consent()
    assert shown_number(page) is None
    assert not page.player.playing
    page.close()
    with pytest.raises(ConsentRefused):
        PreparePage(family.ws, film.id)


def test_an_edit_after_a_withdrawal_elsewhere_is_not_made_and_explained(
    qtbot: QtBot, family: Family, drawn: Path
) -> None:
    film = family.film(drawn)
    page = PreparePage(family.ws, film.id)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    QTest.keyClick(page, Qt.Key.Key_M)
    assert moments(family.ws, film.id) == []
    assert page.message.isVisible()
    page.close()
