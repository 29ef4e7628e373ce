import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import pytest

from vigtool.engine.film_messages import Ask, Heading, Wish
from vigtool.engine.serving.wish_board import SETTLED_S, WishBoard

Result = TypeVar("Result")


def ask(serial: int, heading: Heading = 0) -> Ask:
    return Ask(serial, Wish(serial, (64, 36), heading=heading))


def blocked(future: "Future[Result]") -> bool:
    """Whether a call still waits after the time in which it would have come back."""
    time.sleep(0.05)
    return not future.done()


@pytest.fixture(name="beside")
def _beside() -> object:
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit


def test_the_newest_wish_is_the_one_that_is_served() -> None:
    board = WishBoard()
    board.put(ask(1))
    board.put(ask(2))
    assert board.next_ask(0) == ask(2)
    assert board.is_newest(2)
    assert not board.is_newest(1)


def test_one_answer_to_a_wish_and_none_to_an_older_one() -> None:
    board = WishBoard()
    board.put(ask(1))
    board.put(ask(2))
    assert board.claim_answer(2)
    assert not board.claim_answer(2)
    assert not board.claim_answer(1)
    assert board.is_answered(1)


def test_filling_waits_for_the_answer_and_for_rest(beside: Callable[..., "Future[object]"]) -> None:
    board = WishBoard()
    board.put(ask(1))
    settled = beside(board.settled_ask)
    assert blocked(settled)
    put_at = time.monotonic()
    board.put(ask(2))
    board.claim_answer(2)
    board.set_busy(busy=False)
    result = settled.result(5)
    assert isinstance(result, tuple)
    assert result[0] == ask(2)
    assert time.monotonic() - put_at >= SETTLED_S


def test_filling_starts_at_once_while_the_film_plays() -> None:
    board = WishBoard()
    board.put(ask(1, heading=1))
    board.claim_answer(1)
    settled = board.settled_ask()
    assert settled is not None
    assert settled[0] == ask(1, heading=1)


def test_filling_stops_while_somebody_waits(beside: Callable[..., "Future[object]"]) -> None:
    board = WishBoard()
    board.put(ask(1, heading=1))
    board.claim_answer(1)
    board.set_busy(busy=True)
    assert board.busy
    settled = beside(board.settled_ask)
    assert blocked(settled)
    board.set_busy(busy=False)
    assert settled.result(5) is not None


def test_a_change_wakes_who_waits_for_one(beside: Callable[..., "Future[object]"]) -> None:
    board = WishBoard()
    board.put(ask(1, heading=1))
    board.claim_answer(1)
    settled = board.settled_ask()
    assert settled is not None
    waiting = beside(board.wait_for_change, settled[1])
    assert blocked(waiting)
    board.put(ask(2))
    waiting.result(5)


def test_closing_lets_everybody_go(beside: Callable[..., "Future[object]"]) -> None:
    board = WishBoard()
    waiting = beside(board.next_ask, 0)
    assert blocked(waiting)
    board.close()
    assert waiting.result(5) is None
    assert board.settled_ask() is None
    assert board.busy
    assert not board.is_newest(1)
