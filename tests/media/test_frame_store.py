"""The store of decoded frames keeps its budget, and lets go of what is furthest from where the playhead heads."""

import threading

import numpy as np
import pytest
from av import VideoFrame
from hypothesis import given
from hypothesis import strategies as st

from vigtool.media.focus import PIN_AHEAD, PIN_BEHIND, Focus, remoteness, window
from vigtool.media.frame import Frame
from vigtool.media.frame_store import FrameStore, picture_bytes
from vigtool.media.store_budget import default_budget, free_memory

FRAMES = 300
PICTURE = VideoFrame(16, 16, "yuv420p")
EACH = picture_bytes(PICTURE)

places = st.integers(0, FRAMES - 1)


@st.composite
def focuses(draw: st.DrawFn) -> Focus:
    loop = draw(st.none() | st.tuples(places, places))
    return Focus(
        draw(places),
        draw(st.sampled_from([-1, 0, 1])),
        draw(st.integers(1, 5)),
        (min(loop), max(loop) + 1) if loop else None,
        tuple(draw(st.lists(places, max_size=4))),
    )


def frame(n: int) -> Frame:
    return Frame(n, n, PICTURE)


@given(st.integers(0, 60), st.lists(places, max_size=150), focuses(), st.integers(0, EACH - 1))
def test_the_budget_holds_and_the_nearest_stay(room: int, put: list[int], focus: Focus, rest: int) -> None:
    store = FrameStore(room * EACH + rest)
    store.focus(focus)
    for n in put:
        store.put(frame(n))
        assert store.bytes <= store.budget
    held = {n for n in range(FRAMES) if store.holds(n)}
    assert len(held) == min(room, len(set(put)))
    assert store.bytes == len(held) * EACH
    assert all(store.get(n) is not None for n in held)
    gone = set(put) - held
    if gone and held:
        far = {n: int(cost) for n, cost in zip(sorted(put), _costs(sorted(put), focus, room), strict=True)}
        assert max(far[n] for n in held) <= min(far[n] for n in gone)


def _costs(numbers: list[int], focus: Focus, room: int) -> list[int]:
    return [int(cost) for cost in remoteness(np.array(numbers, np.int64), focus, room)]


@given(focuses(), st.integers(1, 200))
def test_the_window_is_what_is_least_remote(focus: Focus, room: int) -> None:
    near = window(focus, FRAMES, room)
    assert focus.frame in near
    assert len(near) <= room
    assert near.start >= 0
    assert near[-1] < FRAMES
    plain = Focus(focus.frame, focus.heading, focus.stride)
    met = np.arange(focus.frame % focus.step, FRAMES, focus.step)
    costs = remoteness(met, plain, 0)
    inside = np.isin(met, np.array(near))
    if not inside.all():
        assert costs[inside].max() <= costs[~inside].min()


def test_pins_survive_a_playhead_that_is_far_away() -> None:
    store = FrameStore(80 * EACH)
    focus = Focus(250, pins=(20,))
    store.focus(focus)
    for n in range(FRAMES):
        store.put(frame(n))
    assert all(store.holds(n) for n in range(20 - PIN_BEHIND, 20 + PIN_AHEAD + 1))
    assert all(store.holds(n) for n in range(210, 260))
    assert not store.holds(150)


@pytest.mark.parametrize(("heading", "kept", "gone"), [(-1, 60, 115), (1, 130, 60), (0, 70, 125)])
def test_what_lies_where_it_heads_stays(heading: int, kept: int, gone: int) -> None:
    store = FrameStore(50 * EACH)
    store.focus(Focus(100, heading))
    for n in range(FRAMES):
        store.put(frame(n))
    assert (store.holds(kept), store.holds(gone)) == (True, False)


def test_held_counts_with_a_stride() -> None:
    store = FrameStore(FRAMES * EACH)
    for n in (4, 5, 10, 12, 40):
        store.put(frame(n))
    assert store.held(range(4, 14, 2)).tolist() == [True, False, False, True, True]
    assert store.room == FRAMES
    store.clear()
    assert (store.bytes, store.holds(4), store.get(4)) == (0, False, None)


def test_a_frame_put_again_counts_once() -> None:
    store = FrameStore(10 * EACH)
    for _again in range(30):
        store.put(frame(3))
    assert store.bytes == EACH


def test_threads_share_it() -> None:
    store = FrameStore(40 * EACH)

    def fill(offset: int) -> None:
        for n in range(600):
            store.focus(Focus(n % FRAMES))
            store.put(frame((n * 7 + offset) % FRAMES))
            store.get(n % FRAMES)

    threads = [threading.Thread(target=fill, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.bytes == EACH * sum(store.holds(n) for n in range(FRAMES)) <= store.budget


def test_the_default_budget_is_a_quarter_of_what_is_free_and_never_too_much() -> None:
    free = free_memory()
    assert 0 < default_budget() <= 1536 << 20
    assert free is None or default_budget() <= free // 3
