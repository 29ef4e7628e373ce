"""Following through a film, both ways from any frame, turned or not: the task as the engine runs it."""

import io
from pathlib import Path

import pytest

from tests.media.masking.figure_films import figure_film
from tests.media.masking.moving_figure import PATHS, Seen, Where, drawn, overlap
from vigtool.domain.progress import ignore_progress
from vigtool.media.errors import BadTrack
from vigtool.media.index_building import build_index
from vigtool.media.index_bytes import pack_index
from vigtool.media.masking.track_bytes import (
    Sides,
    Tracked,
    TrackWish,
    pack_tracked,
    pack_wish,
    unpack_tracked,
    unpack_wish,
)
from vigtool.media.masking.tracking import track_task

FRAMES = 60


def wish_for(film: Path, scene: list[Seen], frame: int, first: int = 0, stop: int = FRAMES) -> TrackWish:
    left, top, right, bottom = (round(side) for side in scene[frame].box)
    with film.open("rb") as file:
        return TrackWish(pack_index(build_index(file)), frame, (left, top, right, bottom), first, stop)


def tracked(film: Path, wish: TrackWish) -> list[tuple[int, Sides]]:
    with film.open("rb") as file:
        parts = [unpack_tracked(part, wish) for part in track_task(file, pack_wish(wish), ignore_progress)]
    assert all(part.boxes for part in parts)
    return [one for part in parts for one in part.boxes]


@pytest.mark.parametrize("rotation", [0, 90, 180])
def test_somebody_is_followed_both_ways_from_the_middle(tmp_path: Path, rotation: int) -> None:
    scene = drawn(PATHS["turns about"], FRAMES)
    film = figure_film(tmp_path / "film.mp4", scene, rotation)
    found = tracked(film, wish_for(film, scene, 31))
    assert [n for n, _ in found] == [*range(32, FRAMES), *range(30, -1, -1)]
    assert min(overlap(box, scene[n].box) for n, box in found) > 0.85


def test_it_ends_with_the_frames_that_were_asked_for(tmp_path: Path) -> None:
    scene = drawn(PATHS["stands still"], FRAMES)
    film = figure_film(tmp_path / "film.mp4", scene)
    assert [n for n, _ in tracked(film, wish_for(film, scene, 20, 17, 24))] == [21, 22, 23, 19, 18, 17]
    assert [n for n, _ in tracked(film, wish_for(film, scene, 58, 58, 900))] == [59]
    assert tracked(film, wish_for(film, scene, 5, 5, 6)) == []


def test_where_they_are_lost_one_way_the_other_goes_on(tmp_path: Path) -> None:
    scene = drawn(lambda n: Where(150 + 5 * max(n - 20, 0), 50), FRAMES)
    film = figure_film(tmp_path / "film.mp4", scene)
    found = dict(tracked(film, wish_for(film, scene, 25)))
    last = max(found)
    assert 40 < last < FRAMES - 1
    assert scene[last].share > 0.35
    assert sorted(found) == [*range(25), *range(26, last + 1)]


def test_how_far_it_is_rises_to_the_end(tmp_path: Path) -> None:
    scene = drawn(PATHS["stands still"], FRAMES)
    film = figure_film(tmp_path / "film.mp4", scene)
    told: list[tuple[int, int]] = []
    with film.open("rb") as file:
        list(track_task(file, pack_wish(wish_for(film, scene, 40)), lambda done, total: told.append((done, total))))
    assert told == sorted(told)
    assert told[-1] == (FRAMES, FRAMES)
    assert len(told) > 30


BOX: Sides = (1, 2, 30, 40)
WISH = TrackWish(b"", 5, BOX, 2, 9)


def test_a_wish_and_its_answer_come_back_from_their_bytes() -> None:
    assert unpack_wish(pack_wish(WISH)) == WISH
    answer = Tracked([(2, BOX), (8, (-5, -6, 1, 1))])
    assert unpack_tracked(pack_tracked(answer), WISH) == answer


@pytest.mark.parametrize(
    "wish",
    [
        TrackWish(b"", 1, BOX, 2, 9),
        TrackWish(b"", 9, BOX, 2, 9),
        TrackWish(b"", 5, (30, 2, 30, 40), 2, 9),
        TrackWish(b"", 5, (1, 40, 30, 40), 2, 9),
        TrackWish(b"", 5, (1, 2, 1 << 21, 40), 2, 9),
    ],
)
def test_a_wish_that_cannot_be_is_refused(wish: TrackWish) -> None:
    with pytest.raises(BadTrack):
        list(track_task(io.BytesIO(), pack_wish(wish), ignore_progress))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xc1",
        pack_tracked(Tracked([(1, BOX)])),
        pack_tracked(Tracked([(9, BOX)])),
        pack_tracked(Tracked([(5, BOX)])),
        pack_tracked(Tracked([(6, (3, 3, 2, 9))])),
        pack_tracked(Tracked([(6, (-(1 << 21), 3, 2, 9))])),
    ],
)
def test_an_answer_that_is_none_is_refused(answer: bytes) -> None:
    with pytest.raises(BadTrack):
        unpack_tracked(answer, WISH)
    with pytest.raises(BadTrack):
        unpack_wish(answer)
