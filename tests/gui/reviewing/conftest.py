"""A family's film in a cycle, with three moments with a star, and a review of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui.family import Family
from tests.gui.reviewing.round import Round, made_round
from vigtool.gui.reviewing.review import Review
from vigtool.services.reviewing import begin_review


@pytest.fixture
def cycle_round(family: Family, drawn: Path) -> Round:
    return made_round(family, drawn)


@pytest.fixture
def review(cycle_round: Round) -> Iterator[Review]:
    family = cycle_round.family
    made = Review(family.ws, begin_review(family.ws, family.case.id, cycle_round.cycle.id, [family.parent.id]))
    yield made
    made.close()
