"""Several families in one case: whose a film is, and who may look at it."""

from collections.abc import Iterable, Sequence

from vigtool.domain.people import Person, Role


def families_in(shown: Iterable[Person]) -> tuple[str, ...]:
    """The families of these people, each once, in the order of the people."""
    return tuple(dict.fromkeys(person.family for person in shown if person.family))


def may_see(viewer: Person, shown: Sequence[Person]) -> bool:
    """Tell whether somebody may be shown a film with these people: who is in it, whose family is, and who leads.

    A professional of no family leads the group; anybody else of no family may be a family's whose name was forgotten.
    """
    if viewer.id in {person.id for person in shown}:
        return True
    if not viewer.family:
        return viewer.role is Role.PROFESSIONAL
    return viewer.family in families_in(shown)
