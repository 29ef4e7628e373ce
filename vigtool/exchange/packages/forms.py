"""The forms of the fields of a manifest, each with its limit, so that a hostile one costs neither time nor memory."""

from typing import Annotated, Final, TypeAlias

import msgspec
from msgspec import Meta

from vigtool.domain.identifiers import (
    ALPHABET,
    LENGTH,
    CaseId,
    CommentId,
    CycleId,
    MomentId,
    PackageId,
    PersonId,
    RecordingId,
)

MOST_PEOPLE: Final = 200
MOST_FILMS: Final = 200
MOST_MOMENTS: Final = 2_000
MOST_TURNS: Final = 500
"""In one moment."""
MOST_PRINCIPLES: Final = 200
"""In one moment."""
MOST_COMMENTS: Final = 10_000
MOST_PACKS: Final = 12
MOST_CONSENTS: Final = 2_000
MOST_BLOBS: Final = 1_000
MOST_RECIPIENTS: Final = 100
MOST_FRAMES: Final = 100_000_000
"""Nine days at 120 pictures a second."""
MOST_BYTES: Final = 1 << 45
"""Of one film: 32 TiB."""
MOST_LETTERS: Final = 50_000
"""Of a text that somebody wrote at length."""

_READABLE: Final = "^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?![\\s\\S])"
"""Lines of text: no signs that only steer a terminal, and no half letters."""

_IDENTIFIER: Final = Meta(pattern=f"^[{ALPHABET}]{{{LENGTH}}}(?![\\s\\S])")

ShortText: TypeAlias = Annotated[str, Meta(max_length=1_000, pattern=_READABLE)]
LongText: TypeAlias = Annotated[str, Meta(max_length=MOST_LETTERS, pattern=_READABLE)]
PackText: TypeAlias = Annotated[str, Meta(max_length=512 * 1024)]
"""A principle pack's file; who reads it further is ``exchange.principle_packs``."""
NoteText: TypeAlias = Annotated[str, Meta(max_length=20_000, pattern="^[^\\u0000-\\u0009\\u000b-\\u001f]*(?![\\s\\S])")]
"""A signed note (https://c2sp.org/signed-note)."""
KeyWord: TypeAlias = Annotated[str, Meta(max_length=200, pattern="^[!-~]+(?![\\s\\S])")]
"""A key as one word."""

PackageField: TypeAlias = Annotated[PackageId, _IDENTIFIER]
CaseField: TypeAlias = Annotated[CaseId, _IDENTIFIER]
PersonField: TypeAlias = Annotated[PersonId, _IDENTIFIER]
CycleField: TypeAlias = Annotated[CycleId, _IDENTIFIER]
RecordingField: TypeAlias = Annotated[RecordingId, _IDENTIFIER]
MomentField: TypeAlias = Annotated[MomentId, _IDENTIFIER]
CommentField: TypeAlias = Annotated[CommentId, _IDENTIFIER]

Sha256Hex: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}(?![\\s\\S])")]
"""A SHA-256 in lower-case hex."""

Frame: TypeAlias = Annotated[int, Meta(ge=0, le=MOST_FRAMES)]
"""A frame of a film as it lies in the package, from 0."""
Place: TypeAlias = Annotated[int, Meta(ge=0, lt=MOST_BLOBS)]
"""A place in a list of the manifest, from 0."""
EntryNumber: TypeAlias = Annotated[int, Meta(ge=0, le=1 << 53)]
Size: TypeAlias = Annotated[int, Meta(ge=0, le=MOST_BYTES)]
MediaType: TypeAlias = Annotated[
    str, Meta(max_length=80, pattern="^(audio|video|text|application)/[a-z0-9.+-]+(?![\\s\\S])")
]
"""RFC 6838: what a blob is, so that nobody has to guess by a name."""


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What all objects of a manifest have in common: every field is there, and none that is not named here."""
