"""What the clients find themselves in a review becomes a moment like any other, and can be shown at once."""

from pathlib import Path

import pytest

from tests.services.casework import Family, last_event
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.cycles import Part
from vigtool.domain.events import MarksChanged
from vigtool.domain.purposes import Purposes
from vigtool.domain.reviewing import ReviewBegun
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.cycles import add_cycle, put_film
from vigtool.services.errors import ConsentRefused, UnknownId
from vigtool.services.marking import MarkingDesk, moments
from vigtool.services.recordings import frame_times
from vigtool.services.review_picks import pick_moment
from vigtool.services.reviewing import begin_review, end_review, review_moments, show_moment, spare, spared_in


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    return family.film(tmp_path)


@pytest.fixture
def review(family: Family, film: Recording) -> ReviewBegun:
    cycle = add_cycle(family.ws, family.case.id)
    put_film(family.ws, cycle.id, film.id, Part.FAMILY)
    return begin_review(family.ws, family.case.id, cycle.id, [family.parent.id])


def test_a_pick_is_of_the_review_at_once_and_can_be_undone(
    family: Family, film: Recording, review: ReviewBegun
) -> None:
    ws, times = family.ws, frame_times(family.ws, film.id)
    made = pick_moment(ws, review, film.id, times.tick_of(7) + 1)
    assert isinstance(last_event(ws), MarksChanged)
    assert made.key == times.tick_of(7)
    assert times.frames_of(made.span) == range(times.frames), "a second and a half on both sides is the whole film"
    assert review_moments(ws, review) == (made,)
    show_moment(ws, review, made.id)
    assert end_review(ws, review).moments == (made.id,)
    desk = MarkingDesk(ws, film.id)
    desk.undo()
    assert moments(ws, film.id) == []


def test_a_pick_needs_everybodys_yes_and_a_film_of_the_case(
    family: Family, film: Recording, review: ReviewBegun
) -> None:
    other = begin_review(family.ws, add_case(family.ws, "Other", "").id, None)
    with pytest.raises(UnknownId):
        pick_moment(family.ws, other, film.id, 0)
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        pick_moment(family.ws, review, film.id, 0)
    assert moments(family.ws, film.id) == []


def test_who_was_there_in_the_end_may_be_others_than_at_the_begin(family: Family, review: ReviewBegun) -> None:
    with pytest.raises(UnknownId):
        end_review(family.ws, review, present=["nobody"])  # type: ignore[list-item]
    made = end_review(family.ws, review, present=[family.child.id, family.parent.id, family.child.id])
    assert made.present == (family.child.id, family.parent.id)


def test_what_was_spared_is_told_for_its_own_review_alone(family: Family, film: Recording, review: ReviewBegun) -> None:
    ws = family.ws
    first, second, gone = (pick_moment(ws, review, film.id, tick) for tick in (0, 600, 900))
    later = begin_review(ws, review.case, review.cycle, review.present)
    for one in (first, second, gone):
        spare(ws, review, one.id)
    spare(ws, review, second.id, spared=False)
    desk = MarkingDesk(ws, film.id)
    desk.edit("remove", desk.marks.without(gone.id))
    assert [one.moment for one in spared_in(ws, review)] == [first.id]
    assert spared_in(ws, later) == []
