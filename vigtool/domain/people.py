"""The people of a case: who is seen or heard, in which role."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vigtool.domain.identifiers import CaseId, PersonId


class Role(StrEnum):
    """What a person is in the case; the values are the command line's words."""

    CHILD = "child"
    PARENT = "parent"
    PROFESSIONAL = "professional"
    SIBLING = "sibling"
    BYSTANDER = "bystander"
    OTHER = "other"


MOST_GUARDIANS: Final = 2
"""Who decide for one person."""


class Deciding(StrEnum):
    """Which of a person's guardians must have agreed; a no of any of them is a no."""

    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of a case.

    ``number`` counts from 1 within the role and case: role and number are the pseudonym ("Parent 2") under which a
    person stands in whatever leaves the vault; the name leaves it only where somebody asks for that. ``family`` is what
    the guider calls the person's family where a case has several, empty for those of none. ``guardians`` decide for a
    child, as ``deciding`` says; nobody is named where the person decides alone.
    """

    id: PersonId
    case: CaseId
    name: str
    role: Role
    number: int
    family: str = ""
    guardians: tuple[PersonId, ...] = ()
    deciding: Deciding = Deciding.ANY

    @property
    def has_view_of_own(self) -> bool:
        """Whether it is asked, film by film, what this person thinks of being seen: a child, or who has guardians."""
        return self.role is Role.CHILD or bool(self.guardians)
