"""The ledger counts cycles and clients, never twice, and holds neither film nor name."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain import ledger
from vigtool.domain.identifiers import CaseId, ContactId, CycleId, SupervisionId
from vigtool.domain.ledger import Held, SupervisionNoted, ledger_of

DAY = date(2026, 11, 2)
ONE, OTHER = CaseId("one"), CaseId("other")
CYCLE = CycleId("cycle")


def noted(name: str, minutes: int, day: date = DAY) -> SupervisionNoted:
    return SupervisionNoted(SupervisionId(name), day, minutes)


def test_two_sessions_of_one_cycle_are_one_cycle_and_one_client() -> None:
    made = ledger_of([Held(ONE, DAY, CYCLE), Held(ONE, date(2026, 11, 9), CYCLE)], [])
    assert (made.cycles, made.clients, made.supervision_minutes) == (1, 1, 0)


def test_the_same_cycle_name_in_another_case_is_another_cycle() -> None:
    made = ledger_of([Held(ONE, DAY, CYCLE), Held(OTHER, DAY, CYCLE)], [])
    assert (made.cycles, made.clients) == (2, 2)


def test_a_session_whose_cycle_nobody_knows_counts_as_one() -> None:
    made = ledger_of([Held(ONE, DAY), Held(ONE, DAY), Held(ONE, DAY, CYCLE)], [])
    assert (made.cycles, made.clients) == (3, 1)


def test_the_latest_of_a_supervision_counts_and_no_minutes_take_it_back() -> None:
    later = date(2026, 11, 20)
    made = ledger_of([], [noted("b", 60, later), noted("a", 90), noted("c", 30), noted("a", 45), noted("c", 0)])
    assert made.supervisions == (noted("a", 45), noted("b", 60, later))
    assert made.supervision_minutes == 105


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([None, "x", "y"]))))
def test_there_are_never_more_clients_than_cycles_nor_more_cycles_than_sessions(drawn: list[tuple[str, str]]) -> None:
    held = [Held(CaseId(case), DAY, CycleId(cycle) if cycle else None) for case, cycle in drawn]
    made = ledger_of(held, [])
    assert made.clients <= made.cycles <= len(held)


def test_supervision_given_to_somebody_is_not_ones_own() -> None:
    theirs = SupervisionNoted(SupervisionId("given"), DAY, 60, ContactId("trainee"))
    assert ledger_of([], [theirs, noted("had", 45)]).supervision_minutes == 45
    assert ledger.given([theirs, noted("had", 45)]) == (theirs,)
