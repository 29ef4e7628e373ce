"""Scans and photos of signed forms: taken into the vault sealed, and shown again out of memory only.

Spoken comments lie beside them as evidence of their case; they are ``services.spoken_comments``.
"""

import hashlib
from pathlib import Path
from typing import Final

from vigtool.domain.accountability import EvidenceExported, EvidenceKept
from vigtool.domain.consent import Evidence
from vigtool.domain.identifiers import CaseId, EvidenceId
from vigtool.services.cases import case, cases
from vigtool.services.errors import EvidenceTooLarge, NotEvidence, UnknownId
from vigtool.services.identifying import new_identifier
from vigtool.services.incoming import beginning_of
from vigtool.services.lookups import select
from vigtool.services.outgoing import small_files
from vigtool.services.projection import EVIDENCE
from vigtool.services.workspace import Workspace

MOST_BYTES: Final = 20_000_000
"""Of a scan: a page photographed with a good phone has a quarter of that."""

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"

_BEGINNINGS: Final = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
"""ISO 32000-1 7.5.2; ITU-T T.81 B.1.1.3; ISO/IEC 15948 5.2. What a file is called says nothing."""

SPOKEN: Final = "audio/"
"""With this the media type of a spoken comment begins."""

ENDINGS: Final = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}


def keep_evidence(ws: Workspace, case_id: CaseId, source: Path) -> Evidence:
    """Seal a scan or photo of a form with its case, on record when this returns; the file outside stays.

    Raises ``UnknownId``, ``FileUnreadable``, ``NotEvidence``, ``EvidenceTooLarge``.
    """
    case(ws, case_id)
    data = _read(source)
    made = Evidence(EvidenceId(new_identifier()), media_type_of(data), len(data), hashlib.sha256(data).hexdigest())
    ws.vault.put_evidence(case_id, made.id, data)  # first: an entry without its file would be damage, a file alone none
    ws.record(EvidenceKept(case_id, made))
    return made


def evidence_of_case(ws: Workspace, case_id: CaseId) -> list[Evidence]:
    """The forms that were kept of a case, in the order in which they came."""
    return [one for one in kept_of_case(ws, case_id) if not one.media_type.startswith(SPOKEN)]


def kept_of_case(ws: Workspace, case_id: CaseId) -> list[Evidence]:
    """All that lies sealed beside a case's films, spoken comments too."""
    return select(ws.index, EVIDENCE, Evidence, case=case_id)


def read_evidence(ws: Workspace, case_id: CaseId, evidence_id: EvidenceId) -> bytes:
    """The file's bytes, in memory only. Raises ``UnknownId``, ``Damaged``, ``KeyDestroyed``."""
    if evidence_id not in {one.id for one in evidence_of_case(ws, case_id)}:
        raise UnknownId(EVIDENCE, evidence_id)
    return ws.vault.evidence(case_id, evidence_id)


def save_evidence(ws: Workspace, case_id: CaseId, evidence_id: EvidenceId, target: Path) -> None:
    """Write the file out of the vault, as it came in; on record first, then there under its name.

    Raises as ``read_evidence`` and ``small_files`` do, and ``VaultReadOnly``: no act without its entry.
    """
    data = read_evidence(ws, case_id, evidence_id)
    with small_files({target: data}, ws.folder):
        ws.record(EvidenceExported(case_id, evidence_id, hashlib.sha256(data).hexdigest()))


def evidence_by_case(ws: Workspace) -> dict[str, str]:
    """The case of each scan and spoken comment that is on record, by its id."""
    return {one.id: held.id for held in cases(ws) for one in kept_of_case(ws, held.id)}


def media_type_of(data: bytes) -> str:
    """What a file is by its first bytes. Raises ``NotEvidence``."""
    found = next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)
    if found is None:
        raise NotEvidence
    return found


def _read(source: Path) -> bytes:
    data = beginning_of(source, MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise EvidenceTooLarge(MOST_BYTES)
    return data
