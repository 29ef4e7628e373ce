"""Spoken comments: sound that lies sealed with its case, as the scans of forms do, and is heard out of memory only.

Recording it is the window's; here it is bytes of a WAV or FLAC file, of a length that nobody has to wait for.
"""

import hashlib
from typing import Final

from vigtool.domain.accountability import EvidenceKept
from vigtool.domain.comments import Comment
from vigtool.domain.consent import Evidence
from vigtool.domain.identifiers import CaseId, EvidenceId
from vigtool.services.answer_errors import NotSound, SoundTooLarge
from vigtool.services.errors import UnknownId
from vigtool.services.evidence import SPOKEN, kept_of_case
from vigtool.services.identifying import new_identifier
from vigtool.services.projection import EVIDENCE
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace

MOST_BYTES: Final = 32_000_000
"""Of one comment: over five minutes of WAV as microphones give it (48 kHz, one channel of 16 bits), ten of FLAC."""

WAV: Final = f"{SPOKEN}wav"
FLAC: Final = f"{SPOKEN}flac"


def sound_type(data: bytes) -> str:
    """What the bytes are (RIFF WAVE; RFC 9639). Raises ``NotSound``, ``SoundTooLarge``."""
    if len(data) > MOST_BYTES:
        raise SoundTooLarge(MOST_BYTES)
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return WAV
    if data.startswith(b"fLaC"):
        return FLAC
    raise NotSound


def put_sound(ws: Workspace, case_id: CaseId, data: bytes) -> Evidence:
    """Seal sound with its case; it is on record by ``note_sound`` alone. What is kept of the case already is that.

    Raises as ``sound_type``, ``NoSpace``, ``VaultReadOnly``, ``KeyDestroyed``.
    """
    media_type, sha256 = sound_type(data), hashlib.sha256(data).hexdigest()
    known = next((one for one in kept_of_case(ws, case_id) if one.sha256 == sha256), None)
    if known is not None:
        return known
    made = Evidence(EvidenceId(new_identifier()), media_type, len(data), sha256)
    ws.vault.put_evidence(case_id, made.id, data)
    return made


def note_sound(ws: Workspace, case_id: CaseId, sound: Evidence) -> None:
    """Put on record what ``put_sound`` gave, unless it is."""
    if ws.index.get(EVIDENCE, sound.id) is None:
        ws.record(EvidenceKept(case_id, sound))


def keep_sound(ws: Workspace, case_id: CaseId, data: bytes) -> EvidenceId:
    """Seal sound with its case, on record when this returns. Raises as ``put_sound``."""
    made = put_sound(ws, case_id, data)
    note_sound(ws, case_id, made)
    return made.id


def sound_of(ws: Workspace, comment: Comment) -> tuple[Evidence, bytes]:
    """A spoken comment and its bytes, in memory only. Raises ``UnknownId``, ``Damaged``, ``KeyDestroyed``."""
    case_id = recording(ws, comment.recording).case
    found = next((one for one in kept_of_case(ws, case_id) if one.id == comment.sound), None)
    if found is None:
        raise UnknownId(EVIDENCE, comment.sound or "")
    return found, ws.vault.evidence(case_id, found.id)
