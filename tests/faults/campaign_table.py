"""The table of the fault campaign: each test says what it has counted, and the end of the run shows the sums.

Counts travel with the tests' reports, so it makes no difference in how many processes the tests were run.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

import pytest

PROPERTY: Final = "fault campaign"

Counts = Mapping[str, Mapping[str, int]]
"""Rows of a table, each with what was counted by name."""

Record = Callable[[str, object], None]
"""Pytest's ``record_property``."""


def tell(record_property: Record, table: str, counts: Counts) -> None:
    """Add to a table."""
    record_property(PROPERTY, json.dumps({table: counts}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the tables."""
    tables: dict[str, dict[str, Counter[str]]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == PROPERTY and report.when == "teardown":
                    _add(tables, json.loads(value))
    for table, rows in tables.items():
        terminalreporter.section(table)
        for row, counts in rows.items():
            shown = ", ".join(f"{count} {name}".strip() for name, count in counts.items())
            terminalreporter.write_line(f"{row:<32} {shown}")


def _add(tables: dict[str, dict[str, Counter[str]]], told: dict[str, dict[str, dict[str, int]]]) -> None:
    for table, rows in told.items():
        for row, counts in rows.items():
            tables.setdefault(table, {}).setdefault(row, Counter()).update(counts)
