"""Erasing a film, a case, or what concerns one person, so that a crash at any point is finished at the next opening.

Order: the intent goes on record, then keys are destroyed, each with its film, the case's own last, then the end goes on
record. Where the disk is full the intent is a mark that needs no room, and films go before anything is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vigtool.domain.accountability import CaseRekeyed, Erased, Erasing, ErasureBegun
from vigtool.domain.identifiers import ErasureId, PersonId, RecordingId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.services.case_snapshots import snapshot_without
from vigtool.services.erasure_plans import ErasurePlan, Target, plan_erasure
from vigtool.services.errors import ReasonMissing
from vigtool.services.identifying import new_identifier
from vigtool.services.jobs import NotRun, complete
from vigtool.services.projection import EVIDENCE
from vigtool.services.tombstones import keep_tombstones
from vigtool.services.workspace import Workspace
from vigtool.vault.erasing import Destroyed
from vigtool.vault.errors import NoSpace


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What an erasure did; ``begun`` and ``done`` are the events on record, at the journal's entries ``entries``."""

    plan: ErasurePlan
    begun: ErasureBegun
    done: Erased
    entries: tuple[int, int]


class Erasure:
    """The job of erasing; its result is the ``ErasureReport``.

    **Making it begins the erasure**: the intent is on record and holds, whatever comes. ``run`` cannot be stopped.
    """

    def __init__(
        self,
        ws: Workspace,
        target: Target,
        reason: str,
        spared: Mapping[RecordingId, str] | None = None,
        *,
        again: bool = False,
        guest: ErasureId | None = None,
    ) -> None:
        """Raises as ``plan_erasure`` does, ``ReasonMissing``, ``NoSpace``, ``VaultReadOnly``, ``StorageFailed``.

        ``again``: it was erased before, and an older copy brought it back. ``guest`` is the id under which a guest's
        erasure is announced already; nobody else may erase one.
        """
        if not reason.strip():
            raise ReasonMissing
        plan = plan_erasure(ws, target, spared, frozen_too=again, guests_too=guest is not None)
        left_out = "".join(f"\n{film}: {why}" for film, why in plan.spared.items())
        begun = ErasureBegun(
            guest or ErasureId(new_identifier()), target.what, target.id, plan.ids, f"{reason.strip()}{left_out}"
        )
        self._work = Work(ws, plan, begun)
        self._done = False
        self._work.begin()

    def run(self, progress: Progress) -> None:
        """Destroy; progress counts keys. Raises ``StorageFailed``: then the next opening goes on."""
        self._work.destroy(progress)
        self._done = True

    def finish(self) -> ErasureReport:
        """Put the end on record."""
        if not self._done:
            raise NotRun
        return self._work.end()

    def abandon(self) -> None:
        """Let it be; what was begun is finished by the next opening."""


class Work:
    """One erasure under way, from its intent to its end; each step may be done again after a crash."""

    def __init__(self, ws: Workspace, plan: ErasurePlan, begun: ErasureBegun) -> None:
        self._ws, self._plan, self._begun = ws, plan, begun
        self._destroyed = Destroyed()
        self._papers_that_stay: tuple[str, ...] = ()
        self._seq = -1

    def begin(self) -> None:
        """Put the intent on record; on a full disk make room first, by what is to be destroyed anyway."""
        try:
            self._seq = self._ws.record(self._begun).seq
        except NoSpace:
            self.make_room()
            self._seq = self._ws.record(self._begun).seq
        self._rekey()
        self._ws.index.wipe()

    def resume(self, seq: int) -> None:
        """Go on with what entry ``seq`` began."""
        self._seq = seq
        self._rekey()
        self._ws.index.wipe()

    def make_room(self) -> None:
        """Destroy without the journal: marks say what was meant, until it knows."""
        plan, eraser = self._plan, self._ws.vault.eraser
        marks = plan.keys if plan.target.what is Erasing.CASE else plan.films
        eraser.mark(tuple(reversed(marks)))
        self._destroyed += eraser.destroy(marks)

    def destroy(self, progress: Progress = ignore_progress) -> None:
        """Destroy keys and files; may be called in any thread."""
        eraser, plan = self._ws.vault.eraser, self._plan
        if plan.target.what is Erasing.PERSON:
            eraser.reseal_papers(self._papers_that_stay, self._ws.vault.journal.keys_of(plan.case))
        self._destroyed += eraser.destroy(plan.keys, progress)
        eraser.remove_papers(plan.papers)

    def end(self) -> ErasureReport:
        """Put the end on record; tombstones keep older copies from bringing back what is gone."""
        plan, gone = self._plan, self._destroyed
        keep_tombstones(self._ws)
        done = Erased(self._begun.erasure, gone.overwritten, gone.removed, tuple(str(one) for one in plan.beyond_reach))
        seq = self._ws.record(done).seq
        self._ws.vault.eraser.unmark(plan.keys)
        return ErasureReport(plan, self._begun, done, (self._seq, seq))

    def _rekey(self) -> None:
        """Let the case of an erased person begin anew under another key, unless it did."""
        plan, ws = self._plan, self._ws
        if plan.target.what is not Erasing.PERSON:
            return
        key = self._begun.erasure
        if key not in ws.vault.journal.keys_of(plan.case):
            content = snapshot_without(ws, plan.case, PersonId(plan.target.id))
            if not ws.vault.has_key(key):  # a crash may have come between the key and its entry
                ws.vault.make_key(key)
            ws.record(CaseRekeyed(plan.case, key, content))
        kept = (one.id for one in ws.index.documents(plan.case) if one.kind == EVIDENCE)
        self._papers_that_stay = tuple(kept)


def erase(
    ws: Workspace,
    target: Target,
    reason: str,
    spared: Mapping[RecordingId, str] | None = None,
    progress: Progress = ignore_progress,
) -> ErasureReport:
    """Erase on this thread; see ``Erasure``."""
    return complete(Erasure(ws, target, reason, spared), progress)
