"""Several families in one case: a film is for those who are in it, for their families, and for who leads the group."""

import pytest

from vigtool.domain.families import families_in, may_see
from vigtool.domain.identifiers import CaseId, PersonId
from vigtool.domain.people import Person, Role


def person(name: str, family: str = "", role: Role = Role.PARENT) -> Person:
    return Person(PersonId(name), CaseId("case"), name, role, 1, family)


def test_families_stand_once_in_the_order_of_the_people() -> None:
    people = [person("a", "Kettu"), person("b"), person("c", "Sorsa"), person("d", "Kettu")]
    assert families_in(people) == ("Kettu", "Sorsa")
    assert families_in([person("b")]) == ()


@pytest.mark.parametrize(
    ("viewer", "allowed"),
    [
        (person("a", "Kettu"), True),
        (person("other", "Kettu"), True),
        (person("other", "Sorsa"), False),
        (person("other"), False),
        (person("lone"), True),
        (person("leader", role=Role.PROFESSIONAL), True),
        (person("leader", "Sorsa", Role.PROFESSIONAL), False),
    ],
)
def test_a_film_is_for_its_own_families(viewer: Person, *, allowed: bool) -> None:
    assert may_see(viewer, [person("a", "Kettu"), person("lone")]) is allowed
