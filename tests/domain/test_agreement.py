from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from tests.known_comparison import FRAMES, RECEIVING, TIMES, WAITING, A, B, moment
from vigtool.domain.agreement import RESAMPLES, STEPS, Agreement, Estimate, agreement
from vigtool.domain.comparing import Marked, in_frames
from vigtool.domain.errors import Cancelled
from vigtool.domain.identifiers import MomentId
from vigtool.domain.unitizing import Unit, tally

OURS, THEIRS = in_frames(A, TIMES), in_frames(B, TIMES)


def of(ours: list[Marked], theirs: list[Marked], seed: int = 7) -> Agreement:
    return agreement(ours, theirs, FRAMES, Random(seed).randrange)


def test_the_known_case() -> None:
    found = of(OURS, THEIRS)
    assert [one.value for one in found.f1] == [Fraction(2 * pairs, 17) for pairs in (7, 7, 6, 5, 3)]
    assert found.stretches == 8
    ours = [(100, 150), (200, 250), (300, 340), (400, 450), (500, 600), (700, 860), (900, 930)]
    theirs = [(100, 150), (205, 255), (290, 360), (400, 450), (500, 560), (560, 600), (660, 820), (940, 960)]
    assert found.where.value == tally([[Unit(*one, 1) for one in side] for side in (ours, theirs)], FRAMES).alpha()


@pytest.mark.parametrize("place", range(len(STEPS)))
def test_f1_is_that_of_another_assignment(place: int) -> None:
    """Of all pairs that overlap enough, as scipy puts them together."""
    least = float(STEPS[place]) - 1e-9
    first, stop = (np.array([getattr(one, name) for one in OURS])[:, None] for name in ("first", "stop"))
    other_first, other_stop = (np.array([getattr(one, name) for one in THEIRS])[None] for name in ("first", "stop"))
    common = np.clip(np.minimum(stop, other_stop) - np.maximum(first, other_first), 0, None)
    overlap = common / (stop - first + other_stop - other_first - common)
    rows, columns = linear_sum_assignment(np.where(overlap >= least, overlap, 0), maximize=True)
    pairs = int((overlap[rows, columns] >= least).sum())
    assert of(OURS, THEIRS).f1[place].value == Fraction(2 * pairs, len(OURS) + len(THEIRS))


def test_an_interval_holds_its_figure_and_comes_again_from_the_same_draws() -> None:
    found = of(OURS, THEIRS)
    for one in (*found.f1, found.where, found.what):
        assert one.value is not None
        assert one.low is not None
        assert one.high is not None
        assert one.low < one.value < one.high
    assert of(OURS, THEIRS) == found
    assert of(OURS, THEIRS, seed=8) != found


def test_the_interval_is_that_of_numpys_resamples() -> None:
    """F1 at the first step, from the counts of the eight stretches as they can be read off the known case."""
    pairs, moments = np.array([1, 1, 1, 1, 1, 2, 0, 0]), np.array([2, 2, 2, 2, 3, 4, 1, 1])
    chance = Random(7)
    drawn = np.array([[chance.randrange(8) for _ in range(8)] for _ in range(RESAMPLES)])
    values = np.sort(2 * pairs[drawn].sum(axis=1) / moments[drawn].sum(axis=1))
    first = of(OURS, THEIRS).f1[0]
    assert first.low is not None
    assert first.high is not None
    assert float(first.low) == pytest.approx(values[25])
    assert float(first.high) == pytest.approx(values[-26])


def test_with_few_stretches_there_is_no_interval() -> None:
    found = of(OURS[:3], THEIRS[:3])
    assert found.stretches == 3
    assert found.f1[0] == Estimate(Fraction(1))
    assert found.where.low is None


def test_where_nobody_marked_anything_nothing_can_be_told() -> None:
    assert of([], []) == Agreement(tuple(Estimate(None) for _ in STEPS), Estimate(None), Estimate(None), 0)


def test_the_same_marks_agree_fully_in_every_resample() -> None:
    found = of(OURS, in_frames([replace(one, id=MomentId("c" + one.id[1:])) for one in A], TIMES))
    one = Fraction(1)
    assert set(found.f1) == {Estimate(one, one, one)}
    assert (found.where, found.what) == (Estimate(one, one, one), Estimate(one, one, one))


def test_own_moments_that_overlap_are_one_stretch_and_are_cut_for_the_principles() -> None:
    ours = [
        moment("a1", 100, 200, None, WAITING),
        moment("a2", 150, 250, None, RECEIVING),
        moment("a3", 300, 320, None, WAITING),
    ]
    theirs = [moment("b1", 150, 200, None, WAITING), moment("b2", 230, 310)]
    found = of(in_frames(ours, TIMES), in_frames(theirs, TIMES))
    both = frozenset((one.pack, one.item) for one in (WAITING, RECEIVING))
    one, other = (frozenset({(seen.pack, seen.item)}) for seen in (WAITING, RECEIVING))
    assert (
        found.where.value
        == tally([[Unit(100, 250, 1), Unit(300, 320, 1)], [Unit(150, 200, 1), Unit(230, 310, 1)]], FRAMES).alpha()
    )
    cut = [Unit(100, 150, one), Unit(150, 200, both), Unit(200, 250, other), Unit(300, 320, one)]
    assert found.what.value == tally([cut, [Unit(150, 200, one), Unit(230, 310, frozenset())]], FRAMES).alpha()


def test_it_can_be_stopped() -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        agreement(OURS, THEIRS, FRAMES, Random(1).randrange, stop)


def test_moments_with_nothing_in_common_each_make_a_stretch() -> None:
    ours = [moment(f"a{number:03}", 4 * number, 4 * number + 2) for number in range(6)]
    theirs = [moment(f"b{number:03}", 4 * number + 2, 4 * number + 3) for number in range(6)]
    found = of(in_frames(ours, TIMES), in_frames(theirs, TIMES))
    assert (found.stretches, found.f1[0]) == (12, Estimate(Fraction(0), Fraction(0), Fraction(0)))
    assert found.where.value is not None
    assert found.where.value < 0
