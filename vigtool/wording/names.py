"""The field's names for purposes, roles, states and turns, in the chosen language; the reports use the same words."""

from vigtool.domain.consent import ConsentState
from vigtool.domain.moments import TurnKind
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import Purpose
from vigtool.exchange.report_words import report_words
from vigtool.wording.translation import language


def purpose_name(purpose: Purpose) -> str:
    """What a consent is for."""
    return report_words(language())[f"purpose.{purpose}"]


def role_name(role: Role) -> str:
    """What a person is in the case."""
    return report_words(language())[f"role.{role}"]


def state_name(state: ConsentState) -> str:
    """How a person stands to a purpose."""
    return report_words(language())[f"state.{state}"]


def turn_name(kind: TurnKind) -> str:
    """What a turn is in its chain."""
    return report_words(language())[f"turn.{kind}"]


def pseudonym(person: Person) -> str:
    """A person by role and number, as they stand in whatever leaves the vault."""
    return report_words(language())["pattern.pseudonym"].format(role=role_name(person.role), number=person.number)
