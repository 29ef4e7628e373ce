from hypothesis import given
from hypothesis import strategies as st

from vigtool.engine.film_messages import Wish
from vigtool.engine.serving.coming import AHEAD, AROUND, coming, distance, key_of

WITHIN = (640, 360)
FRAMES = 1000


def frames_after(wish: Wish) -> list[int]:
    return [key.frame for key in coming(wish, FRAMES)]


def test_playing_forward_wants_the_next_frames() -> None:
    assert frames_after(Wish(10, WITHIN, heading=1)) == list(range(11, 11 + AHEAD))


def test_playing_backward_wants_those_before_and_none_before_the_first() -> None:
    assert frames_after(Wish(4, WITHIN, heading=-1)) == [3, 2, 1, 0]


def test_fast_playing_wants_every_so_many_frames() -> None:
    assert frames_after(Wish(10, WITHIN, heading=1, stride=4))[:3] == [14, 18, 22]


def test_a_loop_goes_on_at_its_other_end() -> None:
    assert frames_after(Wish(18, WITHIN, heading=1, loop=(15, 20)))[:4] == [19, 15, 16, 17]
    assert frames_after(Wish(16, WITHIN, heading=-1, loop=(15, 20)))[:3] == [15, 19, 18]


def test_at_rest_both_sides_are_wanted_the_nearest_first() -> None:
    assert frames_after(Wish(500, WITHIN))[:6] == [501, 499, 502, 498, 503, 497]
    assert frames_after(Wish(0, WITHIN)) == list(range(1, AROUND + 1))
    assert len(frames_after(Wish(FRAMES - 1, WITHIN))) == AROUND


def test_both_instants_of_a_picture_are_met_in_their_order() -> None:
    forward = [(key.frame, key.field) for key in coming(Wish(7, WITHIN, heading=1, field="first"), FRAMES)]
    assert forward[:3] == [(7, "second"), (8, "first"), (8, "second")]
    backward = [(key.frame, key.field) for key in coming(Wish(7, WITHIN, heading=-1, field="first"), FRAMES)]
    assert backward[:3] == [(6, "second"), (6, "first"), (5, "second")]


@given(st.integers(0, FRAMES - 1), st.sampled_from([-1, 0, 1]), st.integers(1, 8), st.sampled_from(["whole", "first"]))
def test_the_wished_picture_is_the_nearest_and_the_later_is_the_further(
    frame: int, heading: int, stride: int, field: str
) -> None:
    wish = Wish(frame, WITHIN, heading=heading, stride=stride, field=field)  # type: ignore[arg-type]
    keys = list(coming(wish, FRAMES))
    assert all(0 <= key.frame < FRAMES for key in keys)
    assert distance(wish, key_of(wish)) == 0
    far = [distance(wish, key) for key in keys]
    assert far == sorted(far)
    assert len(set(keys)) == len(keys)


def test_a_picture_of_another_size_is_never_wanted() -> None:
    small = key_of(Wish(5, (32, 18)))
    assert distance(Wish(5, WITHIN), small) == float("inf")


def test_what_was_passed_is_further_than_what_comes() -> None:
    wish = Wish(100, WITHIN, heading=1)
    passed, comes = key_of(Wish(95, WITHIN)), key_of(Wish(100 + AHEAD, WITHIN))
    assert distance(wish, passed) > distance(wish, comes)
    looped = Wish(100, WITHIN, heading=1, loop=(90, 103))
    assert distance(looped, key_of(Wish(90, WITHIN))) < distance(looped, key_of(Wish(99, WITHIN)))
