"""Films of a family that are to be erased."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.casework import (
    Family,
    film_file,
)
from tests.services.erasing.targets import TITLE, WORDS
from vigtool.domain.cases import Recording
from vigtool.domain.moments import Turn, TurnKind
from vigtool.domain.purposes import Purposes
from vigtool.services.importing import import_film
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.workspace import Workspace


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    """A film of child and parent, with a moment of two turns and a moment of each one alone."""
    film = family.film(tmp_path)
    mark_frames(family.ws, film.id, first=2, end=9, title=TITLE)
    desk = MarkingDesk(family.ws, film.id)
    (both,) = desk.marks
    for someone in (family.child, family.parent):
        both = both.with_turn(Turn(someone.id, TurnKind.INITIATIVE, both.span, f"{someone.name} {WORDS}"))
    desk.edit("turns", desk.marks.with_moment(both))
    return film


@pytest.fixture
def other_film(family: Family, tmp_path: Path) -> Recording:
    """A film of the parent alone."""
    family.answer(Purposes.GUIDANCE)
    film = import_film(family.ws, film_file(tmp_path / "yksin.mp4"), family.case.id, [family.parent.id])
    mark_frames(family.ws, film.id, first=1, end=3, title="Yksin")
    return film


@pytest.fixture
def again() -> Iterator[list[Workspace]]:
    """Workspaces that a test opened; they are closed."""
    more: list[Workspace] = []
    yield more
    for one in more:
        one.close()
