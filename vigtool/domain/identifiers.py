"""Identifiers: short, random, safe as file names on every system, and different types that mypy keeps apart."""

import re
from typing import Final, NewType

CaseId = NewType("CaseId", str)
PersonId = NewType("PersonId", str)
RecordingId = NewType("RecordingId", str)
MomentId = NewType("MomentId", str)
ConsentId = NewType("ConsentId", str)
SessionId = NewType("SessionId", str)
CycleId = NewType("CycleId", str)
EvidenceId = NewType("EvidenceId", str)
ErasureId = NewType("ErasureId", str)
UserId = NewType("UserId", str)
MaskId = NewType("MaskId", str)
SupervisionId = NewType("SupervisionId", str)
ContactId = NewType("ContactId", str)
PackageId = NewType("PackageId", str)
CommentId = NewType("CommentId", str)
PackId = NewType("PackId", str)
"""A principle pack's own name for itself, chosen by its author: no random id."""
KindId = NewType("KindId", str)
"""A case kind's own name for itself."""

ALPHABET: Final = "abcdefghjkmnpqrstvwxyz0123456789"
"""32 characters without i, l, o and u: read aloud without mistakes, equal on case-insensitive disks."""

LENGTH: Final = 12
"""Characters of an id: 60 bits of randomness."""

_FORM: Final = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def is_identifier(text: str) -> bool:
    """Tell whether a text has the form of an id, so that it may become part of a file name."""
    return _FORM.fullmatch(text) is not None
