from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from tests.known_comparison import MATCHED, ONLY_A, ONLY_B, RECEIVING, TIMES, WAITING, A, B, moment
from vigtool.domain.comparing import LEAST_OVERLAP, Alone, Comparison, Marked, compare, in_frames, matches, overlap_of
from vigtool.domain.errors import Cancelled
from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes, Span, TimeBase


def test_the_known_case_gives_exactly_its_figures() -> None:
    found = compare(A, B, TIMES)
    assert [
        (
            short(pair.a.moment.id),
            short(pair.b.moment.id),
            pair.first,
            pair.stop,
            pair.key,
            len(pair.same),
            len(pair.only_a),
            len(pair.only_b),
        )
        for pair in found.matched
    ] == MATCHED
    assert alone(found.only_a) == ONLY_A
    assert alone(found.only_b) == ONLY_B


def short(moment_id: MomentId) -> str:
    return moment_id.rstrip("0")


def alone(part: Sequence[Alone]) -> list[tuple[str, list[str]]]:
    return [(short(one.marked.moment.id), [short(touched) for touched in one.touching]) for one in part]


def test_what_differs_in_a_pair_is_told() -> None:
    pairs = compare(A, B, TIMES).matched
    assert [pair.same_frames for pair in pairs] == [True, False, False, True, False, False, False]
    assert [pair.same_principles for pair in pairs] == [True, True, False, False, True, True, True]
    assert [pair.overlap for pair in pairs] == [
        1,
        Fraction(45, 55),
        Fraction(40, 70),
        1,
        Fraction(60, 100),
        Fraction(60, 140),
        Fraction(60, 140),
    ]
    assert (pairs[2].same, pairs[2].only_a, pairs[2].only_b) == ((RECEIVING,), (WAITING,), ())


def test_greedy_matching_would_have_gone_wrong_here() -> None:
    left, best, right = in_frames(A, TIMES)[5], in_frames(B, TIMES)[7], in_frames(B, TIMES)[6]
    assert overlap_of(left, best) > overlap_of(left, right) >= LEAST_OVERLAP
    assert overlap_of(left, best) < 2 * overlap_of(left, right)


@pytest.mark.parametrize("ours", [(), A])
@pytest.mark.parametrize("theirs", [(), B])
def test_a_side_without_moments_leaves_the_other_alone(ours: Sequence[Moment], theirs: Sequence[Moment]) -> None:
    found = compare(ours, theirs, TIMES)
    if not (ours and theirs):
        assert found == Comparison(
            (), tuple(map(Alone, in_frames(ours, TIMES))), tuple(map(Alone, in_frames(theirs, TIMES)))
        )
    assert (len(found.only_a) + len(found.matched), len(found.only_b) + len(found.matched)) == (len(ours), len(theirs))


@pytest.mark.parametrize(("stop", "pairs"), [(130, 1), (129, 0)])
def test_three_tenths_in_common_are_enough_and_less_is_not(stop: int, pairs: int) -> None:
    found = compare([moment("a", 100, 200)], [moment("b", 100, stop)], TIMES)
    assert len(found.matched) == pairs


def test_another_least_overlap_can_be_asked() -> None:
    assert len(compare(A, B, TIMES, Fraction(9, 10)).matched) == 2
    assert len(compare(A, B, TIMES, Fraction(1, 1000)).matched) == 7


def test_moments_that_only_touch_have_nothing_in_common() -> None:
    found = compare([moment("a", 100, 200)], [moment("b", 200, 300)], TIMES, Fraction(1, 1000))
    assert (found.matched, found.only_a[0].touching) == ((), ())


def test_of_equal_overlaps_more_pairs_are_taken() -> None:
    both = [moment("b1", 40, 100), moment("b2", 100, 115)]  # 60 of 100, or 20 of 100 and 40 of 100: alike in sum
    found = compare([moment("a1", 0, 100), moment("a2", 85, 115)], both, TIMES, Fraction(1, 10))
    assert len(found.matched) == 2


def test_of_equal_overlaps_the_nearer_key_frame_is_taken() -> None:
    twice = [moment("b1", 100, 150, 140), moment("b2", 100, 150, 121)]
    found = compare([moment("a1", 100, 150, 120)], twice, TIMES)
    assert short(found.matched[0].b.moment.id) == "b2"


def test_of_equal_overlaps_and_key_frames_the_common_principle_is_taken() -> None:
    twice = [moment("b1", 100, 150, None, WAITING), moment("b2", 100, 150, None, RECEIVING)]
    found = compare([moment("a1", 100, 150, None, RECEIVING)], twice, TIMES)
    assert short(found.matched[0].b.moment.id) == "b2"


def test_what_is_wholly_equal_goes_together_in_the_order_of_the_film() -> None:
    found = compare([moment(f"a{n}", 100, 150) for n in (3, 1, 2)], [moment(f"b{n}", 100, 150) for n in (2, 1)], TIMES)
    assert [(short(one.a.moment.id), short(one.b.moment.id)) for one in found.matched] == [("a1", "b1"), ("a2", "b2")]
    assert [short(one.marked.moment.id) for one in found.only_a] == ["a3"]


def test_a_span_in_which_no_frame_begins_has_the_frame_on_the_screen() -> None:
    times = FrameTimes(TimeBase(1, 1), (0, 100, 200), 300)
    between = replace(moment("a", 0, 1), span=Span(110, 120), key=115)
    (marked,) = in_frames([between], times)
    assert (marked.first, marked.stop, marked.key) == (1, 2, 1)


