"""Whose yes it takes, and that one guardian's no is a no."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from vigtool.domain.consent import Answer, Consent, ConsentState
from vigtool.domain.identifiers import CaseId, ConsentId, PersonId
from vigtool.domain.people import Deciding, Person, Role
from vigtool.domain.purposes import Purposes
from vigtool.domain.standing import standing

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
TODAY = NOW.date()
CHILD = PersonId("child")
MOTHER, FATHER, AUNT = PersonId("mother"), PersonId("father"), PersonId("aunt")
GIVEN, REFUSED, WITHDRAWN = Answer.GIVEN, Answer.REFUSED, Answer.WITHDRAWN
NUMBERS = count()


def child(deciding: Deciding, *guardians: PersonId) -> Person:
    return Person(PersonId("child"), CaseId("case"), "", Role.CHILD, 1, guardians=guardians, deciding=deciding)


def said(answer: Answer, by: PersonId | None, until: date | None = None, since: date | None = None) -> Consent:
    named = ConsentId(f"k{next(NUMBERS)}")
    return Consent(named, PersonId("child"), Purposes.GUIDANCE, answer, NOW, until, since=since, by_person=by)


def state(person: Person, *answers: Consent) -> ConsentState:
    return standing(answers, person, Purposes.GUIDANCE, NOW).state


@pytest.mark.parametrize(
    ("deciding", "answers", "expected"),
    [
        (Deciding.ANY, [(GIVEN, MOTHER)], ConsentState.GIVEN),
        (Deciding.ALL, [(GIVEN, MOTHER)], ConsentState.UNKNOWN),
        (Deciding.ALL, [(GIVEN, MOTHER), (GIVEN, FATHER)], ConsentState.GIVEN),
        (Deciding.ANY, [(GIVEN, MOTHER), (REFUSED, FATHER)], ConsentState.REFUSED),
        (Deciding.ANY, [(WITHDRAWN, FATHER), (GIVEN, MOTHER)], ConsentState.WITHDRAWN),
        (Deciding.ALL, [(WITHDRAWN, FATHER), (GIVEN, MOTHER), (GIVEN, FATHER)], ConsentState.GIVEN),
        (Deciding.ALL, [(GIVEN, None)], ConsentState.GIVEN),
        (Deciding.ALL, [(REFUSED, MOTHER), (GIVEN, None)], ConsentState.GIVEN),
        (Deciding.ANY, [(GIVEN, None), (WITHDRAWN, MOTHER)], ConsentState.WITHDRAWN),
        (Deciding.ALL, [(GIVEN, MOTHER), (GIVEN, AUNT)], ConsentState.GIVEN),
        (Deciding.ANY, [], ConsentState.UNKNOWN),
    ],
)
def test_who_has_a_say(
    deciding: Deciding, answers: list[tuple[Answer, PersonId | None]], expected: ConsentState
) -> None:
    assert state(child(deciding, MOTHER, FATHER), *(said(*one) for one in answers)) is expected


@pytest.mark.parametrize(
    ("guardians", "answers", "expected"),
    [
        ((MOTHER,), [(REFUSED, MOTHER), (GIVEN, FATHER)], ConsentState.REFUSED),
        ((), [(WITHDRAWN, MOTHER), (GIVEN, FATHER)], ConsentState.WITHDRAWN),
        ((FATHER,), [(REFUSED, None), (GIVEN, MOTHER)], ConsentState.REFUSED),
        ((FATHER,), [(WITHDRAWN, MOTHER), (GIVEN, FATHER)], ConsentState.WITHDRAWN),
        ((FATHER,), [(GIVEN, MOTHER)], ConsentState.GIVEN),
    ],
)
def test_a_change_of_guardians_lifts_no_no(
    guardians: tuple[PersonId, ...], answers: list[tuple[Answer, PersonId | None]], expected: ConsentState
) -> None:
    assert state(child(Deciding.ALL, *guardians), *(said(*one) for one in answers)) is expected


@pytest.mark.parametrize(
    ("guardians", "answers", "expected"),
    [
        ((), [(WITHDRAWN, None), (GIVEN, CHILD)], ConsentState.GIVEN),
        ((MOTHER,), [(GIVEN, CHILD)], ConsentState.UNKNOWN),
        ((MOTHER,), [(REFUSED, MOTHER), (GIVEN, CHILD)], ConsentState.REFUSED),
        ((MOTHER,), [(GIVEN, MOTHER), (REFUSED, CHILD)], ConsentState.REFUSED),
    ],
)
def test_whoever_has_guardians_cannot_agree_in_their_place(
    guardians: tuple[PersonId, ...], answers: list[tuple[Answer, PersonId | None]], expected: ConsentState
) -> None:
    assert state(child(Deciding.ANY, *guardians), *(said(*one) for one in answers)) is expected


def test_a_no_of_one_guardian_stands_until_that_guardian_says_otherwise() -> None:
    no = said(REFUSED, FATHER)
    found = standing([no, said(GIVEN, MOTHER)], child(Deciding.ANY, MOTHER, FATHER), Purposes.GUIDANCE, NOW)
    assert found.grounds == (no,)


def test_every_yes_that_is_needed_is_a_ground() -> None:
    both = (said(GIVEN, MOTHER), said(GIVEN, FATHER))
    found = standing(both, child(Deciding.ALL, MOTHER, FATHER), Purposes.GUIDANCE, NOW)
    assert found.grounds == both


def test_where_all_decide_the_end_of_one_yes_is_the_end() -> None:
    ended = said(GIVEN, MOTHER, until=TODAY - timedelta(days=1))
    person = child(Deciding.ALL, MOTHER, FATHER)
    assert state(person, ended, said(GIVEN, FATHER)) is ConsentState.EXPIRED
    assert state(child(Deciding.ANY, MOTHER, FATHER), ended, said(GIVEN, FATHER)) is ConsentState.GIVEN


def test_what_has_lapsed_does_not_count() -> None:
    one = said(GIVEN, None)
    found = standing([one], child(Deciding.ANY), Purposes.GUIDANCE, NOW, {one.id})
    assert (found.state, found.grounds) == (ConsentState.EXPIRED, (one,))


def test_a_consent_holds_from_its_first_day() -> None:
    person = child(Deciding.ANY)
    assert state(person, said(GIVEN, None, since=TODAY)) is ConsentState.GIVEN
    assert state(person, said(GIVEN, None, since=TODAY + timedelta(days=1))) is ConsentState.UNKNOWN


def test_answers_to_other_purposes_and_of_other_people_do_not_count() -> None:
    person = child(Deciding.ANY, MOTHER)
    other = Consent(ConsentId("k"), PersonId("sibling"), Purposes.GUIDANCE, GIVEN, NOW)
    assert state(person, other) is ConsentState.UNKNOWN
    assert standing([said(GIVEN, None)], person, Purposes.RESEARCH, NOW).state is ConsentState.UNKNOWN
