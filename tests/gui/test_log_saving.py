"""The log of a session, handed out from a page: without pictures unless they are wished, and never without consent."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.domain.consent import Answer
from vigtool.domain.events import SessionLogExported, StillExported
from vigtool.domain.purposes import Purposes
from vigtool.domain.sessions import Session
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.reviewing.ended_card import EndedCard
from vigtool.gui.shared.buttons import Button
from vigtool.services.consents import record_consent
from vigtool.services.event_codec import decode
from vigtool.services.reviewing import begin_review, end_review, show_moment
from vigtool.services.sessions import add_session


@pytest.fixture
def session(family: Family, drawn: Path) -> Session:
    moment = family.moment(family.film(drawn))
    return add_session(family.ws, family.case.id, moments=[moment.id], present=[family.parent.id])


@pytest.fixture
def page(qtbot: QtBot, family: Family, session: Session) -> CasePage:
    assert session.case == family.case.id
    made = CasePage(family.ws, family.case.id)
    qtbot.addWidget(made)
    made.resize(1090, 800)
    made.show()
    return made


def left(family: Family) -> list[type]:
    events = (decode(envelope.act, body or b"") for envelope, body in family.ws.vault.journal.replay())
    return [type(one) for one in events if isinstance(one, (StillExported, SessionLogExported))]


@pytest.mark.parametrize("pictures", [False, True])
def test_a_log_has_pictures_when_they_are_ticked(
    qtbot: QtBot, page: CasePage, family: Family, session: Session, tmp_path: Path, *, pictures: bool
) -> None:
    saving = page.sessions.saving
    assert saving.choice.isVisible()
    assert not saving.pictures.isChecked()
    assert "no longer encrypted" in saving.pictures.accessibleDescription()
    if pictures:
        saving.pictures.click()
    with qtbot.waitSignal(saving.spoke) as spoke:
        saving.export_to(session.id, tmp_path / "out")
    assert spoke.args == [saving.message]
    (pdf,) = (tmp_path / "out").glob("*.pdf")
    assert (b"/Filter/DCTDecode" in pdf.read_bytes()) == pictures
    assert left(family) == [StillExported, SessionLogExported][not pictures :]


def test_a_refusal_is_explained_and_leads_to_the_consents(
    qtbot: QtBot, page: CasePage, family: Family, session: Session, tmp_path: Path
) -> None:
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    saving = page.sessions.saving
    saving.pictures.click()
    with qtbot.waitSignal(saving.spoke) as spoke:
        saving.export_to(session.id, tmp_path / "out")
    assert spoke.args == [saving.refusal]
    assert saving.refusal.isVisible()
    assert "Aino" in saving.refusal.accessibleDescription()
    assert not saving.job.running
    (way,) = saving.refusal.findChildren(Button)
    with qtbot.waitSignal(page.sessions.consents_asked):
        way.click()
    page.resize(1090, 300)
    bar = page.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(0)
    assert page.people.visibleRegion().isEmpty()
    way.click()
    qtbot.waitUntil(lambda: not page.people.visibleRegion().isEmpty())
    saving.pictures.click()
    with qtbot.waitSignal(saving.spoke):
        saving.export_to(session.id, tmp_path / "out")
    assert not saving.refusal.isVisible()
    assert left(family) == [SessionLogExported]


def test_stopping_the_pictures_leaves_nothing(page: CasePage, family: Family, session: Session, tmp_path: Path) -> None:
    saving = page.sessions.saving
    saving.pictures.click()
    saving.export_to(session.id, tmp_path / "out")
    assert page.busy
    page.stop()
    assert not (tmp_path / "out").exists()
    assert left(family) == []


def test_without_a_session_there_is_nothing_to_choose(qtbot: QtBot, family: Family) -> None:
    page = CasePage(family.ws, family.case.id)
    qtbot.addWidget(page)
    page.show()
    assert not page.sessions.saving.choice.isVisible()


def test_after_a_review_the_refusal_leads_to_the_consents_of_its_case(
    qtbot: QtBot, family: Family, drawn: Path, tmp_path: Path
) -> None:
    moment = family.moment(family.film(drawn))
    review = begin_review(family.ws, family.case.id, None, [family.parent.id])
    show_moment(family.ws, review, moment.id)
    card = EndedCard(family.ws, end_review(family.ws, review))
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    qtbot.addWidget(card)
    card.saving.pictures.click()
    card.export_to(tmp_path / "out")
    (way,) = card.saving.refusal.findChildren(Button)
    with qtbot.waitSignal(card.consents_asked) as asked:
        way.click()
    assert asked.args == [family.case.id]
