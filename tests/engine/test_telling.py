"""In which order the engine's threads tell the app of pictures: nothing older may come after something newer."""

from collections.abc import Iterator
from contextlib import closing
from multiprocessing import Pipe
from threading import Thread

import numpy as np
import pytest
from numpy.typing import NDArray

from vigtool.engine.channel import Channel
from vigtool.engine.film_messages import PICTURE_ANSWERS, Ask, Shown, Wish
from vigtool.engine.serving.coming import key_of
from vigtool.engine.serving.picture_making import Teller
from vigtool.engine.serving.picture_slots import PictureSlots
from vigtool.engine.serving.wish_board import WishBoard
from vigtool.engine.shared_memory import MEMORY_BYTES, create_memory

WITHIN = (64, 36)
FIRST, SECOND = Ask(1, Wish(10, WITHIN, scrubbing=True)), Ask(2, Wish(40, WITHIN, scrubbing=True))


def _draw(out: NDArray[np.uint8]) -> tuple[int, int]:
    out[:16] = 1
    return 2, 2


@pytest.fixture(name="slots")
def _slots() -> Iterator[PictureSlots]:
    with closing(create_memory(MEMORY_BYTES)) as memory:
        slots = PictureSlots(memory)
        for ask in (FIRST, SECOND):
            slots.put(key_of(ask.wish), 16, _draw, lambda _key: 0.0)
        yield slots


@pytest.fixture(name="ends")
def _ends() -> Iterator[tuple[Channel, Channel]]:
    ours, theirs = (Channel(end) for end in Pipe())
    with closing(ours), closing(theirs):
        yield ours, theirs


class _Interrupted(WishBoard):
    """Just when somebody was told to answer the first wish, another thread answers the second."""

    teller: Teller

    def claim_answer(self, serial: int) -> bool:
        mine = super().claim_answer(serial)
        if serial == FIRST.serial:
            other = Thread(target=self.teller.show_if_ready, args=(SECOND,))
            other.start()
            other.join(0.3)
        return mine


def _serials_told(app: Channel, count: int) -> list[int]:
    told = [app.receive(PICTURE_ANSWERS, 20) for _ in range(count)]
    return [one.serial for one in told if isinstance(one, Shown)]


def test_the_newer_answer_comes_last(slots: PictureSlots, ends: tuple[Channel, Channel]) -> None:
    app, engine = ends
    board = _Interrupted()
    board.teller = Teller(engine, board, slots)
    board.teller.show_if_ready(FIRST)
    assert _serials_told(app, 2) == [1, 2]


def test_no_preview_comes_after_a_newer_picture(slots: PictureSlots, ends: tuple[Channel, Channel]) -> None:
    app, engine = ends
    teller = Teller(engine, WishBoard(), slots)
    assert teller.show_if_ready(FIRST, key_of(FIRST.wish)._replace(frame=10))
    assert teller.show_if_ready(SECOND)
    assert teller.show_if_ready(FIRST, key_of(FIRST.wish)._replace(frame=10))
    assert _serials_told(app, 2) == [1, 2]
    assert not app.ready(0.05)
