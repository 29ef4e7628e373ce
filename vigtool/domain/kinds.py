"""Kinds of cases as data: what a family's case, a team's or a group programme's offers, asks for and calls things.

A kind never changes what a case holds. It says which roles and purposes are offered, in whose words, and on which
consents a film of such a case rests.
"""

from dataclasses import dataclass
from enum import StrEnum

from vigtool.domain.identifiers import KindId, PackId
from vigtool.domain.people import Role
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import Purpose


class KindWord(StrEnum):
    """What every kind has words of its own for; the values are the keys in the kind's file."""

    CLIENT = "client"
    FAMILY_FILM = "family-film"
    REVIEW_FILM = "review-film"
    QUESTION = "question"
    STAR = "star"
    SESSION = "session"
    CYCLE = "cycle"


class Chooser(StrEnum):
    """Who edits the film and chooses the moments for the review."""

    GUIDER = "guider"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class KindRole:
    """A role that is offered, by the name that it has in cases of this kind."""

    role: Role
    name: Wording


@dataclass(frozen=True, slots=True)
class PlannedCycles:
    """How many cycles a case usually has; a plan, no limit."""

    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class CaseKind:
    """One kind of case. What is offered is offered in this order.

    ``pack`` is the principle pack of a new case; ``film_purposes`` are what everyone in a film has consented to before
    anything is done with it; ``families`` where several families have a case together, each seeing only its own films;
    ``speakers`` where turns of many people follow each other. ``words`` has every ``KindWord``, in their order.
    """

    id: KindId
    version: int
    name: Wording
    description: Wording
    roles: tuple[KindRole, ...]
    purposes: tuple[Purpose, ...]
    film_purposes: tuple[Purpose, ...]
    pack: PackId
    cycles: PlannedCycles
    chooser: Chooser
    families: bool
    speakers: bool
    words: tuple[tuple[KindWord, Wording], ...]

    def word(self, key: KindWord) -> Wording:
        """What a thing is called in cases of this kind."""
        return dict(self.words)[key]

    def role_name(self, role: Role) -> Wording | None:
        """What a role is called, None for one that is not offered."""
        return next((one.name for one in self.roles if one.role is role), None)
