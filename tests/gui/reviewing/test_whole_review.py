"""A whole review acted out: three moments, words, one that is not wanted, their own pick, and a withdrawal.

What the journal and the session log say of it is read back from the disk.
"""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from tests.exchange.pdf_facts import page_texts
from tests.gui.reviewing.round import TITLES, Round
from tests.services.casework import happened
from vigtool.domain.consent import Answer
from vigtool.domain.events import ConsentRecorded, Event, MarksChanged, MomentsShown, SessionAdded, SessionLogExported
from vigtool.domain.marks import MomentSet
from vigtool.domain.purposes import Purposes
from vigtool.domain.reviewing import MomentSpared, ReviewBegun, WordsHeard
from vigtool.exchange.session_log import from_json
from vigtool.gui.actions import ActionId
from vigtool.gui.reviewing.ended_card import EndedCard
from vigtool.gui.reviewing.review_page import ReviewPage
from vigtool.gui.workplace import Workplace
from vigtool.services.consents import record_consent

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

FIRST_WORDS = "Hän odotti minua, enkä ollut huomannut sitä."
TICKED = "We were in it together."
STEP = "We build a tower every evening"


@pytest.fixture
def page(place: Workplace, cycle_round: Round) -> ReviewPage:
    place.go(ActionId.REVIEW)
    shown = place.pages[ActionId.REVIEW]
    assert isinstance(shown, ReviewPage)
    assert shown.form is not None
    shown.form.present.choose({cycle_round.family.parent.id})
    shown.form.begin_button.click()
    return shown


def act_out(page: ReviewPage, cycle_round: Round) -> None:
    """Lead the review as far as the withdrawal; the moments of the round are looked at as 1, 2, 3, 1."""
    leading = page.leading
    assert leading is not None
    running, notes = leading.running, leading.running.notes
    running.next_button.click()
    notes.field.setPlainText(FIRST_WORDS)
    running.next_button.click()
    notes.spare_button.click()
    assert notes.title.accessibleName() == f"2 of 2  ·  {TITLES[2]}", "the one that was not wanted is gone at once"
    notes.phrases.chips[TICKED].click()
    leading.review.before()
    assert notes.field.toPlainText() == FIRST_WORDS, "before the third now comes the first"
    notes.pick_button.click()
    assert len(leading.review.moments) == 3
    record_consent(leading.review.ws, cycle_round.family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    assert leading.review.current is None
    assert not leading.review.moments
    running.next_button.click()


def end(page: ReviewPage) -> EndedCard:
    sheet = page.ask_end()
    assert sheet is not None
    assert sheet.said.text() == f"{TITLES[0]}: “{FIRST_WORDS}”\n{TITLES[2]}: “{TICKED}”"
    sheet.agreed.setPlainText(STEP)
    sheet.meet.setChecked(True)
    sheet.next_on.setDate(QDate(2099, 12, 24))
    assert sheet.closing.toPlainText().endswith(f"We agreed: {STEP}. We meet again on 24/12/2099.")
    sheet.end_button.click()
    assert page.ended is not None
    return page.ended


def events(cycle_round: Round) -> list[Event]:
    found = [event for _envelope, event in happened(cycle_round.family.ws)]
    begin = next(place for place, one in enumerate(found) if isinstance(one, ReviewBegun))
    return found[begin:]


def test_the_journal_has_all_of_it_in_order(page: ReviewPage, cycle_round: Round) -> None:
    act_out(page, cycle_round)
    end(page)
    family, (first, second, third) = cycle_round.family, cycle_round.moments
    told = events(cycle_round)
    shown = [one for one in told if isinstance(one, MomentsShown)]
    assert [one.moments for one in shown] == [(first.id,), (second.id,), (third.id,), (first.id,)]
    assert [one.shown_at for one in shown] == sorted(one.shown_at for one in shown)
    assert all(one.consents for one in shown), "each stands on answers"
    spared = [one for one in told if isinstance(one, MomentSpared)]
    assert [(one.moment, one.person, one.spared) for one in spared] == [(second.id, family.parent.id, True)]
    words = [(one.moment, one.person, one.words) for one in told if isinstance(one, WordsHeard)]
    assert words == [(first.id, family.parent.id, FIRST_WORDS), (third.id, family.parent.id, TICKED)]
    (picked,) = [one for one in told if isinstance(one, MarksChanged)]
    (made,) = [change.moment for change in picked.changes if isinstance(change, MomentSet)]
    assert made.starred
    assert made.span.contains(made.key)
    assert first.span.contains(made.key), "at the picture that they looked at"
    withdrawn = next(place for place, one in enumerate(told) if isinstance(one, ConsentRecorded))
    assert not any(isinstance(one, MomentsShown) for one in told[withdrawn:]), "after the withdrawal nothing was shown"
    ((added,),) = [[one.session for one in told if isinstance(one, SessionAdded)]]
    assert added.moments == (first.id, second.id, third.id)
    assert (added.present, added.agreed, added.next_on) == ((family.parent.id,), STEP, date(2099, 12, 24))
    assert added.closing.startswith("On ")
    assert "3 moments" in added.closing


def test_the_session_log_says_what_the_journal_has_and_names_nobody(
    page: ReviewPage, cycle_round: Round, tmp_path: Path, qtbot: QtBot
) -> None:
    act_out(page, cycle_round)
    ended = end(page)
    ended.export_to(tmp_path / "out")
    qtbot.waitUntil(lambda: ended.message.isVisibleTo(ended))
    (json,), (pdf,) = ((tmp_path / "out").glob(f"*.{kind}") for kind in ("json", "pdf"))
    log, text = from_json(json.read_bytes()), " ".join(page_texts(pdf.read_bytes()))
    first, second, third = (one.id for one in cycle_round.moments)
    assert [one.moment for one in log.shown] == [first, second, third, first]
    assert [one.moment for one in log.moments] == [first, second, third]
    assert [one.role.value for one in log.present] == ["parent"]
    assert log.question == cycle_round.cycle.question
    assert [(one.moment, one.words) for one in log.heard] == [(first, FIRST_WORDS), (third, TICKED)]
    assert (log.words, log.agreed, str(log.next_on)) == ("", STEP, "2099-12-24")
    plain = " ".join(text.split())
    assert FIRST_WORDS in plain
    assert TICKED in plain
    assert all(title in plain for title in TITLES)
    for name in ("Aino", "Marja", "Kallio", "VID_0001"):
        assert name not in plain
        assert name.encode() not in json.read_bytes()
    assert any(isinstance(one, SessionLogExported) for one in events(cycle_round))


def test_what_was_not_wanted_leads_to_erasing_its_film(page: ReviewPage, cycle_round: Round, qtbot: QtBot) -> None:
    act_out(page, cycle_round)
    ended = end(page)
    (erase,) = ended.erase_buttons
    with qtbot.waitSignal(page.erase_asked) as asked:
        erase.click()
    assert asked.args is not None
    assert asked.args[0].id == cycle_round.film.id
