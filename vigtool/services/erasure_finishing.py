"""At the opening of a vault: erasures that were cut short come to their end, and what was erased stays erased.

Three things are found: an intent on record without its end; a mark from a full disk, whose intent the journal could not
take; and, in an older copy that was put back, what the tombstones say was erased.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from typing import Final

from vigtool.domain.accountability import Erased, Erasing, ErasureBegun, EvidenceKept
from vigtool.domain.events import ACT_NAMES, RecordingImported
from vigtool.domain.identifiers import CaseId, ErasureId, EvidenceId, PersonId, RecordingId
from vigtool.services.case_snapshots import snapshot_without
from vigtool.services.erasing import Erasure, Work
from vigtool.services.erasure_plans import ErasurePlan, Target
from vigtool.services.identifying import new_identifier
from vigtool.services.jobs import complete
from vigtool.services.people import people
from vigtool.services.recordings import every_recording
from vigtool.services.snapshot_form import begin_anew
from vigtool.services.tombstones import NOTE, begun_erasures, keep_tombstones, tombstones
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import ChangeUnfinished, NoSpace, StorageFailed, VaultReadOnly
from vigtool.vault.medium_facts import beyond_reach

_NOT_NOW: Final = (NoSpace, StorageFailed, VaultReadOnly, ChangeUnfinished)


def settle_erasures(ws: Workspace) -> None:
    """Finish what was begun; on a disk that takes nothing the next opening tries again, and the vault opens."""
    with suppress(*_NOT_NOW):  # nobody can do anything about it before the vault is open
        _finish_begun(ws)
        _finish_marked(ws)
        _apply_tombstones(ws)
        keep_tombstones(ws)


def look_past_erased(ws: Workspace) -> None:
    """In an older copy that may only be read nothing is destroyed; what was erased since is not shown there either."""
    gone = tombstones(ws)
    for target in gone:
        if target.what is Erasing.CASE:
            ws.index.forget_case(target.id)
    of_people = {one.id for one in gone if one.what is Erasing.PERSON}
    for case in map(CaseId, sorted(ws.vault.journal.cases)):
        for someone in people(ws, case):
            if someone.id in of_people:
                begin_anew(ws.index, case, snapshot_without(ws, case, someone.id))
    if gone:
        ws.index.wipe()


def _finish_begun(ws: Workspace) -> None:
    ended = {entry.object for entry in ws.index.entries(acts={ACT_NAMES[Erased]})}
    for seq, begun in begun_erasures(ws):
        if begun.erasure not in ended:
            work = Work(ws, _plan_of(ws, begun), begun)
            work.resume(seq)
            work.destroy()
            work.end()


def _finish_marked(ws: Workspace) -> None:
    ended = {key for _, begun in begun_erasures(ws) for key in begun.keys}
    ws.vault.eraser.unmark([one for one in ws.vault.eraser.marked() if one in ended])
    marked = set(ws.vault.eraser.marked())
    cases = [case for case in sorted(ws.vault.journal.cases) if marked & set(ws.vault.journal.keys_of(case))]
    films = [
        film.object
        for film in ws.index.entries(acts={ACT_NAMES[RecordingImported]})
        if film.object in marked and film.case not in cases
    ]
    targets = [Target(Erasing.CASE, case) for case in cases] + [Target(Erasing.FILM, film) for film in films]
    for target in targets:
        _erase_anew(ws, target, "", marked)


def _apply_tombstones(ws: Workspace) -> None:
    gone = tombstones(ws)
    films = {one.id for one in gone if one.what is Erasing.FILM}
    of_people = {one.id for one in gone if one.what is Erasing.PERSON}
    for target in sorted(gone, key=lambda one: (one.what, one.id)):
        if target.what is Erasing.FILM and ws.vault.has_key(target.id):
            _erase_anew(ws, target, NOTE)
        if target.what is Erasing.CASE and any(map(ws.vault.has_key, ws.vault.journal.keys_of(target.id))):
            _erase_anew(ws, target, NOTE)
    for case in sorted(ws.vault.journal.cases):
        for someone in people(ws, CaseId(case)):
            if someone.id in of_people and someone.name:
                _erase_person_anew(ws, someone.id, CaseId(case), films)


def _erase_person_anew(ws: Workspace, person_id: PersonId, case_id: CaseId, films: Collection[str]) -> None:
    """Films that were left out at the time stay left out."""
    kept = {film.id: NOTE for film in every_recording(ws, case_id) if film.id not in films}
    complete(Erasure(ws, Target(Erasing.PERSON, person_id), NOTE, kept, again=True))


def _erase_anew(ws: Workspace, target: Target, reason: str, marked: Collection[str] = ()) -> None:
    """Erase a film or case by what the envelopes tell, as the words may be gone."""
    keys = {target.id} if target.what is Erasing.FILM else _keys_of_case(ws, target.id)
    there = tuple(key for key in sorted(keys) if ws.vault.has_key(key) or key in marked)
    plan = _sorted_out(ws, target, there)
    if target.what is Erasing.CASE:
        papers = ws.index.entries(case=target.id, acts={ACT_NAMES[EvidenceKept]})
        plan = replace(plan, papers=tuple(EvidenceId(one.object) for one in papers))
    work = Work(ws, plan, ErasureBegun(ErasureId(new_identifier()), target.what, target.id, plan.ids, reason))
    work.begin()
    work.destroy()
    work.end()


def _keys_of_case(ws: Workspace, case: str) -> set[str]:
    films = ws.index.entries(case=case, acts={ACT_NAMES[RecordingImported]})
    return {*ws.vault.journal.keys_of(case), *(film.object for film in films)}


def _plan_of(ws: Workspace, begun: ErasureBegun) -> ErasurePlan:
    return _sorted_out(ws, Target(begun.what, begun.target), begun.keys)


def _sorted_out(ws: Workspace, target: Target, ids: Collection[str]) -> ErasurePlan:
    """Tell films, papers and keys of cases from each other."""
    films = {one.object for one in ws.index.entries(acts={ACT_NAMES[RecordingImported]})}
    papers = {one.object for one in ws.index.entries(acts={ACT_NAMES[EvidenceKept]})}
    if target.what is Erasing.FILM:
        films.add(target.id)  # a journal that was rolled back may not know it
    case = next((one.case for one in ws.index.entries(object=target.id) if one.case is not None), target.id)
    return ErasurePlan(
        target,
        CaseId(case),
        tuple(RecordingId(one) for one in ids if one in films),
        tuple(EvidenceId(one) for one in ids if one in papers),
        tuple(one for one in ids if one not in films | papers),
        beyond_reach=beyond_reach(ws.folder),
    )
