"""A supervisor's clock that is years ahead for a while: no guest is erased by itself, and all is right afterwards."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.in_process_tasks import run_in_process
from tests.services.casework import EVENING, PASSPHRASE, SetClock
from tests.services.package_maker import DAYS, Pair, make_package, pseudonym, two_vaults
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.supervision import GuestOpened
from vigtool.services.cases import add_case
from vigtool.services.consents import is_permitted
from vigtool.services.guest_erasing import owed_receipts
from vigtool.services.guests import days_left, due_guests, guests
from vigtool.services.opening import open_workspace
from vigtool.services.package_opening import open_package
from vigtool.services.workspace import Workspace

AHEAD = datetime(2031, 3, 10, 9, 0, tzinfo=EVENING.tzinfo)


@pytest.fixture
def pair(tmp_path: Path, clock: SetClock) -> Iterator[Pair]:
    with two_vaults(tmp_path, clock) as made:
        yield made


def _reopened(ws: Workspace, clock: SetClock) -> Workspace:
    ws.close()
    again = open_workspace(ws.folder, PASSPHRASE, clock=clock)
    again.run_task = run_in_process
    return again


def _may_be_looked_at(ws: Workspace, guest: GuestOpened) -> bool:
    return is_permitted(ws, Act.VIEW, Purposes.GUIDANCE, guest.films[0].recording)


def test_a_clock_that_leaps_by_years_and_back_erases_nothing(pair: Pair, clock: SetClock) -> None:
    guest = open_package(pair.supervisor, make_package(pair), pseudonym)
    clock.now = AHEAD
    ws = _reopened(pair.supervisor, clock)
    assert guests(ws) == due_guests(ws) == [guest]
    assert not _may_be_looked_at(ws, guest)
    clock.now = EVENING
    clock.pass_days(1)
    ws = _reopened(ws, clock)
    assert (guests(ws), due_guests(ws), days_left(ws, guest)) == ([guest], [], DAYS - 1)
    assert _may_be_looked_at(ws, guest)
    ws.close()


def test_what_is_written_after_the_leap_makes_the_clock_no_more_believable(pair: Pair, clock: SetClock) -> None:
    guest = open_package(pair.supervisor, make_package(pair), pseudonym)
    later = make_package(pair, lambda plain: plain["body"].update(expires="2026-12-31"))
    clock.now, ws = AHEAD, pair.supervisor
    for _ in range(2):
        ws = _reopened(ws, clock)
        assert guests(ws) == due_guests(ws) == [guest]
        add_case(ws, "Written in 2031")
        clock.pass_days(1)
    clock.now = EVENING
    clock.pass_days(1)
    ws = _reopened(ws, clock)
    assert guests(ws) == due_guests(ws) == [guest]  # the log has an entry of after its last day, and revives nothing
    assert not _may_be_looked_at(ws, guest)
    assert (days_left(ws, guest), owed_receipts(ws)) == (-1, [])
    other = open_package(ws, later, pseudonym)
    assert due_guests(ws) == [guest]
    assert _may_be_looked_at(ws, other)

    clock.pass_days(DAYS)
    ws = _reopened(ws, clock)
    assert guests(ws) == [other]
    assert [one.package for one in owed_receipts(ws)] == [guest.package]
    ws.close()


def test_who_is_away_for_a_month_finds_it_erased(pair: Pair, clock: SetClock) -> None:
    guest = open_package(pair.supervisor, make_package(pair), pseudonym)
    clock.pass_days(DAYS + 300)
    ws = _reopened(pair.supervisor, clock)
    assert guests(ws) == []
    assert [one.package for one in owed_receipts(ws)] == [guest.package]
    ws.close()
