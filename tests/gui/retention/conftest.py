"""A case whose films are to be kept for a while, and a clock that can be moved."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.gui.family import Family
from vigtool.domain.cases import Recording
from vigtool.services.identifying import local_now
from vigtool.services.retention import end_case


@dataclass(slots=True)
class Calendar:
    """The vault's clock, some days ahead."""

    days: int = 0

    def __call__(self) -> datetime:
        return local_now() + timedelta(days=self.days)

    @property
    def today(self) -> date:
        return self().date()


@pytest.fixture
def calendar(family: Family) -> Calendar:
    made = Calendar()
    family.ws.clock = made
    return made


@pytest.fixture
def film(family: Family, drawn: Path, calendar: Calendar) -> Recording:
    assert calendar.days == 0
    return family.film(drawn)


@pytest.fixture
def due_film(family: Family, film: Recording, calendar: Calendar) -> Recording:
    """Its time has ended some weeks ago."""
    end_case(family.ws, family.case.id, calendar.today)
    calendar.days = 100
    return film
