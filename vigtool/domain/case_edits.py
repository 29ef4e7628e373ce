"""Every edit of a case as a function from book to book; none knows of undo.

An edit that names something which the book does not have raises ``NotInCase``. The names of the steps are part of the
format; the window has words for them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from vigtool.domain.casebook import CaseBook, CaseSet, CycleRemoved, CycleSet, FilmCard, FilmSet, PersonSet
from vigtool.domain.cases import PackChoice
from vigtool.domain.cycles import Cycle, CycleFilm, Part, SyncedBy
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CycleId, KindId, PersonId, RecordingId
from vigtool.domain.people import MOST_GUARDIANS, Deciding, Person


class CaseStep(StrEnum):
    """The names of the edits in the history of a case."""

    CASE = "case"
    """Name and helping question, at once or one of them."""
    KIND = "kind"
    PACK = "pack"
    CASE_ENDED = "case-ended"
    CASE_REOPENED = "case-reopened"
    PERSON_NAME = "person-name"
    PERSON_FAMILY = "person-family"
    FAMILY_NAME = "family-name"
    PERSON_GUARDIANS = "person-guardians"
    FILM_LABEL = "film-label"
    FILM_PEOPLE = "film-people"
    FILM_AWAY = "film-away"
    FILM_BACK = "film-back"
    CYCLE_ADDED = "cycle-added"
    CYCLE_WORDS = "cycle-words"
    CYCLE_REMOVED = "cycle-removed"
    CYCLE_FILM = "cycle-film"
    CYCLE_FILM_OUT = "cycle-film-out"
    FILMS_SYNCED = "films-synced"
    FILM_UNSYNCED = "film-unsynced"
    FILM_BEGAN = "film-began"


class NotInCase(VigtoolError):
    """Something of that kind and id is not in the case."""

    def __init__(self, kind: str, asked: str) -> None:
        super().__init__(kind, asked)
        self.kind = kind
        self.asked = asked


class FilmInAnotherCycle(VigtoolError):
    """A film is in one cycle at most, and this one is in that cycle."""

    def __init__(self, film: RecordingId, cycle: CycleId) -> None:
        super().__init__(film, cycle)
        self.film = film
        self.cycle = cycle


class NameMissing(VigtoolError):
    """What is in lists by its name cannot be without one."""


class NameTaken(VigtoolError):
    """Another family of the case has that name already: one name would make of two families one."""


class UnfitGuardians(VigtoolError):
    """A person cannot be their own guardian, and has ``MOST_GUARDIANS`` at most."""

    def __init__(self, person: PersonId) -> None:
        super().__init__(person)
        self.person = person


class CycleExists(VigtoolError):
    """A cycle of that id is in the case already: a mistake in the program."""


def described(
    book: CaseBook, *, name: str | None = None, question: str | None = None, pack: PackChoice | None = None
) -> CaseBook:
    """With the case's name, helping question or principle pack changed; what is not given stays."""
    case = book.case
    changed = replace(
        case,
        name=case.name if name is None else name,
        question=case.question if question is None else question,
        pack=case.pack if pack is None else pack,
    )
    return book.apply([CaseSet(changed)])


def of_kind(book: CaseBook, kind: KindId) -> CaseBook:
    """With the case of another kind. Nothing in it changes, what is offered and asked for does."""
    return book.apply([CaseSet(replace(book.case, kind=kind))])


def case_ended(book: CaseBook, day: date | None) -> CaseBook:
    """With the guidance ended on that day, from which both retention clocks run; None: it goes on."""
    return book.apply([CaseSet(replace(book.case, ended_on=day))])


def person_named(book: CaseBook, person_id: PersonId, name: str) -> CaseBook:
    """With a person called otherwise. Raises ``NameMissing``."""
    return book.apply([PersonSet(replace(_person(book, person_id), name=_named(name)))])


def person_in_family(book: CaseBook, person_id: PersonId, family: str) -> CaseBook:
    """With a person in the family of that name, in none for the empty one."""
    return book.apply([PersonSet(replace(_person(book, person_id), family=family.strip()))])


def person_guarded(book: CaseBook, person_id: PersonId, guardians: Sequence[PersonId], deciding: Deciding) -> CaseBook:
    """With these guardians deciding for a person, as ``deciding`` says; nobody, and the person decides alone.

    Raises ``UnfitGuardians``.
    """
    person = _person(book, person_id)
    chosen = tuple(dict.fromkeys(_person(book, one).id for one in guardians))
    if person_id in chosen or len(chosen) > MOST_GUARDIANS:
        raise UnfitGuardians(person_id)
    return book.apply([PersonSet(replace(person, guardians=chosen, deciding=deciding))])


def family_named(book: CaseBook, family: str, name: str) -> CaseBook:
    """With a whole family called otherwise; two families never become one. Raises ``NameMissing``, ``NameTaken``.

    Raises ``NotInCase`` for a family that nobody is of.
    """
    members = [one for one in book.people if family and one.family == family]
    if not members:
        raise NotInCase("family", "")
    named = _named(name)
    if named != family and any(one.family == named for one in book.people):
        raise NameTaken
    return book.apply(PersonSet(replace(one, family=named)) for one in members)


