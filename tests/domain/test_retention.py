from datetime import date

import pytest

from vigtool.domain.accountability import KeptLonger
from vigtool.domain.events import ActRefused, RecordingViewed
from vigtool.domain.retention import (
    ACTIVITY,
    Beginning,
    Begun,
    Stage,
    Term,
    Terms,
    beginning,
    film_term,
    log_term,
    months_later,
)

ENDED = date(2026, 3, 31)
TERMS = Terms(film_months=2, log_years=30, remind_days=14)
LAST = date(2026, 5, 31)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 3, 31), 2, date(2026, 5, 31)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2028, 2, 29), 360, date(2058, 2, 28)),
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
        (date(9999, 11, 30), 2, date.max),
    ],
)
def test_months_are_counted_as_people_count_them(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_an_ended_case_counts_from_its_end() -> None:
    assert beginning(ENDED, date(2026, 7, 1)) == Beginning(ENDED, Begun.END)


def test_a_case_without_an_end_counts_from_its_last_activity() -> None:
    assert beginning(None, date(2026, 7, 1)) == Beginning(date(2026, 7, 1), Begun.ACTIVITY)


def test_film_and_log_have_a_time_of_their_own() -> None:
    begins = Beginning(ENDED, Begun.END)
    assert film_term(begins, TERMS) == Term(LAST, Begun.END)
    assert log_term(begins, TERMS) == Term(date(2056, 3, 31), Begun.END)


@pytest.mark.parametrize(
    ("kept_until", "term"),
    [
        (None, Term(LAST, Begun.END)),
        (date(2026, 5, 30), Term(LAST, Begun.END)),
        (LAST, Term(LAST, Begun.END)),
        (date(2026, 6, 1), Term(date(2026, 6, 1), Begun.END, lengthened=True)),
    ],
)
def test_a_decision_lengthens_and_never_shortens(kept_until: date | None, term: Term) -> None:
    assert film_term(Beginning(ENDED, Begun.END), TERMS, kept_until) == term


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 5, 16), Stage.KEPT),
        (date(2026, 5, 17), Stage.SOON),
        (LAST, Stage.SOON),
        (date(2026, 6, 1), Stage.DUE),
    ],
)
def test_the_last_day_still_counts_and_the_reminder_comes_before_it(today: date, stage: Stage) -> None:
    assert Term(LAST, Begun.END).stage(today, TERMS) is stage


@pytest.mark.parametrize(("today", "stage"), [(LAST, Stage.KEPT), (date(2026, 6, 1), Stage.ASKING)])
def test_a_case_without_an_end_is_asked_about_and_not_announced(today: date, stage: Stage) -> None:
    assert Term(LAST, Begun.ACTIVITY).stage(today, TERMS) is stage


@pytest.mark.parametrize(("today", "stage"), [(LAST, Stage.SOON), (date(2026, 6, 1), Stage.DUE)])
def test_what_was_decided_with_a_day_is_due_on_it_whether_the_case_ended_or_not(today: date, stage: Stage) -> None:
    assert Term(LAST, Begun.ACTIVITY, lengthened=True).stage(today, TERMS) is stage


@pytest.mark.parametrize(("today", "stage"), [(LAST, Stage.KEPT), (date(2026, 6, 1), Stage.FROZEN)])
@pytest.mark.parametrize("begun", Begun)
def test_a_frozen_film_is_told_of_when_its_time_has_come(begun: Begun, today: date, stage: Stage) -> None:
    assert Term(LAST, begun).stage(today, TERMS, frozen=True) is stage


def test_what_is_known_to_have_passed_has_passed_whatever_the_day() -> None:
    assert Term(LAST, Begun.END).stage(date(1970, 1, 1), TERMS, passed=True) is Stage.DUE


def test_no_reminder_falls_before_the_first_day() -> None:
    assert Term(date(1, 1, 5), Begun.END).stage(date.min, TERMS) is Stage.SOON


def test_keeping_account_is_no_work_on_a_case() -> None:
    assert RecordingViewed in ACTIVITY
    assert not {ActRefused, KeptLonger} & ACTIVITY
