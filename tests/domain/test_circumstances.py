"""What else than consents stands in the way of an act."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from vigtool.domain.consent import Answer, ChildView, Consent, ConsentState, Stance
from vigtool.domain.deciding import Circumstances, Ground, Intent, Permit, Reason, Refusal, decide
from vigtool.domain.identifiers import CaseId, ConsentId, ContactId, PersonId, RecordingId
from vigtool.domain.people import Deciding, Person, Role
from vigtool.domain.purposes import LEAVING, SEEN_BY_OTHERS, Act, Purpose, Purposes

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
FILM = RecordingId("film")
CHILD, PARENT, PASSER = (
    Person(PersonId(role), CaseId("case"), "", role, 1) for role in (Role.CHILD, Role.PARENT, Role.BYSTANDER)
)


def given(person: Person, purpose: Purpose) -> Consent:
    return Consent(ConsentId(f"{person.id}-{purpose}"), person.id, purpose, Answer.GIVEN, NOW)


BOTH = [given(person, Purposes.GUIDANCE) for person in (CHILD, PARENT)]


def decided(act: Act, purpose: Purpose, circumstances: Circumstances, *more: Consent) -> Permit | Refusal:
    people = [CHILD, PARENT]
    return decide(Intent(act, purpose, FILM), people, [*BOTH, *more], NOW, circumstances=circumstances)


@pytest.mark.parametrize("act", Act)
def test_a_frozen_film_is_kept_and_not_used(act: Act) -> None:
    found = decided(act, Purposes.GUIDANCE, Circumstances(frozen=True))
    if act in (Act.STORE, Act.KEEP):
        assert isinstance(found, Permit)
    else:
        assert isinstance(found, Refusal)
        assert [reason.ground for reason in found.reasons] == [Ground.FROZEN]


@pytest.mark.parametrize("act", Act)
def test_a_purpose_covers_its_own_acts_only(act: Act) -> None:
    found = decided(act, Purposes.GUIDANCE, Circumstances(scope={Act.VIEW}))
    assert isinstance(found, Permit if act is Act.VIEW else Refusal)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("stance", Stance)
def test_a_child_that_does_not_want_it_is_seen_by_nobody_else(act: Act, stance: Stance) -> None:
    views = [ChildView(CHILD.id, FILM, Stance.UNWILLING, "", NOW), ChildView(CHILD.id, FILM, stance, "", NOW)]
    found = decided(act, Purposes.GUIDANCE, Circumstances(views=views))
    if stance is Stance.UNWILLING and act in SEEN_BY_OTHERS:
        reason = Reason(CHILD.id, Purposes.GUIDANCE, ConsentState.REFUSED, Ground.CHILDS_VIEW)
        assert found == Refusal(Intent(act, Purposes.GUIDANCE, FILM), (reason,))
    else:
        assert isinstance(found, Permit)


def test_a_view_on_another_film_or_of_one_who_is_not_in_the_picture_does_not_count() -> None:
    elsewhere = ChildView(CHILD.id, RecordingId("other"), Stance.UNWILLING, "", NOW)
    here = ChildView(CHILD.id, FILM, Stance.UNWILLING, "", NOW)
    assert isinstance(decided(Act.SHOW, Purposes.GUIDANCE, Circumstances(views=[elsewhere])), Permit)
    only_parent = Circumstances({PARENT.id}, [here])
    assert isinstance(decided(Act.SHOW, Purposes.GUIDANCE, only_parent), Permit)


def test_only_those_in_the_picture_are_asked_for_the_acts_own_purpose() -> None:
    yes = given(PARENT, Purposes.SUPERVISION)
    assert isinstance(decided(Act.CLIP, Purposes.SUPERVISION, Circumstances(), yes), Refusal)
    found = decided(Act.CLIP, Purposes.SUPERVISION, Circumstances({PARENT.id}), yes)
    assert isinstance(found, Permit)
    assert found.consents == (BOTH[0], BOTH[1], yes)


def test_the_film_itself_still_needs_everybody() -> None:
    yes = [given(PARENT, Purposes.GUIDANCE), given(PARENT, Purposes.SUPERVISION)]
    intent = Intent(Act.CLIP, Purposes.SUPERVISION, FILM)
    found = decide(intent, [CHILD, PARENT], yes, NOW, circumstances=Circumstances({PARENT.id}))
    assert found == Refusal(intent, (Reason(CHILD.id, Purposes.GUIDANCE, ConsentState.UNKNOWN),))


@pytest.mark.parametrize("act", sorted(LEAVING))
def test_a_bystander_who_is_not_in_the_picture_is_not_asked(act: Act) -> None:
    people = [CHILD, PARENT, PASSER]
    for in_picture, answer in ((None, Refusal), ((), Refusal), ({CHILD.id, PARENT.id}, Permit)):
        circumstances = Circumstances(in_picture)
        found = decide(Intent(act, Purposes.GUIDANCE, FILM), people, BOTH, NOW, circumstances=circumstances)
        assert isinstance(found, answer)


@pytest.mark.parametrize("act", Act)
def test_who_is_covered_is_asked_for_the_film_alone_where_pictures_are_made(act: Act) -> None:
    yes = given(PARENT, Purposes.SUPERVISION)
    found = decided(act, Purposes.SUPERVISION, Circumstances(masked={CHILD.id}), yes)
    if act in (Act.STILL, Act.CLIP, Act.PACKAGE, Act.COPY):
        assert isinstance(found, Permit)
        assert found.consents == (BOTH[0], BOTH[1], yes)
    else:
        assert found == Refusal(
            Intent(act, Purposes.SUPERVISION, FILM),
            (Reason(CHILD.id, Purposes.SUPERVISION, ConsentState.UNKNOWN),),
        )


def test_a_no_of_who_is_covered_does_not_stand_in_the_way_but_one_to_the_film_does() -> None:
    yes = given(PARENT, Purposes.SUPERVISION)
    covered = Circumstances(masked={CHILD.id})
    no = replace(given(CHILD, Purposes.SUPERVISION), answer=Answer.REFUSED)
    assert isinstance(decided(Act.CLIP, Purposes.SUPERVISION, covered, yes, no), Permit)
    film = replace(given(CHILD, Purposes.GUIDANCE), answer=Answer.WITHDRAWN)
    found = decided(Act.CLIP, Purposes.SUPERVISION, covered, yes, no, film)
    reason = Reason(CHILD.id, Purposes.GUIDANCE, ConsentState.WITHDRAWN)
    assert found == Refusal(Intent(Act.CLIP, Purposes.SUPERVISION, FILM), (reason,))


@pytest.mark.parametrize(("masked", "let_go"), [((), False), ((PASSER.id,), True), ((CHILD.id,), False)])
def test_a_bystander_who_is_covered_is_not_asked_at_all(masked: tuple[PersonId, ...], *, let_go: bool) -> None:
    intent = Intent(Act.STILL, Purposes.GUIDANCE, FILM)
    found = decide(intent, [CHILD, PARENT, PASSER], BOTH, NOW, circumstances=Circumstances(masked=masked))
    assert isinstance(found, Permit) is let_go


def test_a_child_that_is_covered_is_not_seen() -> None:
    views = [ChildView(CHILD.id, FILM, Stance.UNWILLING, "", NOW)]
    yes = given(PARENT, Purposes.GUIDANCE)
    for act, let_go in ((Act.CLIP, True), (Act.SHOW, False), (Act.PACKAGE, True)):
        found = decided(act, Purposes.GUIDANCE, Circumstances(views=views, masked={CHILD.id}), yes)
        assert isinstance(found, Permit) is let_go


@pytest.mark.parametrize("part", [None, {CHILD.id}])
def test_where_all_are_covered_all_are_asked(part: set[PersonId] | None) -> None:
    covered = Circumstances(part, masked={CHILD.id, PARENT.id})
    found = decided(Act.CLIP, Purposes.SUPERVISION, covered)
    assert isinstance(found, Refusal)
    asked = [CHILD.id] if part else [CHILD.id, PARENT.id]
    assert [reason.person for reason in found.reasons] == asked


@pytest.mark.parametrize("act", Act)
def test_a_guests_film_is_looked_at_and_commented_on_and_goes_nowhere(act: Act) -> None:
    found = decided(act, Purposes.GUIDANCE, Circumstances(guest=True))
    if act in (Act.STORE, Act.VIEW, Act.ANNOTATE):
        assert isinstance(found, Permit)
    else:
        assert isinstance(found, Refusal)
        assert [reason.ground for reason in found.reasons] == [Ground.GUEST]


KAISA, IRJA = ContactId("kaisa"), ContactId("irja")


def limited(act: Act, circumstances: Circumstances, *to: ContactId) -> Permit | Refusal:
    """An act for supervision, to which the child's yes is for these contacts alone."""
    only = replace(given(CHILD, Purposes.SUPERVISION), recipients=to)
    return decided(act, Purposes.SUPERVISION, circumstances, only, given(PARENT, Purposes.SUPERVISION))


