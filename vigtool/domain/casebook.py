"""Everything about a case that can be edited, as one immutable value, and what changed between two such values.

People and films come into a case by records that nothing takes back (a person was named, a film was brought in); what
can be edited of them stands here. An edit is a function from book to book (``vigtool.domain.case_edits``); the
difference of the two is what the journal keeps, an undo included.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vigtool.domain.cases import Case, Recording
from vigtool.domain.cycles import Cycle
from vigtool.domain.identifiers import CycleId, PersonId, RecordingId
from vigtool.domain.people import Person


@dataclass(frozen=True, slots=True)
class FilmCard:
    """What can be edited of a film: what it is called, who is in it, and whether its card was put away."""

    id: RecordingId
    label: str
    people: tuple[PersonId, ...]
    away: bool = False

    @staticmethod
    def of(film: Recording) -> "FilmCard":
        """The card of a film."""
        return FilmCard(film.id, film.label, film.people, film.away)

    def on(self, film: Recording) -> Recording:
        """The film with this card."""
        return replace(film, label=self.label, people=self.people, away=self.away)


@dataclass(frozen=True, slots=True)
class CaseSet:
    """The case itself is now so."""

    case: Case


@dataclass(frozen=True, slots=True)
class PersonSet:
    """A person is now so."""

    person: Person


@dataclass(frozen=True, slots=True)
class FilmSet:
    """A film's card is now so."""

    film: FilmCard


@dataclass(frozen=True, slots=True)
class CycleSet:
    """A cycle is now so, whether new or changed."""

    cycle: Cycle


@dataclass(frozen=True, slots=True)
class CycleRemoved:
    """A cycle is gone; its films are where they were."""

    cycle_id: CycleId


CaseChange = CaseSet | PersonSet | FilmSet | CycleSet | CycleRemoved


@dataclass(frozen=True, slots=True)
class CaseBook:
    """A case with its people and films in the order in which they came, and its cycles in the order of their numbers.

    A film is in one cycle at most.
    """

    case: Case
    people: tuple[Person, ...] = ()
    films: tuple[FilmCard, ...] = ()
    cycles: tuple[Cycle, ...] = ()

    def person(self, person_id: PersonId) -> Person | None:
        """The person of that id, if there is one."""
        return next((one for one in self.people if one.id == person_id), None)

    def film(self, recording: RecordingId) -> FilmCard | None:
        """The card of that film, put away or not, if there is one."""
        return next((one for one in self.films if one.id == recording), None)

    def cycle(self, cycle_id: CycleId) -> Cycle | None:
        """The cycle of that id, if there is one."""
        return next((one for one in self.cycles if one.id == cycle_id), None)

    def cycle_of(self, recording: RecordingId) -> Cycle | None:
        """The cycle that a film is in, if it is in one."""
        return next((one for one in self.cycles if one.place_of(recording) is not None), None)

    def changes_to(self, after: "CaseBook") -> tuple[CaseChange, ...]:
        """What has to happen to this book to become that one, of the same case with the same people and films."""
        return tuple(self._changes_to(after))

    def _changes_to(self, after: "CaseBook") -> Iterator[CaseChange]:
        if after.case != self.case:
            yield CaseSet(after.case)
        yield from (PersonSet(one) for one in after.people if one != self.person(one.id))
        yield from (FilmSet(one) for one in after.films if one != self.film(one.id))
        yield from (CycleRemoved(one.id) for one in self.cycles if after.cycle(one.id) is None)
        yield from (CycleSet(one) for one in after.cycles if one != self.cycle(one.id))

    def apply(self, changes: Iterable[CaseChange]) -> "CaseBook":
        """Make the changes; what they say about people and films that it does not have is left out."""
        case = self.case
        people = {one.id: one for one in self.people}
        films = {one.id: one for one in self.films}
        cycles = {one.id: one for one in self.cycles}
        for change in changes:
            match change:
                case CaseSet(case):
                    pass
                case PersonSet(person) if person.id in people:
                    people[person.id] = person
                case FilmSet(film) if film.id in films:
                    films[film.id] = film
                case CycleSet(cycle):
                    cycles[cycle.id] = cycle
                case CycleRemoved(cycle_id):
                    cycles.pop(cycle_id, None)
        in_order = sorted(cycles.values(), key=lambda cycle: (cycle.number, cycle.id))
        return CaseBook(case, tuple(people.values()), tuple(films.values()), tuple(in_order))
