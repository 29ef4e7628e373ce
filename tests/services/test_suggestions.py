"""Proposed moments: taken over one by one and undone in one step, lent to the own moment that is like, or left."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.answer_loop import Loop, copied
from tests.services.casework import SetClock
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import MomentId, PackageId
from vigtool.domain.moments import Moment, PrincipleSeen
from vigtool.domain.proposals import Decision, Lent
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import SuggestionDecided
from vigtool.services.answer_errors import NoLikeMoment
from vigtool.services.comments import CommentDesk, comments_of
from vigtool.services.errors import ConsentRefused, UnknownId
from vigtool.services.lookups import select
from vigtool.services.marking import MarkingDesk, mark_frames, moment, moments
from vigtool.services.merging import merge_answer
from vigtool.services.principles import built_in
from vigtool.services.suggestions import Suggestion, accept, leave, suggestions, take_back, take_over
from vigtool.services.supervision_projection import DECIDED


@pytest.fixture
def loop(clock: SetClock, tmp_path: Path) -> Iterator[Loop]:
    with copied(clock, tmp_path) as made:
        yield made


def _proposed(loop: Loop, *frames: tuple[int, int, int]) -> list[Suggestion]:
    """Moments in the first film of the package, in its frames; the key frame stands in the middle."""
    for first, key, end in frames:
        mark_frames(loop.supervisor, loop.guest_film(), first=first, end=end, key=key, title="Ehdotus")
    return _merged(loop)


def _merged(loop: Loop) -> list[Suggestion]:
    merge_answer(loop.trainee, loop.answer())
    return _now(loop)


def _now(loop: Loop) -> list[Suggestion]:
    return suggestions(loop.trainee, loop.family.case.id)


def _own(loop: Loop) -> list[Moment]:
    return moments(loop.trainee, loop.film.id)


def test_a_proposal_lies_beside_until_somebody_decides(loop: Loop) -> None:
    (one,) = _proposed(loop, (0, 1, 2))
    assert (one.decision, one.like, one.by) == (Decision.OPEN, None, loop.to.id)
    assert _own(loop) == list(loop.marked)


def test_taking_it_over_is_one_step_that_can_be_undone(loop: Loop) -> None:
    (one,) = _proposed(loop, (0, 1, 2))
    made = accept(loop.trainee, one.answer, one.moment.id)
    assert _own(loop) == [*loop.marked, made]
    assert [again.decision for again in _now(loop)] == [Decision.ACCEPTED]
    desk = MarkingDesk(loop.trainee, loop.film.id)
    assert desk.can_undo == "accept"
    desk.undo()
    assert _own(loop) == list(loop.marked)
    assert [again.decision for again in _now(loop)] == [Decision.OPEN]


def test_what_was_said_to_a_proposal_stands_beside_the_moment_that_it_became(loop: Loop) -> None:
    mine = mark_frames(loop.supervisor, loop.guest_film(), first=0, end=2)
    CommentDesk(loop.supervisor, loop.guest_film()).add("Tässä", moment=mine.id)
    (one,) = _merged(loop)
    (said,) = comments_of(loop.trainee, loop.film.id)
    assert said.moment == accept(loop.trainee, one.answer, one.moment.id).id
    assert moment(loop.trainee, mine.id).span == one.moment.span


def test_each_is_decided_for_itself(loop: Loop) -> None:
    first, second, _third = _proposed(loop, (0, 0, 1), (2, 2, 3), (4, 4, 5))
    accept(loop.trainee, first.answer, first.moment.id)
    leave(loop.trainee, second.answer, second.moment.id)
    assert [one.decision for one in _now(loop)] == [Decision.ACCEPTED, Decision.LEFT, Decision.OPEN]
    accept(loop.trainee, second.answer, second.moment.id)
    assert [one.decision for one in _now(loop)] == [Decision.ACCEPTED, Decision.ACCEPTED, Decision.OPEN]


def test_one_like_an_own_moment_says_so(loop: Loop) -> None:
    like, other = _proposed(loop, (1, 3, 7), (0, 0, 1))
    assert {like.like, other.like} == {loop.marked[0].id, None}


@pytest.mark.parametrize(
    ("parts", "begin", "end", "key"),
    [
        ((Lent.BEGIN,), 5, 12, 5),
        ((Lent.END,), 4, 11, 4),
        ((Lent.KEY,), 4, 12, 7),
        (tuple(Lent), 5, 11, 7),
        ((Lent.PRINCIPLES,), 4, 12, 4),
    ],
)
def test_the_own_moment_takes_over_what_is_wished(
    loop: Loop, parts: tuple[Lent, ...], begin: int, end: int, key: int
) -> None:
    pack = built_in()
    seen = PrincipleSeen(pack.id, pack.version, pack.categories[0].id)
    mine = mark_frames(loop.supervisor, loop.guest_film(), first=1, end=7, key=3, title="Toinen nimi")
    desk = MarkingDesk(loop.supervisor, mine.recording)
    desk.edit("test", desk.marks.with_moment(mine.with_principle(seen, present=True)))
    (one,) = _merged(loop)
    made = take_over(loop.trainee, one.answer, one.moment.id, parts)
    before = loop.marked[0]
    assert (made.id, made.title) == (before.id, before.title)
    assert (made.span.start, made.span.end, made.key) == (loop.tick(begin), loop.tick(end), loop.tick(key))
    assert made.principles == ((seen,) if Lent.PRINCIPLES in parts else ())
    assert _own(loop) == [made, loop.marked[1]]
    assert [again.decision for again in _now(loop)] == [Decision.ACCEPTED]
    assert take_back(loop.trainee, loop.film.id)
    assert _own(loop) == list(loop.marked)
    assert [again.decision for again in _now(loop)] == [Decision.OPEN]


def test_what_was_the_same_before_is_no_part_that_was_taken_over(loop: Loop) -> None:
    (one,) = _proposed(loop, (0, 0, 7))  # begins and has its key frame where the own moment does
    assert one.pair is not None
    assert (one.pair.first, one.pair.stop, one.pair.key) == (0, -1, 0)
    take_over(loop.trainee, one.answer, one.moment.id, [Lent.BEGIN, Lent.END])
    decided = select(loop.trainee.index, DECIDED, SuggestionDecided, case=loop.family.case.id)
    assert [said.parts for said in decided] == [(Lent.END,)]
    take_over(loop.trainee, one.answer, one.moment.id, [Lent.BEGIN])
    assert [again.decision for again in _now(loop)] == [Decision.ACCEPTED]  # nothing of it could be undone


def test_one_taken_over_as_its_own_beside_a_like_one_is_open_again_when_undone(loop: Loop) -> None:
    (one,) = _proposed(loop, (1, 3, 7))
    accept(loop.trainee, one.answer, one.moment.id)
    assert [again.decision for again in _now(loop)] == [Decision.ACCEPTED]
    assert take_back(loop.trainee, loop.film.id)
    assert [(again.decision, again.like) for again in _now(loop)] == [(Decision.OPEN, loop.marked[0].id)]


def test_what_was_done_since_is_not_taken_back(loop: Loop) -> None:
    (one,) = _proposed(loop, (0, 1, 2))
    accept(loop.trainee, one.answer, one.moment.id)
    mark_frames(loop.trainee, loop.film.id, first=20, end=22)
    before = _own(loop)
    assert not take_back(loop.trainee, loop.film.id)
    assert _own(loop) == before


def test_a_proposal_like_none_lends_nothing(loop: Loop) -> None:
    (one,) = _proposed(loop, (0, 0, 1))
    with pytest.raises(NoLikeMoment):
        take_over(loop.trainee, one.answer, one.moment.id)
    assert [again.decision for again in _now(loop)] == [Decision.OPEN]


def test_the_latest_answer_counts_and_what_was_decided_stays(loop: Loop) -> None:
    first, second = _proposed(loop, (0, 0, 1), (2, 2, 3))
    leave(loop.trainee, first.answer, first.moment.id)
    leave(loop.trainee, second.answer, second.moment.id)
    loop.clock.pass_days(1)
    desk = MarkingDesk(loop.supervisor, loop.guest_film())
    changed = next(one for one in desk.marks if one.id == second.moment.id)
    desk.edit("title", desk.marks.with_moment(replace(changed, title="Uusi nimi")))
    again = _merged(loop)
    assert {one.answer for one in again} != {first.answer}
    assert [(one.moment.id, one.decision) for one in again] == [
        (first.moment.id, Decision.LEFT),
        (second.moment.id, Decision.OPEN),
    ]


def test_without_consent_nothing_is_taken_over(loop: Loop) -> None:
    (one,) = _proposed(loop, (0, 1, 2))
    loop.family.answer(Purposes.GUIDANCE, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        accept(loop.trainee, one.answer, one.moment.id)
    assert (_own(loop), [again.decision for again in _now(loop)]) == (list(loop.marked), [Decision.OPEN])


def test_what_was_not_proposed_is_not_decided(loop: Loop) -> None:
    (one,) = _proposed(loop, (0, 1, 2))
    for answer, wanted in ((one.answer, loop.marked[0].id), (PackageId("a0a0a0a0a0a0"), one.moment.id)):
        with pytest.raises(UnknownId):
            accept(loop.trainee, answer, MomentId(wanted))
