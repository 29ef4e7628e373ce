"""Handing out what the people of a case answered, as records for programs of others (``docs/consent.md``).

It is about no film, so no permit is asked for: the answers themselves are what is told, and to tell them is a duty.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.exchanging import ConsentRecordsExported
from vigtool.domain.identifiers import CaseId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.exchange.annotations.marked_film import Loss, Participant
from vigtool.exchange.consent_records_writing import RecordedConsents, consent_record_losses, write_consent_records
from vigtool.services.cases import case
from vigtool.services.consents import consents
from vigtool.services.evidence import evidence_of_case
from vigtool.services.guest_standing import demand_own
from vigtool.services.handover_errors import AnswersChanged
from vigtool.services.jobs import NotRun, complete
from vigtool.services.marked_films import pseudonyms
from vigtool.services.outgoing import small_files
from vigtool.services.people import everyone
from vigtool.services.policy import policy
from vigtool.services.purposes import purposes
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RecordsReport:
    """Where the records lie, their hash, how many there are, and what they do not hold or the answers do not say."""

    file: Path
    sha256: str
    records: int
    losses: tuple[Loss, ...]


class ConsentRecordsExport:
    """The job of handing out a case's answers; its result is the ``RecordsReport``."""

    def __init__(self, ws: Workspace, case_id: CaseId, out: Path, language: str, recipient: str = "") -> None:
        """Gather the answers; people by role and number in ``language``. Raises ``UnknownId``, ``UnknownLanguage``."""
        demand_own(ws, case_id)
        self._ws, self._case, self._out, self._recipient = ws, case(ws, case_id).id, out, recipient
        people = tuple(everyone(ws, case_id))
        self._people = people
        named = pseudonyms(people, language)
        self._recorded = RecordedConsents(
            consents=tuple(consents(ws, case_id)),
            people=tuple(Participant(one.id, named[one.id], one.role) for one in people),
            purposes=tuple(purposes(ws)),
            evidence=tuple(evidence_of_case(ws, case_id)),
            controller=policy(ws).organisation,
            at=ws.clock(),
        )
        self._written: bytes | None = None

    def run(self, progress: Progress) -> None:
        """Write the records, in memory."""
        progress(0, 1)
        self._written = write_consent_records(self._recorded)
        progress(1, 1)

    def finish(self) -> RecordsReport:
        """Put it on record, then give the file its name.

        Raises ``TargetInVault``, ``CannotWrite``, ``NoSpace``, ``VaultReadOnly``, ``UnknownId`` for a case that was
        erased meanwhile, ``AnswersChanged`` where its people or their answers are others now; then nothing is left.
        """
        if self._written is None:
            raise NotRun
        case(self._ws, self._case)
        now = tuple(consents(self._ws, self._case)), tuple(everyone(self._ws, self._case))
        if now != (self._recorded.consents, self._people):
            raise AnswersChanged(self._case)
        sha256 = hashlib.sha256(self._written).hexdigest()
        with small_files({self._out: self._written}, self._ws.folder):
            self._ws.record(ConsentRecordsExported(self._case, sha256, self._recipient))
        losses = consent_record_losses(self._recorded)
        return RecordsReport(self._out, sha256, len(self._recorded.consents), losses)

    def abandon(self) -> None:
        """Forget the records; nothing was written yet."""
        self._written = None


def export_consent_records(
    ws: Workspace,
    case_id: CaseId,
    out: Path,
    language: str,
    recipient: str = "",
    progress: Progress = ignore_progress,
) -> RecordsReport:
    """Hand out a case's answers on this thread; see ``ConsentRecordsExport``."""
    return complete(ConsentRecordsExport(ws, case_id, out, language, recipient), progress)
