import pytest

from tests.known_comparison import TIMES, A, B
from vigtool.domain.comparing import compare
from vigtool.domain.proposals import Decision, Lent, differing


def test_the_words_are_those_that_scripts_use() -> None:
    assert [str(one) for one in Decision] == ["open", "accepted", "left"]
    assert [Lent(one) for one in ("in", "out", "key", "principles")] == list(Lent)


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        (0, set()),
        (1, {Lent.BEGIN, Lent.END, Lent.KEY}),
        (2, {Lent.BEGIN, Lent.END, Lent.PRINCIPLES}),
        (3, {Lent.PRINCIPLES}),
        (4, {Lent.END}),
    ],
)
def test_what_could_be_taken_over_is_what_is_not_the_same(place: int, parts: set[Lent]) -> None:
    assert differing(compare(A, B, TIMES).matched[place]) == parts
