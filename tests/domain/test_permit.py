import copy
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest

from vigtool.domain.consent import Answer, Consent
from vigtool.domain.deciding import Intent, Permit, PermitMismatch, decide
from vigtool.domain.identifiers import CaseId, ConsentId, PersonId, RecordingId
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import Act, Purposes

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
FILM, OTHER_FILM = RecordingId("f1mf1mf1mf1m"), RecordingId("0ther0ther0t")
TO_VIEW = Intent(Act.VIEW, Purposes.GUIDANCE, FILM)
TO_CLIP = Intent(Act.CLIP, Purposes.TRAINING, FILM)


@pytest.fixture
def permit() -> Permit:
    child = Person(PersonId("ch1d"), CaseId("c"), "a name", Role.CHILD, 1)
    consent = Consent(ConsentId("k"), child.id, Purposes.GUIDANCE, Answer.GIVEN, NOW)
    decision = decide(TO_VIEW, [child], [consent], NOW)
    assert isinstance(decision, Permit)
    return decision


FORGERIES: dict[str, Callable[[Permit], object]] = {
    "by hand": lambda permit: Permit(TO_CLIP, permit.consents, NOW, object()),
    "by hand with nothing": lambda permit: Permit(TO_CLIP, permit.consents, NOW, None),
    "with a seal of its own": lambda permit: replace(permit, intent=TO_CLIP, seal=object()),
    "with the permit as its seal": lambda permit: replace(permit, intent=TO_CLIP, seal=permit),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_permit_with_a_false_seal_is_refused(permit: Permit, forge: Callable[[Permit], object]) -> None:
    with pytest.raises(TypeError, match="comes from decide"):
        forge(permit)


def test_a_permit_cannot_be_made_over_for_something_else(permit: Permit) -> None:
    with pytest.raises((ValueError, TypeError), match="seal"):
        replace(permit, intent=TO_CLIP)  # type: ignore[call-arg]


def test_a_permit_cannot_be_changed(permit: Permit) -> None:
    with pytest.raises(FrozenInstanceError):
        permit.intent = TO_CLIP  # type: ignore[misc]


def test_a_permit_does_not_carry_its_seal(permit: Permit) -> None:
    assert not hasattr(permit, "seal")


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_a_copy_of_a_permit_permits_the_same_and_nothing_else(
    permit: Permit, duplicate: Callable[[Permit], Permit]
) -> None:
    assert duplicate(permit) == permit


def test_a_permit_serves_its_own_act_and_film_only(permit: Permit) -> None:
    permit.require(Act.VIEW, FILM)
    for act, film in ((Act.CLIP, FILM), (Act.VIEW, OTHER_FILM)):
        with pytest.raises(PermitMismatch) as caught:
            permit.require(act, film)
        assert (caught.value.wanted, caught.value.offered) == (f"{act} {film}", f"{Act.VIEW} {FILM}")