@pytest.mark.parametrize("act", sorted(LEAVING))
@pytest.mark.parametrize(
    ("circumstances", "let_go"),
    [
        (Circumstances(), False),
        (Circumstances(recipients=[]), False),
        (Circumstances(recipients=[KAISA]), True),
        (Circumstances(recipients=[IRJA]), False),
        (Circumstances(recipients=[KAISA, IRJA]), False),
        (Circumstances(recipients=[KAISA], unverified=[KAISA]), False),
        (Circumstances(recipients=[KAISA], unverified=[IRJA]), True),
    ],
)
def test_what_a_consent_limits_to_somebody_leaves_for_nobody_else(
    act: Act, circumstances: Circumstances, *, let_go: bool
) -> None:
    found = limited(act, circumstances, KAISA)
    if let_go:
        assert isinstance(found, Permit)
    else:
        reason = Reason(CHILD.id, Purposes.SUPERVISION, ConsentState.UNKNOWN, Ground.RECIPIENT)
        assert found == Refusal(Intent(act, Purposes.SUPERVISION, FILM), (reason,))


def test_several_who_are_named_may_all_get_it_and_each_of_them() -> None:
    for to in ([KAISA], [IRJA], [KAISA, IRJA]):
        assert isinstance(limited(Act.PACKAGE, Circumstances(recipients=to), KAISA, IRJA), Permit)


