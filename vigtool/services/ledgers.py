"""The ledger of one's own training, counted from the journal by whoever has opened the vault.

Sessions are counted by their envelopes, which stay readable when a case is erased.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from vigtool.domain.contacts import Contact
from vigtool.domain.events import ACT_NAMES, SessionAdded
from vigtool.domain.identifiers import CaseId, ContactId, SessionId, SupervisionId
from vigtool.domain.ledger import Held, Ledger, StageProfile, SupervisionNoted, ledger_of
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.sessions import Session
from vigtool.exchange.stage_profiles import MOST_BYTES, built_in_profiles, from_json
from vigtool.exchange.training_ledger import document_of, ledger_pdf, to_json
from vigtool.services.errors import NoSuchLength, UnknownId
from vigtool.services.event_codec import decode
from vigtool.services.identifying import new_identifier
from vigtool.services.incoming import beginning_of
from vigtool.services.jobs import complete
from vigtool.services.lookups import find, select
from vigtool.services.paper_making import PaperMaking
from vigtool.services.projection import SESSION
from vigtool.services.supervision_projection import CONTACT
from vigtool.services.workspace import Workspace

SUPERVISION: Final = "supervision"
LONGEST_DAY: Final = 24 * 60
"""Minutes of supervision that one day can hold."""


def note_supervision(
    ws: Workspace,
    on: date,
    minutes: int,
    noted: SupervisionId | None = None,
    contact: ContactId | None = None,
) -> SupervisionNoted:
    """Put supervision on record; ``noted`` is what is corrected, 0 minutes take it back.

    ``contact`` is the trainee to whom it was given, None for one's own; what is corrected stays with its trainee.

    Raises ``NoSuchLength``, ``UnknownId``, ``VaultReadOnly``.
    """
    if not 0 <= minutes <= LONGEST_DAY:
        raise NoSuchLength(minutes)
    if contact is not None:
        find(ws.index, CONTACT, Contact, contact)
    if noted is not None:
        contact = _known(ws, noted).contact
    made = SupervisionNoted(noted or SupervisionId(new_identifier()), on, minutes, contact)
    ws.record(made)
    return made


def ledger(ws: Workspace) -> Ledger:
    """What whoever has opened the vault did so far."""
    return ledger_of(_held(ws), supervisions(ws))


def profiles() -> tuple[StageProfile, ...]:
    """The stage profiles that come with the program: examples."""
    return built_in_profiles()


def read_profile(file: Path) -> StageProfile:
    """A stage profile of the trainer's own. Raises ``FileUnreadable``, ``BadProfile``, ``UnknownVersion``."""
    return from_json(beginning_of(file, MOST_BYTES + 1))


class LedgerMaking(PaperMaking):
    """The job of writing the ledger as a page and as data beside it."""

    def __init__(self, ws: Workspace, out: Path, language: str, profile: StageProfile | None = None) -> None:
        """Count. ``out`` is the page's file."""
        document = document_of(ledger(ws), profile, ws.id, ws.clock())
        super().__init__(out, ws.folder, to_json(document), lambda: ledger_pdf(document, profile, language))


def make_ledger(
    ws: Workspace,
    out: Path,
    language: str,
    profile: StageProfile | None = None,
    progress: Progress = ignore_progress,
) -> Path:
    """Write the ledger on this thread; see ``LedgerMaking``."""
    return complete(LedgerMaking(ws, out, language, profile), progress)


def _held(ws: Workspace) -> Iterator[Held]:
    cycles = {one.id: one.cycle for one in select(ws.index, SESSION, Session)}
    zone = ws.clock().tzinfo
    for entry in ws.index.entries(acts=[ACT_NAMES[SessionAdded]]):
        if entry.actor == ws.vault.access.user and entry.case is not None:
            yield Held(CaseId(entry.case), entry.time.astimezone(zone).date(), cycles.get(SessionId(entry.object)))


def _known(ws: Workspace, noted: SupervisionId) -> SupervisionNoted:
    found = [one for one in supervisions(ws) if one.id == noted]
    if not found:
        raise UnknownId(SUPERVISION, noted)
    return found[-1]


def supervisions(ws: Workspace) -> Iterator[SupervisionNoted]:
    """What whoever has opened the vault noted, had or given, in the order of the journal, corrected ones too."""
    for entry in ws.index.entries(acts=[ACT_NAMES[SupervisionNoted]]):
        if entry.actor == ws.vault.access.user:
            _, body = ws.vault.journal.read(entry.seq)
            event = None if body is None else decode(entry.act, body)
            if isinstance(event, SupervisionNoted):
                yield event
