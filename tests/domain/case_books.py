"""A small case as a book, and any row of edits of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product
from typing import Concatenate, ParamSpec

from hypothesis import strategies as st

from vigtool.domain.case_edits import (
    CycleExists,
    FilmInAnotherCycle,
    NotInCase,
    cycle_described,
    described,
    film_brought_back,
    film_in_cycle,
    film_named,
    film_out_of_cycle,
    film_placed,
    film_put_away,
    film_with_people,
    films_synced,
    of_kind,
    person_in_family,
    person_named,
    with_cycle,
    without_cycle,
)
from vigtool.domain.casebook import CaseBook, FilmCard
from vigtool.domain.cases import Case, PackChoice
from vigtool.domain.cycles import NotOnOneClock, Part, SyncedBy
from vigtool.domain.identifiers import CaseId, CycleId, KindId, PackId, PersonId, RecordingId
from vigtool.domain.people import Person, Role

CASE = CaseId("case")
CHILD, PARENT = PersonId("child"), PersonId("parent")
FILMS = tuple(RecordingId(f"film{n}") for n in range(3))
CYCLES = tuple(CycleId(f"cycle{n}") for n in range(3))
BOOK = CaseBook(
    Case(CASE, "A case", "How?", datetime(2026, 5, 1, tzinfo=UTC)),
    (Person(CHILD, CASE, "Aino", Role.CHILD, 1), Person(PARENT, CASE, "Marja", Role.PARENT, 1)),
    tuple(FilmCard(film, f"film {n}", (CHILD, PARENT)) for n, film in enumerate(FILMS)),
)

Given = ParamSpec("Given")
Edit = Callable[[CaseBook], CaseBook]


def on(edit: Callable[Concatenate[CaseBook, Given], CaseBook], *given: Given.args, **named: Given.kwargs) -> Edit:
    """An edit with all that it needs but the book."""
    return lambda book: edit(book, *given, **named)


def edits_of(
    people: tuple[PersonId, ...], films: tuple[RecordingId, ...], cycles: tuple[CycleId, ...]
) -> dict[str, Edit]:
    """Edits by names, which shrink better than functions. Not each of them can be made in each book."""
    made: dict[str, Edit] = {
        "name": lambda book: described(book, name=book.case.name + "!"),
        "question": on(described, question="What now?"),
        "pack": on(described, pack=PackChoice(PackId("pack"), 2)),
        "team": on(of_kind, KindId("team")),
        "family": on(of_kind, KindId("family")),
        "clap": on(films_synced, films[0], films[1], 7, SyncedBy.CLAP),
        "ear": on(films_synced, films[1], films[-1], -9, SyncedBy.EAR),
    }
    for one in people:
        made[f"call {one}"] = on(person_named, one, "Somebody")
        made[f"house {one}"] = on(person_in_family, one, "Aalto")
    for film in films:
        made[f"title {film}"] = on(film_named, film, "walk")
        made[f"away {film}"] = on(film_put_away, film)
        made[f"back {film}"] = on(film_brought_back, film)
        made[f"alone {film}"] = on(film_with_people, film, people[:1])
        made[f"out {film}"] = on(film_out_of_cycle, film)
    for cycle in cycles:
        made[f"begin {cycle}"] = on(with_cycle, cycle)
        made[f"end {cycle}"] = on(without_cycle, cycle)
        made[f"ask {cycle}"] = on(cycle_described, cycle, question="?")
    for cycle, film, part in product(cycles, films, Part):
        made[f"move {film} to {part} of {cycle}"] = on(film_placed, film, cycle, part, new=False)
        made[f"{part} {film} {cycle}"] = on(film_in_cycle, cycle, film, part)
    return made


EDITS = edits_of((CHILD, PARENT), FILMS, CYCLES)


def any_edits() -> st.SearchStrategy[list[str]]:
    """Some of these edits, in any order."""
    return st.lists(st.sampled_from(sorted(EDITS)), max_size=15)


def edited(book: CaseBook, names: list[str], edits: dict[str, Edit] = EDITS) -> CaseBook:
    """The book after those of the edits that can be made."""
    for name in names:
        book = tried(book, edits[name])
    return book


def tried(book: CaseBook, edit: Edit) -> CaseBook:
    """The book after an edit, or as it was when the edit cannot be made."""
    try:
        return edit(book)
    except (CycleExists, NotInCase, FilmInAnotherCycle, NotOnOneClock):
        return book
