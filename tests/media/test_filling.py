"""What is decoded ahead of being asked for: always something new, at last nothing, and then what matters is there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.media.index_doubles import index_with_entries
from tests.media.test_frame_store import EACH, FRAMES, focuses, frame
from vigtool.media.filling import AHEAD, NEAR, next_run
from vigtool.media.focus import BACK_RUN, Focus, pinned, window
from vigtool.media.frame_store import FrameStore

groups = st.sets(st.integers(1, FRAMES - 1), max_size=20)


def fill(entries: set[int], store: FrameStore, focus: Focus) -> list[range]:
    """Decode run after run until nothing is wanted; every run must be worth it."""
    index = index_with_entries(FRAMES, sorted({0, *entries}))
    store.focus(focus)
    runs = []
    while (run := next_run(index, store, focus)) is not None:
        assert len(run) > 0
        assert 0 <= run[0] <= run[-1] < FRAMES
        assert not store.held(run).all()
        runs.append(run)
        assert len(runs) < 2 * FRAMES, "it never has enough"
        for n in run:
            if not store.holds(n):
                store.put(frame(n))
    return runs


@given(groups, focuses(), st.integers(0, 120), st.lists(st.integers(0, FRAMES - 1), max_size=60))
def test_filling_ends_and_what_matters_is_there(entries: set[int], focus: Focus, room: int, before: list[int]) -> None:
    store = FrameStore(room * EACH)
    for n in before:
        store.put(frame(n))
    fill(entries, store, focus)
    if room < 1:
        return
    near = window(focus, FRAMES, room)
    if focus.heading == 0:
        entry = max([n for n in entries if n <= focus.frame], default=0)
        first = max(entry, near.start)
        whole = entry >= near.start
        wanted = range(first if whole else focus.frame - (focus.frame - near.start) // 2, focus.frame + 1)
        assert store.held(wanted).all()
    for span in pinned(focus, room):
        assert store.held(range(span.start, min(span.stop, FRAMES))).all()


@pytest.mark.parametrize("at", [0, 59, 60, 130, 179, 299])
def test_at_rest_every_step_back_and_forward_is_ready(at: int) -> None:
    store = FrameStore(200 * EACH)
    runs = fill({60, 120, 180, 240}, store, Focus(at))
    assert at in runs[0], "the playhead's own group comes first"
    assert store.held(range(max(at - 100, 0), min(at + NEAR, FRAMES))).all()


def test_the_own_group_then_a_little_ahead_then_the_group_before_then_ahead_then_pins() -> None:
    store = FrameStore(250 * EACH)
    store.put(frame(0))
    runs = fill({60, 120, 180, 240}, store, Focus(150, pins=(290,)))
    assert runs[:4] == [range(120, 151), range(151, 159), range(60, 120), range(1, 60)]
    assert runs[-1] == range(286, 300)
    assert runs[-2].start == 159


def test_of_a_long_group_the_end_comes_first_then_the_whole() -> None:
    store = FrameStore(280 * EACH)
    store.put(frame(299))
    runs = fill(set(), store, Focus(200))
    assert runs[:2] == [range(200 - BACK_RUN, 201), range(200 - BACK_RUN)]


def test_of_a_group_larger_than_what_fits_the_part_before_the_playhead_is_kept() -> None:
    store = FrameStore(40 * EACH)
    fill(set(), store, Focus(200))
    assert store.held(range(170, 205)).all()


def test_stepping_back_through_a_large_group_does_not_decode_it_for_every_step() -> None:
    store = FrameStore(40 * EACH)
    runs = [run for n in range(250, 50, -1) for run in fill(set(), store, Focus(n, -1))]
    assert len(runs) < 30


def test_heading_back_the_groups_behind_come_before_they_are_needed() -> None:
    store = FrameStore(100 * EACH)
    entries = set(range(0, FRAMES, 12))
    for n in range(290, 0, -1):
        fill(entries, store, Focus(n, -1))
        assert store.held(range(max(n - 30, 0), n + 1)).all()


@pytest.mark.parametrize("stride", [1, 2, 4])
def test_playing_on_is_left_to_the_decoder_that_shows_it(stride: int) -> None:
    store = FrameStore(100 * EACH)
    store.put(frame(0))
    assert fill({60, 120, 180, 240}, store, Focus(10, 1, stride)) == []
    assert fill({60, 120, 180, 240}, store, Focus(10, 1, stride, pins=(250,))) == [range(246, 263)]


@pytest.mark.parametrize("stride", [1, 2])
def test_a_loop_finds_its_beginning_ready(stride: int) -> None:
    store = FrameStore(200 * EACH)
    store.put(frame(0))
    runs = fill({60, 120}, store, Focus(140, 1, stride, loop=(100, 180)))
    assert runs[0] == range(100, min(100 + AHEAD * stride, 180), stride)
    assert store.held(runs[0]).all()


def test_outside_the_film_nothing_is_wanted() -> None:
    index = index_with_entries(FRAMES, [0])
    for at in (-1, FRAMES):
        assert next_run(index, FrameStore(EACH), Focus(at)) is None
    assert next_run(index, FrameStore(0), Focus(3)) == range(4)
    store = FrameStore(0)
    store.put(frame(3))
    assert next_run(index, store, Focus(3)) is None
    assert np.array_equal(store.held(range(5)), np.zeros(5, np.bool_))