@pytest.mark.parametrize("act", sorted(set(Act) - LEAVING))
def test_a_limit_to_somebody_is_about_what_leaves(act: Act) -> None:
    assert isinstance(limited(act, Circumstances(), KAISA), Permit)


def test_an_unverified_contact_gets_what_no_consent_limits() -> None:
    anybody = Circumstances(recipients=[KAISA], unverified=[KAISA])
    assert isinstance(limited(Act.PACKAGE, anybody), Permit)


def test_a_limit_of_the_film_itself_counts_too() -> None:
    only = replace(given(CHILD, Purposes.GUIDANCE), recipients=(KAISA,))
    for to, answer in (([KAISA], Permit), ([IRJA], Refusal)):
        assert isinstance(decided(Act.PACKAGE, Purposes.GUIDANCE, Circumstances(recipients=to), only), answer)


def test_who_is_covered_limits_nothing() -> None:
    assert isinstance(limited(Act.PACKAGE, Circumstances(recipients=[IRJA], masked={CHILD.id}), KAISA), Permit)


@pytest.mark.parametrize("deciding", Deciding)
def test_what_one_guardian_limits_is_limited(deciding: Deciding) -> None:
    other = PersonId("other")
    minded = replace(CHILD, guardians=(PARENT.id, other), deciding=deciding)
    open_yes = replace(given(CHILD, Purposes.SUPERVISION), by_person=PARENT.id)
    only = replace(open_yes, id=ConsentId("only"), by_person=other, recipients=(KAISA,))
    answers = [*BOTH, given(PARENT, Purposes.SUPERVISION), open_yes, only]
    for to, answer in ((KAISA, Permit), (IRJA, Refusal)):
        intent, circumstances = Intent(Act.PACKAGE, Purposes.SUPERVISION, FILM), Circumstances(recipients=[to])
        assert isinstance(decide(intent, [minded, PARENT], answers, NOW, circumstances=circumstances), answer)