def test_a_key_frame_that_began_before_the_first_frame_is_the_first_frame() -> None:
    times = FrameTimes(TimeBase(1, 1), (0, 100, 200), 300)
    (marked,) = in_frames([replace(moment("a", 0, 1), span=Span(50, 250), key=60)], times)
    assert (marked.first, marked.stop, marked.key) == (1, 3, 1)


@pytest.mark.parametrize("after", [2, len(A) + 2])
def test_it_can_be_stopped_while_it_looks_and_while_it_chooses(after: int) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == after:
            raise Cancelled

    with pytest.raises(Cancelled):
        compare(A, B, TIMES, progress=stop)
    assert told == sorted(told)
    assert (2 * told[-1][0] >= told[-1][1]) == (after > len(A))


def test_neither_side_counts_more_where_nothing_of_the_rule_decides() -> None:
    ours = [moment("a0", 0, 6), moment("a1", 0, 8), moment("a2", 2, 8)]
    theirs = [moment("b0", 0, 2), moment("b1", 2, 6), moment("b2", 4, 6), moment("b3", 6, 14)]
    found, turned = (compare(*sides, TIMES, Fraction(1, 10)) for sides in ((ours, theirs), (theirs, ours)))
    pairs = {(one.a.moment.id, one.b.moment.id) for one in found.matched}
    assert pairs == {(one.b.moment.id, one.a.moment.id) for one in turned.matched}


def some_moments(side: str, most: int) -> st.SearchStrategy[list[Moment]]:
    """Crowded into few frames, so that nearly everything overlaps and much is equal."""
    one = st.tuples(st.integers(0, 12), st.integers(1, 6), st.integers(0, 5), st.sampled_from([(), (WAITING,)]))
    return st.lists(one, max_size=most).map(
        lambda all_: [
            moment(f"{side}{number}x", first, first + length, first + min(key, length - 1), *principles)
            for number, (first, length, key, principles) in enumerate(all_)
        ]
    )


LEAST = st.sampled_from([Fraction(1, 10), LEAST_OVERLAP, Fraction(1, 2), Fraction(1)])


@given(some_moments("a", 6), some_moments("b", 6), LEAST)
def test_each_moment_is_there_exactly_once_and_pairs_overlap_enough(
    ours: list[Moment], theirs: list[Moment], least: Fraction
) -> None:
    found = compare(ours, theirs, TIMES, least)
    of_a = [one.a.moment.id for one in found.matched] + [one.marked.moment.id for one in found.only_a]
    of_b = [one.b.moment.id for one in found.matched] + [one.marked.moment.id for one in found.only_b]
    assert sorted(of_a) == sorted(one.id for one in ours)
    assert sorted(of_b) == sorted(one.id for one in theirs)
    assert all(pair.overlap >= least for pair in found.matched)


@given(some_moments("a", 6), some_moments("b", 6), LEAST)
def test_neither_side_counts_more(ours: list[Moment], theirs: list[Moment], least: Fraction) -> None:
    found, turned = compare(ours, theirs, TIMES, least), compare(theirs, ours, TIMES, least)
    pairs = {(one.a.order, one.b.order): (one.first, one.stop, one.key, one.same) for one in found.matched}
    assert pairs == {(one.b.order, one.a.order): (-one.first, -one.stop, -one.key, one.same) for one in turned.matched}
    assert (found.only_a, found.only_b) == (turned.only_b, turned.only_a)


@given(some_moments("a", 6), some_moments("b", 6))
def test_in_which_order_they_were_marked_plays_no_part(ours: list[Moment], theirs: list[Moment]) -> None:
    assert compare(ours[::-1], theirs[3:] + theirs[:3], TIMES) == compare(ours, theirs, TIMES)


@given(some_moments("a", 4), some_moments("b", 4), LEAST)
def test_it_is_the_best_of_all_that_there_are(ours: list[Moment], theirs: list[Moment], least: Fraction) -> None:
    a, b = in_frames(ours, TIMES), in_frames(theirs, TIMES)
    best = max(worth(a, b, pairs) for pairs in all_matchings(a, b, least))
    assert worth(a, b, matches(a, b, least)) == best


def all_matchings(a: Sequence[Marked], b: Sequence[Marked], least: Fraction) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way to put some of a with some of b, each once at most."""
    if not a:
        yield ()
        return
    last = len(a) - 1
    for rest in all_matchings(a[:last], b, least):
        yield rest
        taken = {other for _, other in rest}
        for other, theirs in enumerate(b):
            if other not in taken and overlap_of(a[last], theirs) >= least:
                yield (*rest, (last, other))


def worth(a: Sequence[Marked], b: Sequence[Marked], pairs: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The rule, said once more: overlap in millionths, pairs, key frames, principles."""
    return (
        sum(millionths(a[one], b[other]) for one, other in pairs),
        len(pairs),
        -sum(abs(a[one].key - b[other].key) for one, other in pairs),
        sum(len({*a[one].moment.principles} & {*b[other].moment.principles}) for one, other in pairs),
    )


def millionths(one: Marked, other: Marked) -> int:
    both, either = {*range(one.first, one.stop)}, {*range(other.first, other.stop)}
    return len(both & either) * 1_000_000 // len(both | either)


@given(some_moments("a", 12), some_moments("b", 12), LEAST)
def test_the_overlaps_add_up_to_what_scipy_finds(ours: list[Moment], theirs: list[Moment], least: Fraction) -> None:
    a, b = in_frames(ours, TIMES), in_frames(theirs, TIMES)
    table = np.array(
        [[millionths(one, other) if overlap_of(one, other) >= least else 0 for other in b] for one in a], dtype=np.int64
    ).reshape(len(a), len(b))
    rows, columns = linear_sum_assignment(table, maximize=True)
    assert sum(millionths(a[one], b[other]) for one, other in matches(a, b, least)) == table[rows, columns].sum()
