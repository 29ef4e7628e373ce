"""Who is in the picture of a moment, on its card."""

import pytest
from pytestqt.qtbot import QtBot

from vigtool.domain.identifiers import CaseId, MomentId, PersonId, RecordingId
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.domain.people import Person, Role
from vigtool.domain.ticks import FrameTimes, Span, TimeBase
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.in_picture import InPicture
from vigtool.gui.preparing.cards.wishes import Changed
from vigtool.gui.preparing.edits import Step

CASE = CaseId("case")
PEOPLE = [Person(PersonId(one), CASE, one.title(), Role.OTHER, 1) for one in ("aino", "marja", "olli")]
AINO, MARJA, OLLI = (one.id for one in PEOPLE)
MOMENT = Moment(MomentId("moment"), RecordingId("film"), Span(0, 5), 0)


@pytest.fixture
def shown(qtbot: QtBot) -> InPicture:
    times = FrameTimes(TimeBase(1, 25), tuple(range(10)), 10)
    made = InPicture(Ground(PEOPLE, times, lambda: 0), MOMENT)
    qtbot.addWidget(made)
    return made


def asked(shown: InPicture, qtbot: QtBot, person: PersonId, moment: Moment) -> Moment:
    with qtbot.waitSignal(shown.asked) as told:
        shown.list.boxes[person].click()
    (wish,) = told.args
    assert isinstance(wish, Changed)
    assert wish.step is Step.PEOPLE
    return wish.change(moment)


def test_everybody_ticked_is_as_the_whole_film(shown: InPicture, qtbot: QtBot) -> None:
    assert shown.list.chosen() == [AINO, MARJA, OLLI]
    without = asked(shown, qtbot, MARJA, MOMENT)
    assert without.people == (AINO, OLLI)
    shown.show_moment(without)
    assert shown.list.chosen() == [AINO, OLLI]
    assert asked(shown, qtbot, MARJA, without).people is None


def test_whoever_has_a_turn_and_the_last_one_stay(shown: InPicture) -> None:
    turn = Turn(AINO, TurnKind.INITIATIVE, Span(1, 2))
    shown.show_moment(MOMENT.with_turn(turn))
    assert [box.isEnabled() for box in shown.list.boxes.values()] == [False, True, True]
    shown.show_moment(MOMENT.with_people([OLLI]))
    assert [box.isEnabled() for box in shown.list.boxes.values()] == [True, True, False]


def test_showing_a_moment_asks_for_nothing(shown: InPicture, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(shown.asked):
        shown.show_moment(MOMENT.with_people([AINO]))
