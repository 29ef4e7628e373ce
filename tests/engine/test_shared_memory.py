"""The memory for pictures, as the app lets go of it."""

import weakref

from vigtool.engine.shared_memory import SharedMemory


class _Pages(bytearray):
    """Memory that can be watched going."""


def test_it_is_let_go_of_once() -> None:
    """A number of a descriptor that is closed twice may be another's by then."""
    closed: list[bool] = []
    memory = SharedMemory(memoryview(bytearray(4)), lambda: closed.append(True))
    memory.close()
    memory.close()
    assert closed == [True]


def test_it_stays_as_long_as_a_picture_is_looked_at_and_no_longer() -> None:
    pages = _Pages(16)
    gone = weakref.ref(pages)
    memory = SharedMemory(memoryview(pages), lambda: None)
    del pages
    picture = memory.pixels(0, 2, 2)
    memory.close()
    assert memory.size == 0
    assert picture.sum() == 0
    del picture
    assert gone() is None
