from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.marks import Marks, MomentRemoved, MomentSet
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import Span

FILM = RecordingId("f1mf1mf1mf1m")


def moment(name: str, start: int = 0, title: str = "") -> Moment:
    return Moment(MomentId(name), FILM, Span(start, start + 5), start, title)


MOMENTS = st.builds(moment, st.sampled_from("abcdef"), st.integers(0, 9), st.sampled_from(["", "smile", "wait"]))
MARKS = st.lists(MOMENTS, max_size=6, unique_by=lambda one: one.id).map(lambda moments: Marks(tuple(moments)))


def by_id(marks: Marks) -> dict[MomentId, Moment]:
    return {one.id: one for one in marks}


@given(MARKS, MARKS)
def test_the_changes_between_two_states_lead_from_one_to_the_other(before: Marks, after: Marks) -> None:
    assert by_id(before.apply(before.changes_to(after))) == by_id(after)


@given(MARKS, MARKS)
def test_only_what_differs_is_a_change(before: Marks, after: Marks) -> None:
    old, new = by_id(before), by_id(after)
    changes = before.changes_to(after)
    assert {change.moment_id for change in changes if isinstance(change, MomentRemoved)} == old.keys() - new.keys()
    assert [change.moment for change in changes if isinstance(change, MomentSet)] == [
        one for one in after if old.get(one.id) != one
    ]


@given(MARKS, MOMENTS)
def test_a_moment_is_put_in_the_place_of_the_one_with_its_id_or_at_the_end(marks: Marks, put: Moment) -> None:
    order = [one.id for one in marks]
    changed = marks.with_moment(put)
    assert [one.id for one in changed] == (order if put.id in order else [*order, put.id])
    assert changed.get(put.id) == put
    assert by_id(changed) == by_id(marks) | {put.id: put}


@given(MARKS, MOMENTS)
def test_a_removed_moment_is_gone_and_the_others_stay(marks: Marks, gone: Moment) -> None:
    left = marks.without(gone.id)
    assert left.get(gone.id) is None
    assert list(left) == [one for one in marks if one.id != gone.id]


@given(MARKS)
def test_film_order_is_by_begin_then_end_then_id(marks: Marks) -> None:
    longer = Marks(tuple(replace(one, span=Span(one.span.start, one.span.end + len(one.title))) for one in marks))
    keys = [(one.span.start, one.span.end, one.id) for one in longer.in_film_order()]
    assert keys == sorted((one.span.start, one.span.end, one.id) for one in longer)
