"""What is to be shown in a review, in which order."""

from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.reviewing import in_guiders_order, to_be_shown
from vigtool.domain.ticks import Span


def marked(name: str, start: int, place: int | None = None, film: str = "a", *, starred: bool = True) -> Moment:
    span = Span(start, start + 5)
    return Moment(MomentId(name), RecordingId(film), span, start, starred=starred, place=place)


def test_moments_stand_as_the_guider_laid_them_and_then_as_they_lie_in_their_films() -> None:
    late, early, other = marked("late", 50), marked("early", 10), marked("other", 0, film="b")
    second, first = marked("second", 5, place=1), marked("first", 90, place=0)
    assert in_guiders_order([other, late, second, early, first]) == (first, second, early, late, other)


def test_only_moments_with_a_star_that_nobody_wants_spared_are_shown() -> None:
    plain, starred, spared = marked("plain", 0, starred=False), marked("starred", 9), marked("spared", 3)
    assert to_be_shown([plain, starred, spared], {spared.id}) == (starred,)
