"""Spoken comments: sound that lies sealed with its case, as the scans of forms do, and is heard out of memory only.

Recording it is the window's; here it is bytes of a WAV or FLAC file, of a length that nobody has to wait for.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
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
from vigtool.vault.errors import VaultError

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


def sound_for(ws: Workspace, case_id: CaseId, data: bytes) -> Evidence:
    """What the sound will be with its case; nothing is written. What is kept of the case already is that.

    Raises as ``sound_type``.
    """
    media_type, sha256 = sound_type(data), hashlib.sha256(data).hexdigest()
    known = next((one for one in kept_of_case(ws, case_id) if one.sha256 == sha256), None)
    return known or Evidence(EvidenceId(new_identifier()), media_type, len(data), sha256)


def keep_sounds(ws: Workspace, case_id: CaseId, sounds: Mapping[Evidence, bytes]) -> None:
    """Seal what ``sound_for`` gave with its case, on record when this returns.

    When it raises, no sound is left that is not on record; what is on record by then is found again by the next try.
    Raises ``NoSpace``, ``VaultReadOnly``, ``KeyDestroyed``.
    """
    new = {one: data for one, data in sounds.items() if not _is_on_record(ws, one)}
    try:
        for one, data in new.items():
            ws.vault.put_evidence(case_id, one.id, data)
        for one in new:
            ws.record(EvidenceKept(case_id, one))
    except BaseException:
        with suppress(VaultError):  # the error that led here is the one to tell
            ws.vault.eraser.remove_papers([one.id for one in new if not _is_on_record(ws, one)])
        raise


def keep_sound(ws: Workspace, case_id: CaseId, data: bytes) -> EvidenceId:
    """Seal one sound with its case, on record when this returns. Raises as ``sound_for`` and ``keep_sounds``."""
    made = sound_for(ws, case_id, data)
    keep_sounds(ws, case_id, {made: data})
    return made.id


def sound_of(ws: Workspace, comment: Comment) -> tuple[Evidence, bytes]:
    """A spoken comment and its bytes, in memory only. Raises ``UnknownId``, ``Damaged``, ``KeyDestroyed``."""
    found = kept_sound(ws, comment)
    return found, ws.vault.evidence(recording(ws, comment.recording).case, found.id)


def kept_sound(ws: Workspace, comment: Comment) -> Evidence:
    """A spoken comment as it is on record. Raises ``UnknownId``."""
    kept = kept_of_case(ws, recording(ws, comment.recording).case)
    found = next((one for one in kept if one.id == comment.sound), None)
    if found is None:
        raise UnknownId(EVIDENCE, comment.sound or "")
    return found


def _is_on_record(ws: Workspace, sound: Evidence) -> bool:
    return ws.index.get(EVIDENCE, sound.id) is not None
