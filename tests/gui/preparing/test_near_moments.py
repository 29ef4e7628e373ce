"""Where the engine keeps itself ready: around the moments that will probably be looked at next."""

from itertools import count

from tests.gui.preparing.conftest import DrawnFilm
from tests.gui.preparing.desk import FILM
from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.gui.preparing.near_moments import NearMoments


def near(film: DrawnFilm, *spans: tuple[int, int]) -> tuple[NearMoments, list[MomentId]]:
    names = (MomentId(f"m{n:011}") for n in count())
    moments = []
    for name, (first, last) in zip(names, spans, strict=False):
        span = film.times.span(first, last + 1)
        moments.append(Moment(name, FILM, span, span.start))
    made = NearMoments(film.times)
    made.show_marks(Marks(tuple(moments)))
    return made, [one.id for one in moments]


def test_the_selected_moment_comes_first_then_the_next_then_its_neighbours(film: DrawnFilm) -> None:
    moments, (_first, second, _third, _fourth) = near(film, (2, 5), (10, 15), (20, 25), (40, 44))
    assert moments.pins(second, 30) == (10, 15, 40, 44, 20, 25, 2, 5)


def test_without_a_selection_the_next_moment_is_near(film: DrawnFilm) -> None:
    moments, _names = near(film, (10, 15), (20, 25))
    assert moments.pins(None, 0) == (10, 15)
    assert moments.pins(None, 10) == (20, 25)
    assert moments.pins(None, 50) == ()


def test_no_frame_is_named_twice(film: DrawnFilm) -> None:
    moments, (only, touching) = near(film, (10, 15), (15, 15))
    assert moments.pins(only, 0) == (10, 15)
    assert moments.pins(touching, 0) == (15, 10)
    assert moments.pins(MomentId("m99999999999"), 0) == (10, 15)
