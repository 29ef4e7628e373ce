"""Which of the one goes with which of the other so that the whole is best: assignment with those left alone.

Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics Quarterly 2 (1955), as shortest
augmenting paths with node prices: Edmonds and Karp, Journal of the ACM 19 (1972); Crouse, "On implementing 2D
rectangular assignment algorithms", IEEE Transactions on Aerospace and Electronic Systems 52 (2016). Worths are integers
and so the result is exact; only pairs that are possible are looked at, which is few of them in a film.
"""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import Final

from vigtool.domain.progress import Progress, ignore_progress

_NOWHERE: Final = -1


def best_assignment(
    worths: Sequence[Mapping[int, int]], progress: Progress = ignore_progress
) -> tuple[tuple[int, int], ...]:
    """The pairs (row, column) whose worths add up to the most, each row and column once at most, by row.

    ``worths[row]`` has the positive worth of each column that may go with the row; a row may stay alone, worth 0. Of
    several that are equally good always the same one, for the same input.
    """
    solver = _Solver(worths)
    for row in range(len(worths)):
        progress(row, len(worths))
        solver.place(row)
    return tuple(sorted((row, column) for column, row in solver.held.items() if column >= 0))


class _Solver:
    """Rows are placed one after another; each placing may move those that were placed before.

    A row's own way to stay alone is a column below 0 that no other row can have. ``prices`` keep every pair's cost
    less the prices of both at 0 or more, and at exactly 0 where the pair is held, so that a shortest path can be found.
    """

    def __init__(self, worths: Sequence[Mapping[int, int]]) -> None:
        self._costs = [
            [(column, -worth) for column, worth in row.items() if worth > 0] + [(-1 - number, 0)]
            for number, row in enumerate(worths)
        ]
        self._row_prices = [0] * len(worths)
        self._column_prices: dict[int, int] = {}
        self.held: dict[int, int] = {}
        self._columns: dict[int, int] = {}

    def place(self, source: int) -> None:
        """Find the cheapest way to a free column, and let everybody on it move up by one."""
        reached: dict[int, int] = {}
        came_from: dict[int, int] = {}
        settled: dict[int, int] = {}
        waiting: list[tuple[int, int]] = []
        row, so_far = source, 0
        while row != _NOWHERE:
            begin = so_far - self._row_prices[row]
            for column, cost in self._costs[row]:
                distance = begin + cost - self._column_prices.get(column, 0)
                if column not in settled and (column not in reached or distance < reached[column]):
                    reached[column], came_from[column] = distance, row
                    heappush(waiting, (distance, column))
            so_far, free = _nearest(waiting, settled)
            settled[free] = so_far
            row = self.held.get(free, _NOWHERE)
        self._reprice(source, settled, so_far)
        self._move_up(source, free, came_from)

    def _reprice(self, source: int, settled: Mapping[int, int], length: int) -> None:
        self._row_prices[source] += length
        for column, distance in settled.items():
            if column in self.held:
                self._row_prices[self.held[column]] += length - distance
                self._column_prices[column] = self._column_prices.get(column, 0) - (length - distance)

    def _move_up(self, source: int, free: int, came_from: Mapping[int, int]) -> None:
        path = [free]
        while came_from[path[-1]] != source:
            path.append(self._columns[came_from[path[-1]]])
        for column in path:
            self.held[column] = came_from[column]
            self._columns[came_from[column]] = column


def _nearest(waiting: list[tuple[int, int]], settled: Mapping[int, int]) -> tuple[int, int]:
    """The nearest column that is not settled yet; there is one, as a row can always stay alone."""
    while True:
        distance, column = heappop(waiting)
        if column not in settled:
            return distance, column