def film_named(book: CaseBook, film: RecordingId, label: str) -> CaseBook:
    """With a film called otherwise. Raises ``NameMissing``."""
    return book.apply([FilmSet(replace(_film(book, film), label=_named(label)))])


def film_with_people(book: CaseBook, film: RecordingId, people: Sequence[PersonId]) -> CaseBook:
    """With these people in a film, whose consents everything that is done with it needs from now on."""
    chosen = {_person(book, one).id for one in people}
    in_order = tuple(one.id for one in book.people if one.id in chosen)
    return book.apply([FilmSet(replace(_film(book, film), people=in_order))])


def film_put_away(book: CaseBook, film: RecordingId) -> CaseBook:
    """With a film's card out of all lists; the film, its key, its consents and its place in a cycle stay."""
    return book.apply([FilmSet(replace(_film(book, film), away=True))])


def film_brought_back(book: CaseBook, film: RecordingId) -> CaseBook:
    """With a film's card back in the lists."""
    return book.apply([FilmSet(replace(_film(book, film), away=False))])


def with_cycle(book: CaseBook, cycle_id: CycleId, *, name: str = "", question: str = "") -> CaseBook:
    """With a new cycle after the last. Raises ``CycleExists``."""
    if book.cycle(cycle_id) is not None:
        raise CycleExists
    number = 1 + max((cycle.number for cycle in book.cycles), default=0)
    return book.apply([CycleSet(Cycle(cycle_id, book.case.id, number, name, question))])


def cycle_described(
    book: CaseBook, cycle_id: CycleId, *, name: str | None = None, question: str | None = None
) -> CaseBook:
    """With a cycle's name or own helping question changed; what is not given stays."""
    cycle = _cycle(book, cycle_id)
    changed = replace(
        cycle,
        name=cycle.name if name is None else name,
        question=cycle.question if question is None else question,
    )
    return book.apply([CycleSet(changed)])


def without_cycle(book: CaseBook, cycle_id: CycleId) -> CaseBook:
    """Without a cycle; its films are in none then, and the other cycles keep their numbers."""
    return book.apply([CycleRemoved(_cycle(book, cycle_id).id)])


def film_in_cycle(book: CaseBook, cycle_id: CycleId, film: RecordingId, part: Part) -> CaseBook:
    """With a film in a cycle; in the cycle's other part if it was in this one. Raises ``FilmInAnotherCycle``."""
    cycle, card, known = _cycle(book, cycle_id), _film(book, film), book.cycle_of(film)
    if known is not None and known.id != cycle_id:
        raise FilmInAnotherCycle(film, known.id)
    place = cycle.place_of(film)
    if place is not None and place.part is part:
        return book
    return book.apply([CycleSet(cycle.with_film(CycleFilm(card.id, part)))])


def film_placed(book: CaseBook, film: RecordingId, cycle_id: CycleId | None, part: Part, *, new: bool) -> CaseBook:
    """With a film in that cycle, a new one where ``new``, and in no other; in no cycle at all for None.

    One step, so that a film that is moved never stands in between. Raises ``CycleExists``.
    """
    known = book.cycle_of(film)
    if known is not None and known.id != cycle_id:
        book = film_out_of_cycle(book, film)
    if cycle_id is None:
        return book
    return film_in_cycle(with_cycle(book, cycle_id) if new else book, cycle_id, film, part)


def film_out_of_cycle(book: CaseBook, film: RecordingId) -> CaseBook:
    """With a film in no cycle."""
    return book.apply([CycleSet(_cycle_of(book, film).without_film(film))])


def films_synced(book: CaseBook, film: RecordingId, other: RecordingId, lag_ns: int, by: SyncedBy) -> CaseBook:
    """With two films of one cycle on one clock, see ``Cycle.synced``. Raises ``NotOnOneClock``."""
    return book.apply([CycleSet(_cycle_of(book, film).synced(film, other, lag_ns, by))])


def film_unsynced(book: CaseBook, film: RecordingId) -> CaseBook:
    """With a film on no clock."""
    return book.apply([CycleSet(_cycle_of(book, film).unsynced(film))])


def film_began(book: CaseBook, film: RecordingId, began_at: datetime) -> CaseBook:
    """With what was said of when a film's first frame was filmed."""
    return book.apply([CycleSet(_cycle_of(book, film).begun(film, began_at))])


def _named(name: str) -> str:
    if not name.strip():
        raise NameMissing
    return name.strip()


def _person(book: CaseBook, person_id: PersonId) -> Person:
    found = book.person(person_id)
    if found is None:
        raise NotInCase("person", person_id)
    return found


def _film(book: CaseBook, film: RecordingId) -> FilmCard:
    found = book.film(film)
    if found is None:
        raise NotInCase("recording", film)
    return found


def _cycle(book: CaseBook, cycle_id: CycleId) -> Cycle:
    found = book.cycle(cycle_id)
    if found is None:
        raise NotInCase("cycle", cycle_id)
    return found


def _cycle_of(book: CaseBook, film: RecordingId) -> Cycle:
    found = book.cycle_of(_film(book, film).id)
    if found is None:
        raise NotInCase("cycle", "")
    return found
