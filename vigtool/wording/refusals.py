"""A refusal, person by person, with the way forward."""

from collections.abc import Mapping
from typing import assert_never

from vigtool.domain.consent import ConsentState
from vigtool.domain.deciding import Ground, Reason, Refusal
from vigtool.domain.identifiers import PersonId
from vigtool.wording.names import purpose_name
from vigtool.wording.translation import tr


def refusal_lines(refusal: Refusal, names: Mapping[PersonId, str]) -> list[str]:
    """One sentence for each reason. ``names`` says how to call each person (their name, or a pseudonym)."""
    return [_line(reason, names) for reason in refusal.reasons]


def _line(reason: Reason, names: Mapping[PersonId, str]) -> str:  # noqa: PLR0911 - one line for each ground
    match reason.ground:
        case Ground.FROZEN:
            return tr("The film is frozen: it is kept, and nobody uses it until it is thawed.")
        case Ground.SCOPE:
            return tr("This is not what a consent to {purpose} is about.").format(purpose=purpose_name(reason.purpose))
        case Ground.GUEST:
            return tr("This film is a guest here: it is looked at and commented on, and goes no further.")
        case Ground.RECIPIENT:
            return _recipient_line(reason, names)
        case Ground.CHILDS_VIEW:
            return tr("{who} does not want others to see this film.").format(who=_who(reason, names))
        case Ground.ANOTHER_FAMILY:
            return tr("{who} is of a family that is not in this film.").format(who=_who(reason, names))
        case Ground.CONSENT:
            return _consent_line(reason, names)
    assert_never(reason.ground)


def _who(reason: Reason, names: Mapping[PersonId, str]) -> str:
    return "" if reason.person is None else names.get(reason.person, reason.person)


def _recipient_line(reason: Reason, names: Mapping[PersonId, str]) -> str:
    told = tr("{who} agreed to {purpose} for named contacts alone, each verified, and in a package sealed to them.")
    return told.format(who=_who(reason, names), purpose=purpose_name(reason.purpose))


def _consent_line(reason: Reason, names: Mapping[PersonId, str]) -> str:
    if reason.person is None:
        return tr("Nobody is named in the film yet. Name the people of the case first.")
    return _pattern(reason.state).format(who=_who(reason, names), purpose=purpose_name(reason.purpose))


def _pattern(state: ConsentState) -> str:
    match state:
        case ConsentState.UNKNOWN:
            return tr("{who} has not been asked yet: {purpose}.")
        case ConsentState.REFUSED:
            return tr("{who} has said no: {purpose}.")
        case ConsentState.WITHDRAWN:
            return tr("{who} has withdrawn the consent: {purpose}.")
        case ConsentState.EXPIRED:
            return tr("The consent of {who} has run out: {purpose}.")
        case ConsentState.GIVEN:
            return tr("{who} has given the consent: {purpose}.")
        case _:
            assert_never(state)
