"""What is made ahead comes in order, not too much of it, errors come in their place, and no thread is left behind."""

import threading
from collections.abc import Iterator
from itertools import count

import pytest

from vigtool.media.ahead import made_ahead, pictures_ahead


def threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name == "pictures-ahead"]


def test_all_of_it_comes_in_order() -> None:
    with made_ahead(lambda: iter(range(50)), most=2) as ahead:
        assert list(ahead) == list(range(50))
    assert threads() == []


def test_no_more_is_made_than_asked() -> None:
    made: list[int] = []

    def make() -> Iterator[int]:
        for n in count():
            made.append(n)
            yield n

    with made_ahead(make, most=2) as ahead:
        for n in range(10):
            assert next(ahead) == n
            assert len(made) <= n + 5
    assert len(made) < 20
    assert threads() == []


def test_an_error_comes_after_what_was_made_before_it() -> None:
    def make() -> Iterator[int]:
        yield from range(3)
        raise KeyError

    with made_ahead(make, most=2) as ahead:
        assert [next(ahead), next(ahead), next(ahead)] == [0, 1, 2]
        with pytest.raises(KeyError):
            next(ahead)
    assert threads() == []


def test_whoever_stops_early_leaves_nothing_running() -> None:
    def stop_early() -> None:
        with made_ahead(count, most=1) as ahead:
            raise Interrupted(next(ahead))

    with pytest.raises(Interrupted):
        stop_early()
    assert threads() == []


class Interrupted(Exception):
    """Somebody stops."""


def test_it_is_made_in_a_thread_of_its_own() -> None:
    with made_ahead(lambda: (threading.get_ident() for _ in range(1)), most=1) as ahead:
        assert next(ahead) != threading.get_ident()


@pytest.mark.parametrize(("size", "most"), [((64, 48), 2), ((1920, 1080), 2), ((3840, 2160), 1), ((7680, 4320), 1)])
def test_fewer_large_pictures_lie_ready(size: tuple[int, int], most: int) -> None:
    assert pictures_ahead(size) == most
