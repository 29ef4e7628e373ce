"""The cycles that a guest's films are of, each once."""

from datetime import UTC, date, datetime

from vigtool.domain.identifiers import CaseId, ContactId, CycleId, PackageId, RecordingId
from vigtool.domain.supervision import GuestFilm, GuestOpened

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
FIRST, SECOND = CycleId("first"), CycleId("second")


def guest(*cycles: CycleId | None) -> GuestOpened:
    films = tuple(
        GuestFilm(RecordingId(f"here{at}"), RecordingId(f"there{at}"), 0, None, one) for at, one in enumerate(cycles)
    )
    who = (CaseId("here"), PackageId("package"), ContactId("by"), CaseId("there"))
    return GuestOpened(*who, NOW, date(2026, 12, 1), films, (), (), "", "", "")


def test_each_cycle_is_told_once_in_the_order_of_the_films() -> None:
    assert guest(SECOND, FIRST, None, SECOND).cycles == (SECOND, FIRST)


def test_films_of_no_cycle_tell_none() -> None:
    assert guest(None, None).cycles == guest().cycles == ()
