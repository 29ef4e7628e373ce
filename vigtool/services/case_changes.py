"""The form in which the journal keeps an edit of a case: each change is an object with exactly one of five keys."""

from typing import assert_never

import msgspec

from vigtool.domain.casebook import CaseChange, CaseSet, CycleRemoved, CycleSet, FilmCard, FilmSet, PersonSet
from vigtool.domain.cases import Case
from vigtool.domain.cycles import Cycle
from vigtool.domain.events import CaseEdited
from vigtool.domain.identifiers import CaseId, CycleId
from vigtool.domain.people import Person


class ChangeForm(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A change of one thing; exactly one of the five is there."""

    case: Case | None = None
    person: Person | None = None
    film: FilmCard | None = None
    cycle: Cycle | None = None
    cycle_removed: CycleId | None = None

    def __post_init__(self) -> None:
        there = (self.case, self.person, self.film, self.cycle, self.cycle_removed)
        if sum(one is not None for one in there) != 1:
            raise ValueError("one change")


class CaseEditedForm(msgspec.Struct, forbid_unknown_fields=True):
    """The form of ``CaseEdited``."""

    case: CaseId
    step: str
    changes: list[ChangeForm]


def form_of(event: CaseEdited) -> CaseEditedForm:
    """The event as it is written."""
    return CaseEditedForm(event.case, event.step, [_written(change) for change in event.changes])


def event_of(form: CaseEditedForm) -> CaseEdited:
    """The event that was read."""
    return CaseEdited(form.case, form.step, tuple(_read(change) for change in form.changes))


def _written(change: CaseChange) -> ChangeForm:
    match change:
        case CaseSet(case):
            return ChangeForm(case=case)
        case PersonSet(person):
            return ChangeForm(person=person)
        case FilmSet(film):
            return ChangeForm(film=film)
        case CycleSet(cycle):
            return ChangeForm(cycle=cycle)
        case CycleRemoved(cycle_id):
            return ChangeForm(cycle_removed=cycle_id)
    assert_never(change)


def _read(form: ChangeForm) -> CaseChange:
    if form.case is not None:
        return CaseSet(form.case)
    if form.person is not None:
        return PersonSet(form.person)
    if form.film is not None:
        return FilmSet(form.film)
    if form.cycle is not None:
        return CycleSet(form.cycle)
    if form.cycle_removed is not None:
        return CycleRemoved(form.cycle_removed)
    raise ValueError("no change")  # ChangeForm sees to it that there is one
