"""The field's names for purposes, roles, states and turns, in the chosen language; the reports use the same words.

What purposes are called is in a catalogue, to which an organisation may add: like the language, the one in force is
chosen once for the program, by whoever opens a vault.
"""

from collections.abc import Iterable

from vigtool.domain.consent import ConsentState
from vigtool.domain.moments import TurnKind
from vigtool.domain.people import Person, Role
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import Purpose, PurposeCard
from vigtool.exchange.purposes import built_in_purposes
from vigtool.exchange.report_words import report_words
from vigtool.wording.translation import language

_learnt: dict[Purpose, Wording] = {}


def learn_purposes(cards: Iterable[PurposeCard]) -> None:
    """Call purposes as these cards do from now on, and those that no card is for by their ids."""
    _learnt.clear()
    _learnt.update((card.id, card.name) for card in cards)


def purpose_name(purpose: Purpose) -> str:
    """What a consent is for; a purpose that only a newer catalogue has goes by its id."""
    if not _learnt:
        learn_purposes(built_in_purposes())
    return _learnt[purpose].in_language(language()) if purpose in _learnt else purpose


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
    return pseudonym_of(person.role, person.number)


def pseudonym_of(role: Role, number: int) -> str:
    """Somebody who came without a name, by role and number."""
    return report_words(language())["pattern.pseudonym"].format(role=role_name(role), number=number)
