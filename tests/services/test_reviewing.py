"""A shared review acted out: what may be shown, what was, what was said to it, and the session that stays."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.services.casework import Family, SetClock, happened, last_event
from vigtool.domain.accountability import Erasing
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.cycles import Part
from vigtool.domain.events import ActRefused, Event, MomentsShown
from vigtool.domain.identifiers import CycleId, MomentId, PersonId
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.reviewing import MomentSpared, ReviewBegun, WordsHeard
from vigtool.services.consents import consents, record_consent
from vigtool.services.cycles import add_cycle, cycle_of_film, put_film
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import ConsentRefused, MomentNotShown, UnknownId
from vigtool.services.film_keeping import freeze
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.reviewing import (
    begin_review,
    end_review,
    hear_words,
    may_still_be_shown,
    open_reviews,
    review_moments,
    show_moment,
    shown_in,
    spare,
    words_heard,
)
from vigtool.services.sessions import sessions
from vigtool.services.viewing import show
from vigtool.vault.errors import KeyDestroyed

WORDS = "Hän katsoi minuun ensin."


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    """A film in the cycle, with three moments with a star and one without."""
    film = family.film(tmp_path)
    cycle = add_cycle(family.ws, family.case.id, question="Mikä auttoi?")
    put_film(family.ws, cycle.id, film.id, Part.FAMILY)
    for first in (1, 6, 12, 18):
        mark_frames(family.ws, film.id, first=first, end=first + 4, title=f"at {first}")
    desk = MarkingDesk(family.ws, film.id)
    for one in list(desk.marks)[:3]:
        desk.edit("star", desk.marks.with_moment(starred(one)))
    return film


def starred(moment: Moment) -> Moment:
    return replace(moment, starred=True)


@pytest.fixture
def review(family: Family, film: Recording) -> ReviewBegun:
    return begin_review(family.ws, family.case.id, cycle_of(family, film), [family.parent.id])


def cycle_of(family: Family, film: Recording) -> CycleId:
    cycle = cycle_of_film(family.ws, film.id)
    assert cycle is not None
    return cycle.id


def titles(family: Family, review: ReviewBegun) -> list[str]:
    return [one.title for one in review_moments(family.ws, review)]


def test_only_the_starred_moments_of_the_cycle_are_shown_in_the_guiders_order(
    family: Family, film: Recording, review: ReviewBegun, tmp_path: Path
) -> None:
    other = family.film(tmp_path)
    mark_frames(family.ws, other.id, first=2, end=4, title="of no cycle")
    desk = MarkingDesk(family.ws, other.id)
    (alone,) = desk.marks
    desk.edit("star", desk.marks.with_moment(starred(alone)))
    assert titles(family, review) == ["at 1", "at 6", "at 12"]
    desk = MarkingDesk(family.ws, film.id)
    moments = list(desk.marks)
    for place, one in enumerate(reversed(moments[:3])):
        desk.edit("order", desk.marks.with_moment(one.in_place(place)))
    assert titles(family, review) == ["at 12", "at 6", "at 1"]
    of_none = begin_review(family.ws, family.case.id, None, [family.parent.id])
    assert titles(family, of_none) == ["of no cycle"]


def test_a_review_with_three_moments_words_and_a_refusal_stays_as_a_session(
    family: Family, review: ReviewBegun, clock: SetClock
) -> None:
    ws = family.ws
    first, second, third = (one.id for one in review_moments(ws, review))
    for at, one in enumerate((first, second, first)):
        assert show_moment(ws, review, one).intent.act is Act.SHOW
        shown = last_event(ws)
        assert isinstance(shown, MomentsShown)
        assert (shown.moments, shown.shown_at) == ((one,), clock())
        assert shown.consents, f"the {at}. showing stands on answers"
        clock.pass_days(1)
    hear_words(ws, review, first, "Hän katsoi", family.parent.id)
    hear_words(ws, review, first, WORDS, family.parent.id)
    hear_words(ws, review, second, "jotakin")
    hear_words(ws, review, second, "")
    spare(ws, review, third, family.parent.id)
    with pytest.raises(MomentNotShown) as spared:
        show_moment(ws, review, third)
    assert spared.value.moment == third
    assert titles(family, review) == ["at 1", "at 6"]
    made = end_review(ws, review, words="Yhdessä", agreed="sama leikki", next_on=date(2026, 3, 30), closing="Hyvin")
    assert made == sessions(ws, family.case.id)[-1]
    assert (made.id, made.moments, made.present) == (review.session, (first, second), (family.parent.id,))
    assert (made.question, made.held_at, made.cycle) == ("Mikä auttoi?", review.begun_at, review.cycle)
    assert (made.words, made.agreed, made.next_on, made.closing) == (
        "Yhdessä",
        "sama leikki",
        date(2026, 3, 30),
        "Hyvin",
    )
    assert [(one.moment, one.words, one.person) for one in words_heard(ws, made.id)] == [
        (first, WORDS, family.parent.id)
    ]
    assert [one.moment for one in shown_in(ws, family.case.id, made.id)] == [first, second, first]


def test_a_moment_that_was_spared_can_be_shown_after_all(family: Family, review: ReviewBegun) -> None:
    first = review_moments(family.ws, review)[0]
    spare(family.ws, review, first.id)
    assert not may_still_be_shown(family.ws, review, first.id)
    assert first not in review_moments(family.ws, begin_again(family, review))
    spare(family.ws, review, first.id, spared=False)
    assert may_still_be_shown(family.ws, review, first.id)
    assert titles(family, review) == ["at 1", "at 6", "at 12"]


def begin_again(family: Family, review: ReviewBegun) -> ReviewBegun:
    return begin_review(family.ws, review.case, review.cycle, review.present)


def test_without_everybodys_yes_nothing_is_shown_and_the_refusal_is_on_record(
    family: Family, review: ReviewBegun
) -> None:
    first = review_moments(family.ws, review)[0]
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    assert review_moments(family.ws, review) == ()
    assert not may_still_be_shown(family.ws, review, first.id)
    with pytest.raises(ConsentRefused):
        show_moment(family.ws, review, first.id)
    refused = last_event(family.ws)
    assert isinstance(refused, ActRefused)
    assert refused.act is Act.SHOW
    assert shown_in(family.ws, family.case.id, review.session) == []


def test_in_a_video_call_a_moment_is_shown_to_its_own_purpose_only(family: Family, review: ReviewBegun) -> None:
    ws, first = family.ws, review_moments(family.ws, review)[0]
    assert may_still_be_shown(ws, review, first.id)
    assert not may_still_be_shown(ws, review, first.id, remote=True)
    with pytest.raises(ConsentRefused) as refusal:
        show_moment(ws, review, first.id, remote=True)
    assert {one.purpose for one in refusal.value.refusal.reasons} == {Purposes.REMOTE_REVIEW}
    refused = last_event(ws)
    assert isinstance(refused, ActRefused)
    assert (refused.act, refused.purpose) == (Act.SCREEN, Purposes.REMOTE_REVIEW)
    for person in (family.child, family.parent):
        record_consent(ws, person.id, Purposes.REMOTE_REVIEW, Answer.GIVEN)
    given = show_moment(ws, review, first.id, remote=True)
    assert (given.intent.act, given.intent.purpose) == (Act.SCREEN, Purposes.REMOTE_REVIEW)
    assert show(ws, given).recording.id == first.recording
    (once,) = shown_in(ws, family.case.id, review.session)
    assert (once.moment, once.event.purpose) == (first.id, Purposes.REMOTE_REVIEW)
    agreed = {one.id: one.purpose for one in consents(ws, family.case.id)}
    assert {agreed[one] for one in once.event.consents} == {Purposes.GUIDANCE, Purposes.REMOTE_REVIEW}
    record_consent(ws, family.child.id, Purposes.REMOTE_REVIEW, Answer.WITHDRAWN)
    assert may_still_be_shown(ws, review, first.id)
    assert not may_still_be_shown(ws, review, first.id, remote=True)


def test_of_a_frozen_film_nothing_is_offered(family: Family, film: Recording, review: ReviewBegun) -> None:
    freeze(family.ws, film.id, "a dispute")
    assert review_moments(family.ws, review) == ()


def test_a_review_that_was_cut_off_is_known_and_ended_later(family: Family, review: ReviewBegun) -> None:
    first = review_moments(family.ws, review)[0]
    show_moment(family.ws, review, first.id)
    assert open_reviews(family.ws, family.case.id) == [review]
    made = end_review(family.ws, review)
    assert made.moments == (first.id,)
    assert open_reviews(family.ws, family.case.id) == []
    assert [one.id for one in sessions(family.ws, family.case.id)] == [review.session]


def test_nothing_of_another_case_is_shown_said_or_present(family: Family, review: ReviewBegun) -> None:
    ghost, moment = PersonId("nobodynobody"), review_moments(family.ws, review)[0].id
    with pytest.raises(UnknownId):
        begin_review(family.ws, family.case.id, review.cycle, [ghost])
    with pytest.raises(UnknownId):
        show_moment(family.ws, review, MomentId("nothingnothi"))
    for act in (
        lambda: hear_words(family.ws, review, moment, "x", ghost),
        lambda: spare(family.ws, review, moment, ghost),
    ):
        with pytest.raises(UnknownId):
            act()
    assert not any(isinstance(event, WordsHeard | MomentSpared) for _, event in happened(family.ws))


def test_a_review_ends_though_a_moment_that_was_shown_is_not_there_any_more(
    family: Family, film: Recording, review: ReviewBegun
) -> None:
    ws, first = family.ws, review_moments(family.ws, review)[0].id
    show_moment(ws, review, first)
    desk = MarkingDesk(ws, film.id)
    desk.edit("remove", desk.marks.without(first))
    assert not may_still_be_shown(ws, review, first)
    made = end_review(ws, review)
    assert (made.moments, made.question) == ((first,), "Mikä auttoi?")


def test_after_its_end_nothing_is_shown_and_it_ends_once(family: Family, review: ReviewBegun) -> None:
    ws, first = family.ws, review_moments(family.ws, review)[0].id
    show_moment(ws, review, first)
    end_review(ws, review)
    count = ws.vault.journal.count
    with pytest.raises(UnknownId):
        show_moment(ws, review, first)
    with pytest.raises(UnknownId):
        end_review(ws, review, words="once more")
    assert ws.vault.journal.count == count


def test_an_erased_film_is_not_said_to_have_been_shown(family: Family, film: Recording, review: ReviewBegun) -> None:
    first = review_moments(family.ws, review)[0].id
    erase(family.ws, Target(Erasing.FILM, film.id), "asked for")
    count = family.ws.vault.journal.count
    with pytest.raises(KeyDestroyed):
        show_moment(family.ws, review, first)
    assert family.ws.vault.journal.count == count


def test_whoever_follows_a_review_does_not_keep_its_case_from_being_erased(family: Family, review: ReviewBegun) -> None:
    ws, left = family.ws, list[int]()

    def heard(_event: Event) -> None:
        left.append(len(review_moments(ws, review)))

    ws.listeners.append(heard)
    erase(ws, Target(Erasing.CASE, family.case.id), "asked for")
    assert left
    assert not any(left)
    assert open_reviews(ws, family.case.id) == []
    with pytest.raises(UnknownId):
        end_review(ws, review)


def test_who_was_erased_is_at_no_review_and_says_nothing_in_one(family: Family, film: Recording) -> None:
    ws, both = family.ws, [family.parent.id, family.child.id]
    review = begin_review(ws, film.case, None, both)
    moment = review_moments(ws, begin_review(ws, film.case, cycle_of(family, film), both))[0].id
    erase(ws, Target(Erasing.PERSON, family.parent.id), "asked for", {film.id: "the child's own film"})
    count = ws.vault.journal.count
    for act in (
        lambda: begin_review(ws, film.case, None, both),
        lambda: hear_words(ws, review, moment, "x", family.parent.id),
        lambda: spare(ws, review, moment, family.parent.id),
    ):
        with pytest.raises(UnknownId) as unknown:
            act()
        assert unknown.value.asked == family.parent.id
    assert ws.vault.journal.count == count
    assert end_review(ws, review, present=both).present == (family.parent.id, family.child.id)


def test_a_review_goes_on_with_those_who_are_left_when_somebody_is_erased(family: Family, film: Recording) -> None:
    ws = family.ws
    review = begin_review(ws, film.case, cycle_of(family, film), [family.parent.id, family.child.id])
    first = review_moments(ws, review)[0].id
    erase(ws, Target(Erasing.PERSON, family.parent.id), "asked for", {film.id: "the child's own film"})
    assert titles(family, review) == ["at 1", "at 6", "at 12"]
    assert may_still_be_shown(ws, review, first)
    show_moment(ws, review, first)
    assert end_review(ws, review).moments == (first,)
