"""The review under way: on record before it is on the screen, off the screen as soon as it may not be shown."""

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.reviewing.round import TITLES, Round
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import MomentId
from vigtool.domain.purposes import Purposes
from vigtool.gui.reviewing.review import Review
from vigtool.services.consents import record_consent
from vigtool.services.errors import ConsentRefused
from vigtool.services.reviewing import open_reviews, shown_in, spared_moments, words_heard
from vigtool.services.sessions import sessions
from vigtool.vault.errors import VaultReadOnly


def on_record(review: Review) -> list[MomentId]:
    return [one.moment for one in shown_in(review.ws, review.begun.case, review.begun.session)]


def shown_title(review: Review) -> str | None:
    return None if review.current is None else review.current.title


def test_it_goes_to_and_fro_through_the_moments_with_a_star(review: Review, cycle_round: Round, qtbot: QtBot) -> None:
    assert [one.title for one in review.moments] == list(TITLES)
    assert shown_title(review) is None
    seen = []
    review.current_changed.connect(lambda: seen.append((shown_title(review), len(on_record(review)))))
    for _ in range(4):
        review.next()
    review.before()
    assert seen == [(TITLES[0], 1), (TITLES[1], 2), (TITLES[2], 3), (TITLES[1], 4)], "each is on record when it comes"
    assert review.screening is not None
    assert review.screening.recording.id == cycle_round.film.id
    review.blank()
    assert shown_title(review) is None
    assert review.following == review.moments[2], "a pause loses no place"
    with qtbot.waitSignal(review.current_changed):
        review.show(review.moments[0].id)
    assert review.preceding is None
    review.before()
    assert shown_title(review) == TITLES[0]


def test_this_one_not_hides_at_once_and_the_next_one_comes(review: Review, cycle_round: Round) -> None:
    parent = cycle_round.family.parent.id
    review.next()
    seen: list[str | None] = []
    review.current_changed.connect(lambda: seen.append(shown_title(review)))
    review.spare(review.moments[0].id, parent)
    assert seen == [None, TITLES[1]]
    assert [one.title for one in review.moments] == list(TITLES[1:])
    review.next()
    review.spare(review.moments[1].id)
    assert shown_title(review) is None, "nothing comes after the last"
    assert review.preceding == review.moments[0]
    assert review.following is None
    assert spared_moments(review.ws, review.begun.case) == {cycle_round.moments[0].id, cycle_round.moments[2].id}
    review.spare_no_longer(cycle_round.moments[0].id)
    assert [one.title for one in review.moments] == list(TITLES[:2])


def test_what_cannot_be_put_on_record_is_off_the_screen_all_the_same(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise VaultReadOnly

    review.next()
    with monkeypatch.context() as broken:
        broken.setattr(type(review.ws), "record", refuse)
        with pytest.raises(VaultReadOnly):
            review.spare(review.moments[0].id)
    assert shown_title(review) is None


def test_one_that_is_not_on_the_screen_is_spared_without_another_being_shown(review: Review) -> None:
    review.next()
    review.spare(review.moments[2].id)
    assert shown_title(review) == TITLES[0]
    assert len(on_record(review)) == 1


def test_a_withdrawal_takes_the_moment_off_the_screen_at_once(review: Review, cycle_round: Round, qtbot: QtBot) -> None:
    review.next()
    with qtbot.waitSignals([review.current_changed, review.moments_changed]):
        record_consent(review.ws, cycle_round.family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    assert (review.current, review.screening, review.moments) == (None, None, ())
    with pytest.raises(ConsentRefused):
        review.show(cycle_round.moments[1].id)
    review.next()
    assert on_record(review) == [cycle_round.moments[0].id]


def test_words_are_kept_and_the_end_makes_a_session_of_it(review: Review, cycle_round: Round, qtbot: QtBot) -> None:
    review.next()
    with qtbot.waitSignal(review.words_changed):
        review.hear(review.moments[0].id, "She looked at me.", cycle_round.family.parent.id)
    with qtbot.waitSignal(review.ended) as ended:
        made = review.end(words="A good hour", agreed="play on", closing="We looked together.")
    assert ended.args == [made]
    assert (review.current, open_reviews(review.ws, review.begun.case)) == (None, [])
    assert sessions(review.ws, review.begun.case) == [made]
    assert [one.words for one in words_heard(review.ws, made.id)] == ["She looked at me."]
    assert made.moments == (cycle_round.moments[0].id,)


def test_only_who_shows_the_film_knows_where_it_is(review: Review) -> None:
    review.follow(lambda: 512)
    assert review.tick is None, "nothing is on the screen"
    review.next()
    assert review.tick == 512


def test_once_it_is_closed_it_hears_no_more(review: Review, cycle_round: Round) -> None:
    review.close()
    record_consent(review.ws, cycle_round.family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    assert len(review.moments) == len(TITLES)
    review.close()
