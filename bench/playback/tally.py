"""What came of the questions: a row for each player and kind of question."""

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import quantiles
from typing import TypeAlias

Row: TypeAlias = dict[str, str | int | float | bool | None]


@dataclass
class Results:
    """Of one player and kind of question; ``times`` in ms of the pictures that came, right or wrong."""

    asked: int = 0
    right: int = 0
    times: list[float] = field(default_factory=list)
    more: Row = field(default_factory=dict)


class Tally:
    """All results of one film."""

    def __init__(self) -> None:
        self._results: dict[tuple[str, str], Results] = defaultdict(Results)

    def of(self, engine: str, op: str) -> Results:
        """Return the results of this player and question, to be added to."""
        return self._results[op, engine]

    def note(self, engine: str, op: str, ms: float | None, *, right: bool) -> None:
        """Add the answer to one question; ``ms`` None: no picture came."""
        results = self.of(engine, op)
        results.asked += 1
        results.right += right
        if ms is not None:
            results.times.append(ms)

    def rows(self) -> list[Row]:
        """Return the rows in the order in which their first questions were asked."""
        return [
            {
                "engine": engine,
                "op": op,
                "asked": results.asked,
                "right": results.right,
                "p50_ms": percentile(results.times, 50),
                "p95_ms": percentile(results.times, 95),
                **results.more,
            }
            for (op, engine), results in self._results.items()
        ]


def percentile(times: list[float], percent: int) -> float | None:
    """Return the percentile with two decimals, between neighbours in proportion; None of nothing."""
    if not times:
        return None
    if len(times) == 1:
        return round(times[0], 2)
    return round(quantiles(times, n=100, method="inclusive")[percent - 1], 2)
