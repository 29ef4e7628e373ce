"""Edits of a case, each a function from book to book; the difference of two books turns one into the other."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.case_books import BOOK, CHILD, CYCLES, FILMS, PARENT, Edit, any_edits, edited, on
from vigtool.domain.case_edits import (
    CycleExists,
    FilmInAnotherCycle,
    NameMissing,
    NameTaken,
    NotInCase,
    UnfitGuardians,
    case_ended,
    cycle_described,
    described,
    family_named,
    film_brought_back,
    film_in_cycle,
    film_named,
    film_out_of_cycle,
    film_placed,
    film_put_away,
    film_unsynced,
    film_with_people,
    films_synced,
    of_kind,
    person_guarded,
    person_in_family,
    person_named,
    with_cycle,
    without_cycle,
)
from vigtool.domain.casebook import FilmCard, FilmSet, PersonSet
from vigtool.domain.cases import PackChoice, Recording
from vigtool.domain.cycles import NotOnOneClock, Part, SyncedBy
from vigtool.domain.identifiers import CaseId, CycleId, KindId, PackId, PersonId, RecordingId
from vigtool.domain.people import MOST_GUARDIANS, Deciding, Person, Role
from vigtool.domain.ticks import TimeBase

WITH_TWO = with_cycle(with_cycle(BOOK, CYCLES[0], name="first"), CYCLES[1], question="And now?")


@given(any_edits(), any_edits())
def test_the_changes_between_two_books_lead_from_one_to_the_other(first: list[str], second: list[str]) -> None:
    one, other = edited(BOOK, first), edited(BOOK, second)
    assert one.apply(one.changes_to(other)) == other
    assert other.apply(other.changes_to(one)) == one
    assert one.changes_to(one) == ()


@given(any_edits())
def test_no_film_is_ever_in_two_cycles_and_numbers_are_given_once(edits: list[str]) -> None:
    book = edited(BOOK, edits)
    placed = [film.recording for cycle in book.cycles for film in cycle.films]
    assert len(placed) == len(set(placed))
    numbers = [cycle.number for cycle in book.cycles]
    assert numbers == sorted(set(numbers))


def test_what_is_not_given_stays() -> None:
    book = described(BOOK, question="Why?")
    assert (book.case.name, book.case.question, book.case.pack) == (BOOK.case.name, "Why?", None)
    assert described(book, pack=PackChoice(PackId("p"), 2)).case.question == "Why?"
    assert of_kind(book, KindId("team")).case.kind == "team"
    assert cycle_described(WITH_TWO, CYCLES[0], question="!").cycles[0].name == "first"


def test_cycles_are_numbered_after_the_last_and_keep_their_numbers() -> None:
    book = with_cycle(without_cycle(WITH_TWO, CYCLES[0]), CYCLES[2])
    assert [(cycle.id, cycle.number) for cycle in book.cycles] == [(CYCLES[1], 2), (CYCLES[2], 3)]
    with pytest.raises(CycleExists):
        with_cycle(book, CYCLES[1])


def test_a_film_is_in_one_cycle_at_most() -> None:
    book = film_in_cycle(WITH_TWO, CYCLES[0], FILMS[0], Part.FAMILY)
    with pytest.raises(FilmInAnotherCycle) as refused:
        film_in_cycle(book, CYCLES[1], FILMS[0], Part.FAMILY)
    assert (refused.value.film, refused.value.cycle) == (FILMS[0], CYCLES[0])
    moved = film_in_cycle(book, CYCLES[0], FILMS[0], Part.REVIEW)
    assert [film.part for film in moved.cycles[0].films] == [Part.REVIEW]
    free = film_out_of_cycle(moved, FILMS[0])
    assert film_in_cycle(free, CYCLES[1], FILMS[0], Part.FAMILY).cycle_of(FILMS[0]) is not None


def test_putting_a_film_where_it_is_keeps_its_place_on_the_clock() -> None:
    book = film_in_cycle(film_in_cycle(WITH_TWO, CYCLES[0], FILMS[0], Part.FAMILY), CYCLES[0], FILMS[1], Part.FAMILY)
    book = films_synced(book, FILMS[0], FILMS[1], 40, SyncedBy.CLAP)
    assert film_in_cycle(book, CYCLES[0], FILMS[0], Part.FAMILY) == book
    assert film_unsynced(book, FILMS[0]) != book


def test_a_film_that_is_put_away_keeps_its_people_and_its_place_in_the_cycle() -> None:
    book = film_in_cycle(WITH_TWO, CYCLES[0], FILMS[0], Part.FAMILY)
    away = film_put_away(book, FILMS[0])
    assert away.films[0] == FilmCard(FILMS[0], "film 0", (CHILD, PARENT), away=True)
    assert away.cycles == book.cycles
    assert film_brought_back(away, FILMS[0]) == book


def test_a_family_is_renamed_with_all_its_people() -> None:
    book = person_in_family(person_in_family(BOOK, CHILD, " Aalto "), PARENT, "Aalto")
    assert {one.family for one in family_named(book, "Aalto", "Berg").people} == {"Berg"}
    with pytest.raises(NotInCase):
        family_named(book, "Berg", "x")
    with pytest.raises(NotInCase):
        family_named(BOOK, "", "x")


def test_people_of_a_film_stand_in_the_order_of_the_case_each_once() -> None:
    assert film_with_people(BOOK, FILMS[0], [PARENT, CHILD, PARENT]).films[0].people == (CHILD, PARENT)


STRANGE_FILM, STRANGE_CYCLE, STRANGE_PERSON = RecordingId("x"), CycleId("x"), PersonId("x")
IN_NONE: dict[str, Edit] = {
    "call": on(person_named, STRANGE_PERSON, "n"),
    "house": on(person_in_family, STRANGE_PERSON, "n"),
    "title": on(film_named, STRANGE_FILM, "n"),
    "away": on(film_put_away, STRANGE_FILM),
    "back": on(film_brought_back, STRANGE_FILM),
    "somebody strange": on(film_with_people, FILMS[0], [STRANGE_PERSON]),
    "a strange film": on(film_with_people, STRANGE_FILM, [CHILD]),
    "ask": on(cycle_described, STRANGE_CYCLE, name="n"),
    "end": on(without_cycle, STRANGE_CYCLE),
    "into a strange cycle": on(film_in_cycle, STRANGE_CYCLE, FILMS[0], Part.FAMILY),
    "a strange film into": on(film_in_cycle, CYCLES[0], STRANGE_FILM, Part.FAMILY),
    "out": on(film_out_of_cycle, FILMS[2]),
    "off": on(film_unsynced, FILMS[2]),
    "clap": on(films_synced, FILMS[2], FILMS[1], 0, SyncedBy.EAR),
}


@pytest.mark.parametrize("edit", IN_NONE.values(), ids=IN_NONE)
def test_what_is_not_in_the_case_is_refused(edit: Edit) -> None:
    with pytest.raises(NotInCase):
        edit(WITH_TWO)


def test_a_film_of_another_cycle_gives_no_clock() -> None:
    book = film_in_cycle(WITH_TWO, CYCLES[0], FILMS[0], Part.FAMILY)
    with pytest.raises(NotOnOneClock):
        films_synced(book, FILMS[0], FILMS[1], 0, SyncedBy.EAR)


@pytest.mark.parametrize("name", ["", "  ", "\n\t"])
def test_what_stands_in_lists_by_its_name_has_one(name: str) -> None:
    with pytest.raises(NameMissing):
        person_named(BOOK, CHILD, name)
    with pytest.raises(NameMissing):
        film_named(BOOK, FILMS[0], name)


def test_two_families_never_become_one_by_a_name() -> None:
    book = person_in_family(person_in_family(BOOK, CHILD, "Kettu"), PARENT, "Sorsa")
    with pytest.raises(NameTaken):
        family_named(book, "Kettu", " Sorsa ")
    assert family_named(book, "Kettu", "Kettu") == book
    assert [one.family for one in family_named(book, "Kettu", "Susi").people[:2]] == ["Susi", "Sorsa"]


@given(st.text(min_size=1, max_size=10_000).filter(str.strip))
def test_any_name_that_can_be_typed_is_kept_as_it_is(name: str) -> None:
    assert film_named(BOOK, FILMS[0], name).films[0].label == name.strip()


def test_a_card_is_put_on_a_film_and_taken_from_it() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    film = Recording(FILMS[0], CaseId("c"), "raw", "", 1, 1, TimeBase(1, 1), 1, (), None, now)
    card = FilmCard(FILMS[0], "walk", (CHILD,), away=True)
    assert FilmCard.of(card.on(film)) == card
    assert FilmCard.of(film) == FilmCard(FILMS[0], "raw", ())


def test_what_a_book_does_not_have_cannot_be_set_in_it() -> None:
    stranger = replace(BOOK.people[0], id=PersonId("stranger"))
    film = replace(BOOK.films[0], id=RecordingId("elsewhere"))
    assert BOOK.apply([PersonSet(stranger), FilmSet(film)]) == BOOK


def test_a_film_is_moved_in_one_step_into_another_cycle_a_new_one_or_none() -> None:
    placed = film_placed(WITH_TWO, FILMS[0], CYCLES[0], Part.FAMILY, new=False)
    moved = film_placed(placed, FILMS[0], CYCLES[1], Part.REVIEW, new=False)
    assert [one.id for one in moved.cycles if one.place_of(FILMS[0]) is not None] == [CYCLES[1]]
    made = film_placed(moved, FILMS[0], CYCLES[2], Part.FAMILY, new=True)
    assert [one.id for one in made.cycles if one.place_of(FILMS[0]) is not None] == [CYCLES[2]]
    assert film_placed(made, FILMS[0], None, Part.FAMILY, new=False).cycle_of(FILMS[0]) is None
    assert film_placed(BOOK, FILMS[0], None, Part.FAMILY, new=False) == BOOK


def test_a_guidance_ends_on_a_day_and_goes_on_again() -> None:
    ended = case_ended(BOOK, date(2026, 11, 22))
    assert ended.case.ended_on == date(2026, 11, 22)
    assert case_ended(ended, None) == BOOK


def test_guardians_are_named_once_each_and_how_they_decide() -> None:
    child = person_guarded(BOOK, CHILD, [PARENT, PARENT], Deciding.ALL).people[0]
    assert (child.guardians, child.deciding) == ((PARENT,), Deciding.ALL)
    assert person_guarded(BOOK, CHILD, [], Deciding.ANY) == BOOK


def test_nobody_is_their_own_guardian_nor_has_more_than_the_law_knows() -> None:
    many = tuple(Person(PersonId(f"adult{n}"), BOOK.case.id, "", Role.PARENT, n + 2) for n in range(MOST_GUARDIANS + 1))
    book = replace(BOOK, people=(*BOOK.people, *many))
    for guardians in ([CHILD], [one.id for one in many]):
        with pytest.raises(UnfitGuardians) as refused:
            person_guarded(book, CHILD, guardians, Deciding.ANY)
        assert refused.value.person == CHILD


def test_a_guardian_is_of_the_case() -> None:
    with pytest.raises(NotInCase):
        person_guarded(BOOK, CHILD, [PersonId("stranger")], Deciding.ANY)


def test_a_child_and_whoever_has_guardians_are_asked_for_a_view_of_their_own() -> None:
    child, parent = BOOK.people
    assert child.has_view_of_own
    assert not parent.has_view_of_own
    assert person_guarded(BOOK, PARENT, [CHILD], Deciding.ANY).people[1].has_view_of_own
