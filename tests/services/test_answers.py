"""Answers on a sheet: guardians by name, the basis that is proposed, purposes of an organisation's own."""

import pytest

from tests.exchange.sample_policy import policy_text
from tests.services.casework import Family, happened
from vigtool.domain.case_edits import UnfitGuardians
from vigtool.domain.consent import Answer, ConsentState
from vigtool.domain.events import CaseEdited
from vigtool.domain.people import Deciding, Person, Role
from vigtool.domain.purposes import LegalBasis, Purpose, Purposes
from vigtool.services.answers import answers_of, record_answers, states_by
from vigtool.services.case_editing import set_guardians
from vigtool.services.case_history import CaseDesk
from vigtool.services.consents import Said, consent_grid, record_consent
from vigtool.services.people import add_person, person
from vigtool.services.policy import adopt
from vigtool.services.policy_signing import sign_policy
from vigtool.services.purposes import UnknownPurpose, proposed_basis, purposes, scope_of
from vigtool.vault.log import SigningKey

OWN = Purpose("team-learning")
IT = SigningKey("rannikko.example", bytes(range(32)))


def two_guardians(family: Family, deciding: Deciding = Deciding.ALL) -> Person:
    other = add_person(family.ws, family.case.id, "Olli", Role.OTHER)
    set_guardians(family.ws, family.child.id, [family.parent.id, other.id], deciding)
    return other


def state(family: Family, purpose: Purpose = Purposes.GUIDANCE) -> ConsentState:
    return consent_grid(family.ws, family.case.id)[family.child.id, purpose]


def test_it_takes_the_yes_of_both_and_each_voice_stands_for_itself(family: Family) -> None:
    ws, other = family.ws, two_guardians(family)
    record_answers(ws, family.child.id, {Purposes.GUIDANCE: Answer.GIVEN}, Said(by_person=family.parent.id))
    assert state(family) is ConsentState.UNKNOWN
    assert states_by(ws, family.child.id, family.parent.id) == {Purposes.GUIDANCE: ConsentState.GIVEN}
    assert states_by(ws, family.child.id, other.id) == {}
    record_answers(ws, family.child.id, {Purposes.GUIDANCE: Answer.GIVEN}, Said(by_person=other.id))
    assert state(family) is ConsentState.GIVEN
    record_answers(ws, family.child.id, {Purposes.GUIDANCE: Answer.WITHDRAWN}, Said(by_person=other.id))
    assert state(family) is ConsentState.WITHDRAWN
    assert states_by(ws, family.child.id, None)[Purposes.GUIDANCE] is ConsentState.WITHDRAWN


def test_an_answer_for_the_person_as_a_whole_replaces_every_voice(family: Family) -> None:
    ws = family.ws
    two_guardians(family)
    record_answers(ws, family.child.id, {Purposes.GUIDANCE: Answer.REFUSED}, Said(by_person=family.parent.id))
    record_consent(ws, family.child.id, Purposes.GUIDANCE, Answer.GIVEN, by="both, at the meeting")
    assert states_by(ws, family.child.id, family.parent.id) == {Purposes.GUIDANCE: ConsentState.GIVEN}
    assert state(family) is ConsentState.GIVEN
    record_answers(ws, family.child.id, {Purposes.GUIDANCE: Answer.WITHDRAWN}, Said(by_person=family.parent.id))
    assert state(family) is ConsentState.WITHDRAWN


def test_guardians_are_an_edit_that_can_be_undone(family: Family) -> None:
    ws, other = family.ws, two_guardians(family)
    chosen = person(ws, family.child.id)
    assert (chosen.guardians, chosen.deciding) == ((family.parent.id, other.id), Deciding.ALL)
    assert [event.step for _, event in happened(ws) if isinstance(event, CaseEdited)] == ["person-guardians"]
    CaseDesk(ws, family.case.id).undo()
    assert person(ws, family.child.id).guardians == ()


def test_nobody_is_their_own_guardian_and_two_are_the_most(family: Family) -> None:
    ws = family.ws
    others = [add_person(ws, family.case.id, name, Role.OTHER).id for name in "ab"]
    for unfit in ([family.child.id], [family.parent.id, *others]):
        with pytest.raises(UnfitGuardians):
            set_guardians(ws, family.child.id, unfit, Deciding.ANY)
    set_guardians(ws, family.child.id, [others[0], others[0]], Deciding.ANY)
    assert person(ws, family.child.id).guardians == (others[0],)


def test_a_yes_has_the_proposed_basis_and_a_no_has_no_term(family: Family) -> None:
    ws, day = family.ws, family.ws.clock().date()
    said = Said(since=day, until=day, notice="standard-1", by="Maarit")
    record_answers(ws, family.child.id, {Purposes.GUIDANCE: Answer.GIVEN, Purposes.RESEARCH: Answer.REFUSED}, said)
    yes, no = answers_of(ws, family.child.id)
    assert (yes.basis, yes.since, yes.until, yes.notice, yes.by) == (
        LegalBasis.CONSENT,
        day,
        day,
        "standard-1",
        "Maarit",
    )
    assert (no.basis, no.since, no.until, no.notice) == (None, None, None, "standard-1")


def test_an_organisations_own_purpose_is_offered_answered_and_has_its_scope(family: Family) -> None:
    ws = family.ws
    with pytest.raises(UnknownPurpose):
        record_consent(ws, family.child.id, OWN, Answer.GIVEN)
    adopt(ws, sign_policy(policy_text(), [IT]))
    assert purposes(ws)[-1].id == OWN
    assert {str(act) for act in scope_of(ws, OWN)} == {"show", "screen"}
    assert proposed_basis(ws, Purposes.RESEARCH) is LegalBasis.PUBLIC_TASK
    record_consent(ws, family.child.id, OWN, Answer.GIVEN)
    assert state(family, OWN) is ConsentState.GIVEN


def test_a_purpose_of_a_newer_catalogue_does_no_harm(family: Family) -> None:
    ws, newer = family.ws, Purpose("from-the-future")
    record_consent(ws, family.child.id, newer, Answer.REFUSED)
    assert state(family, newer) is ConsentState.REFUSED
    assert scope_of(ws, newer) == frozenset()
