from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from vigtool.engine.serving.picture_slots import FEWEST, PictureKey, PictureSlots
from vigtool.engine.shared_memory import MEMORY_BYTES, MOST_SLOTS, STRIDE, SharedMemory, create_memory


def key(frame: int) -> PictureKey:
    return PictureKey(frame, "whole", "auto", (64, 36))


def picture(number: int) -> NDArray[np.uint8]:
    return np.full((2, 4, 4), number % 256, np.uint8)


def near(frame: int) -> Callable[[PictureKey], float]:
    return lambda one: float(abs(one.frame - frame))


def put(slots: PictureSlots, frame: int, playhead: int) -> bool:
    def draw(out: NDArray[np.uint8]) -> tuple[int, int]:
        out[: picture(frame).nbytes] = picture(frame).ravel()
        return picture(frame).shape[:2]

    return slots.put(key(frame), picture(frame).nbytes, draw, near(playhead))


@pytest.fixture(name="memory")
def _memory() -> Iterator[SharedMemory]:
    memory = create_memory(MEMORY_BYTES)
    yield memory
    memory.close()


def test_a_ready_picture_lies_in_its_slot(memory: SharedMemory) -> None:
    slots = PictureSlots(memory)
    assert put(slots, 7, 7)
    ready = slots.take(key(7))
    assert ready is not None
    assert (ready.width, ready.height) == (4, 2)
    assert (memory.pixels(ready.slot * STRIDE, 2, 4) == 7).all()
    assert slots.take(key(8)) is None


def test_those_furthest_from_the_playhead_make_room(memory: SharedMemory) -> None:
    slots = PictureSlots(memory)
    for frame in range(MOST_SLOTS):
        put(slots, frame, 0)
    assert put(slots, MOST_SLOTS, MOST_SLOTS)
    assert not slots.holds(key(0))
    assert all(slots.holds(key(frame)) for frame in range(1, MOST_SLOTS + 1))


def test_nothing_nearer_is_given_up_for_something_further(memory: SharedMemory) -> None:
    slots = PictureSlots(memory)
    for frame in range(MOST_SLOTS):
        put(slots, frame, 0)
    assert not put(slots, 500, 0)
    assert slots.holds(key(MOST_SLOTS - 1))


def test_large_pictures_leave_fewer_slots(memory: SharedMemory) -> None:
    slots = PictureSlots(memory, room=10 * picture(0).nbytes)
    for frame in range(MOST_SLOTS):
        put(slots, frame, MOST_SLOTS)
    assert sum(slots.holds(key(frame)) for frame in range(MOST_SLOTS)) == 10
    scarce = PictureSlots(memory, room=1)
    for frame in range(MOST_SLOTS):
        put(scarce, frame, MOST_SLOTS)
    assert sum(scarce.holds(key(frame)) for frame in range(MOST_SLOTS)) == FEWEST


def test_a_forgotten_picture_that_is_looked_at_keeps_its_slot_until_it_is_released(memory: SharedMemory) -> None:
    slots = PictureSlots(memory)
    put(slots, 0, 0)
    looked_at = slots.take(key(0))
    assert looked_at is not None
    slots.forget()
    for frame in range(1, 2 * MOST_SLOTS):
        put(slots, frame, frame)
    assert (memory.pixels(looked_at.slot * STRIDE, 2, 4) == 0).all()
    slots.release(looked_at.slot)
    slots.forget()
    used = set()
    for frame in range(100, 100 + MOST_SLOTS):
        put(slots, frame, frame)
        ready = slots.take(key(frame))
        assert ready is not None
        used.add(ready.slot)
    assert used == set(range(MOST_SLOTS))


@given(st.lists(st.tuples(st.sampled_from(["put", "take", "release", "forget"]), st.integers(0, 60)), max_size=150))
def test_no_slot_that_is_looked_at_is_ever_overwritten(deeds: list[tuple[str, int]]) -> None:
    memory = create_memory(MEMORY_BYTES)
    slots = PictureSlots(memory)
    held: list[tuple[int, int]] = []
    for deed, frame in deeds:
        if deed == "put":
            put(slots, frame, frame)
        elif deed == "take" and (ready := slots.take(key(frame))) is not None:
            held.append((frame, ready.slot))
        elif deed == "release" and held:
            slots.release(held.pop(frame % len(held))[1])
        elif deed == "forget":
            slots.forget([key(frame)])
        for one, slot in held:
            assert (memory.pixels(slot * STRIDE, 2, 4) == one).all()
    memory.close()


def test_a_picture_that_cannot_be_drawn_takes_no_slot(memory: SharedMemory) -> None:
    def torn(_out: NDArray[np.uint8]) -> tuple[int, int]:
        raise MemoryError

    slots = PictureSlots(memory)
    for _ in range(MOST_SLOTS + 1):
        with pytest.raises(MemoryError):
            slots.put(key(1), 32, torn, near(1))
    assert not slots.holds(key(1))
    assert put(slots, 2, 2)


def test_a_second_view_sees_the_same_bytes(memory: SharedMemory) -> None:
    memory.pixels(STRIDE, 1, 1)[:] = 9
    assert memory.buffer[STRIDE] == 9
    assert memory.size == MEMORY_BYTES


def test_no_slot_is_lost_when_two_threads_make_the_same_picture(memory: SharedMemory) -> None:
    slots = PictureSlots(memory)

    def draw_while_another_does(out: NDArray[np.uint8]) -> tuple[int, int]:
        put(slots, 1, 1)
        out[: picture(1).nbytes] = picture(1).ravel()
        return picture(1).shape[:2]

    assert slots.put(key(1), picture(1).nbytes, draw_while_another_does, near(1))
    assert slots.holds(key(1))
    slots.forget()
    for frame in range(MOST_SLOTS):
        assert put(slots, frame, 0)
    assert all(slots.holds(key(frame)) for frame in range(MOST_SLOTS))
