from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.consent import Answer, Consent, ConsentState, latest
from vigtool.domain.deciding import Intent, Permit, Reason, Refusal, decide, purposes_needed
from vigtool.domain.identifiers import CaseId, ConsentId, PersonId, RecordingId
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import STANDARD_PURPOSES, Act, Purpose, Purposes

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
TODAY = NOW.date()
FILM = RecordingId("f1mf1mf1mf1m")
DAY = timedelta(days=1)


def person(number: int, role: Role) -> Person:
    return Person(PersonId(f"p{number}"), CaseId("c"), "a name", role, number)


PEOPLE = st.lists(st.sampled_from(list(Role)), max_size=3).map(
    lambda roles: [person(number, role) for number, role in enumerate(roles)]
)
CONSENTS = st.lists(
    st.builds(
        Consent,
        id=st.integers(0, 99).map(lambda number: ConsentId(f"k{number}")),
        person=st.integers(0, 3).map(lambda number: PersonId(f"p{number}")),
        purpose=st.sampled_from([Purposes.GUIDANCE, Purposes.GUIDANCE, Purposes.TRAINING, Purposes.RESEARCH]),
        answer=st.sampled_from([Answer.GIVEN, Answer.GIVEN, Answer.GIVEN, Answer.REFUSED, Answer.WITHDRAWN]),
        recorded_at=st.just(NOW),
        until=st.sampled_from([None, None, TODAY - DAY, TODAY, TODAY + DAY]),
    ),
    max_size=14,
)
INTENTS = st.builds(
    Intent, st.sampled_from(list(Act)), st.sampled_from([Purposes.GUIDANCE, Purposes.TRAINING]), st.just(FILM)
)


def standing(person_id: PersonId, purpose: Purpose, consents: list[Consent]) -> ConsentState:
    """The rule said another way: of all answers to the question only the last one speaks."""
    answers = [one for one in consents if (one.person, one.purpose) == (person_id, purpose)]
    if not answers:
        return ConsentState.UNKNOWN
    last = answers[-1]
    if last.answer is not Answer.GIVEN:
        return ConsentState.REFUSED if last.answer is Answer.REFUSED else ConsentState.WITHDRAWN
    return ConsentState.GIVEN if (last.until or date.max) >= TODAY else ConsentState.EXPIRED


@given(INTENTS, PEOPLE, CONSENTS)
def test_an_act_is_permitted_exactly_when_everyone_whom_it_touches_has_agreed(
    intent: Intent, people: list[Person], consents: list[Consent]
) -> None:
    leaves = intent.act in (Act.STILL, Act.CLIP)
    asked = [one for one in people if leaves or one.role is not Role.BYSTANDER]
    purposes = dict.fromkeys([Purposes.GUIDANCE, intent.purpose])
    standings = {(one.id, purpose): standing(one.id, purpose, consents) for one in asked for purpose in purposes}
    nobody = not any(one.role is not Role.BYSTANDER for one in people)
    decision = decide(intent, people, consents, NOW)
    assert decision.intent == intent
    if nobody:
        assert decision == Refusal(intent, (Reason(None, intent.purpose, ConsentState.UNKNOWN),))
    elif set(standings.values()) == {ConsentState.GIVEN}:
        assert isinstance(decision, Permit)
        assert decision.decided_at == NOW
        assert {(one.person, one.purpose) for one in decision.consents} == standings.keys()
        assert all(one is latest(consents, one.person, one.purpose) for one in decision.consents)
    else:
        against = [(who, what, how) for (who, what), how in standings.items() if how is not ConsentState.GIVEN]
        assert isinstance(decision, Refusal)
        assert [(one.person, one.purpose, one.state) for one in decision.reasons] == against


@given(INTENTS, PEOPLE, CONSENTS, st.data())
def test_no_permit_survives_a_withdrawal_of_anything_that_it_stands_on(
    intent: Intent, people: list[Person], consents: list[Consent], data: st.DataObject
) -> None:
    decision = decide(intent, people, consents, NOW)
    if isinstance(decision, Refusal):
        return
    ground = data.draw(st.sampled_from(decision.consents))
    withdrawal = Consent(ConsentId("last"), ground.person, ground.purpose, Answer.WITHDRAWN, NOW)
    assert decide(intent, people, [*consents, withdrawal], NOW) == Refusal(
        intent, (Reason(ground.person, ground.purpose, ConsentState.WITHDRAWN),)
    )


def test_a_consent_holds_to_the_end_of_its_last_day() -> None:
    consent = Consent(ConsentId("k"), PersonId("p"), Purposes.GUIDANCE, Answer.GIVEN, NOW, until=TODAY)
    midnight = datetime(2026, 11, 23, tzinfo=UTC)
    assert consent.state(midnight - timedelta(seconds=1)) is ConsentState.GIVEN
    assert consent.state(midnight) is ConsentState.EXPIRED


@pytest.mark.parametrize("answer", [Answer.REFUSED, Answer.WITHDRAWN])
def test_a_refusal_does_not_expire(answer: Answer) -> None:
    consent = Consent(ConsentId("k"), PersonId("p"), Purposes.GUIDANCE, answer, NOW, until=TODAY - DAY)
    assert consent.state(NOW) is ConsentState(answer.value)


@pytest.mark.parametrize("purpose", STANDARD_PURPOSES)
def test_every_purpose_rests_on_guidance(purpose: Purpose) -> None:
    expected = (Purposes.GUIDANCE,) if purpose == Purposes.GUIDANCE else (Purposes.GUIDANCE, purpose)
    assert purposes_needed(purpose) == expected


@pytest.mark.parametrize("act", Act)
def test_a_bystander_is_asked_only_before_a_picture_leaves(act: Act) -> None:
    child, passer = person(0, Role.CHILD), person(1, Role.BYSTANDER)
    consents = [Consent(ConsentId("k"), child.id, Purposes.GUIDANCE, Answer.GIVEN, NOW)]
    decision = decide(Intent(act, Purposes.GUIDANCE, FILM), [child, passer], consents, NOW)
    assert isinstance(decision, Refusal if act in (Act.STILL, Act.CLIP, Act.PACKAGE, Act.COPY) else Permit)


def test_what_has_lapsed_does_not_count_whatever_the_clock_says() -> None:
    someone = person(0, Role.PARENT)
    answers = [
        Consent(ConsentId("k0"), someone.id, Purposes.GUIDANCE, answer, NOW, TODAY)
        for answer in (Answer.GIVEN, Answer.WITHDRAWN)
    ]
    intent = Intent(Act.VIEW, Purposes.GUIDANCE, FILM)
    assert isinstance(decide(intent, [someone], answers[:1], NOW), Permit)
    for given_or_not, state in ((answers[:1], ConsentState.EXPIRED), (answers, ConsentState.WITHDRAWN)):
        refused = decide(intent, [someone], given_or_not, NOW, {ConsentId("k0")})
        assert refused == Refusal(intent, (Reason(someone.id, Purposes.GUIDANCE, state),))
