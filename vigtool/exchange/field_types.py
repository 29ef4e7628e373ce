"""The forms that fields take in the documents of this layer, each with the rule that a reader checks."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Annotated, Self, TypeAlias

from msgspec import Meta

from vigtool.domain.identifiers import (
    ALPHABET,
    LENGTH,
    CaseId,
    ConsentId,
    MomentId,
    PackId,
    PersonId,
    RecordingId,
    SessionId,
)
from vigtool.domain.purposes import Purpose

_IDENTIFIER = Meta(pattern=f"^[{ALPHABET}]{{{LENGTH}}}$")

CaseField: TypeAlias = Annotated[CaseId, _IDENTIFIER]
ConsentField: TypeAlias = Annotated[ConsentId, _IDENTIFIER]
MomentField: TypeAlias = Annotated[MomentId, _IDENTIFIER]
PersonField: TypeAlias = Annotated[PersonId, _IDENTIFIER]
RecordingField: TypeAlias = Annotated[RecordingId, _IDENTIFIER]
SessionField: TypeAlias = Annotated[SessionId, _IDENTIFIER]

PurposeField: TypeAlias = Annotated[Purpose, Meta(max_length=40, pattern="^[a-z0-9]+(-[a-z0-9]+)*(?![\\s\\S])")]
"""A purpose's id: one of the program's, or an organisation's own."""

PackField: TypeAlias = Annotated[PackId, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*(?![\\s\\S])")]
"""A principle pack's id, see ``docs/principle-packs.md``."""

PrincipleField: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*(?![\\s\\S])")]
"""The id of a category or item of a principle pack."""

VaultField: TypeAlias = Annotated[str, Meta(pattern="^[0-9A-Za-z_-]{8,64}$")]
"""A vault's id."""

Sha256Hex: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
"""A SHA-256, or a journal hash of that length, in lower-case hex."""

KeyHex: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
"""An Ed25519 public key (RFC 8032, 32 bytes) in lower-case hex."""

SignatureHex: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{128}$")]
"""An Ed25519 signature (RFC 8032, 64 bytes) in lower-case hex."""

Count: TypeAlias = Annotated[int, Meta(ge=0)]
"""A number of things, or a place counted from 0."""

Ordinal: TypeAlias = Annotated[int, Meta(ge=1)]
"""A place counted from 1."""

Instant: TypeAlias = Annotated[datetime, Meta(tz=True)]
"""An aware point in time, RFC 3339."""

ExactSeconds: TypeAlias = Annotated[str, Meta(pattern="^(0|[1-9][0-9]*)/[1-9][0-9]*$")]
"""Seconds as a fraction in lowest terms, "1001/30000"; a whole number has the denominator 1."""

DecimalSeconds: TypeAlias = Annotated[str, Meta(pattern="^(0|[1-9][0-9]*)\\.[0-9]{3}$")]
"""Seconds with three decimals, "0.033": for reading only."""


def exact_seconds(seconds: Fraction) -> str:
    """Seconds, at least 0, as an ``ExactSeconds``."""
    return f"{seconds.numerator}/{seconds.denominator}"


def decimal_seconds(seconds: Fraction) -> str:
    """Seconds, at least 0, as a ``DecimalSeconds``, rounded half to even."""
    milliseconds = round(seconds * 1000)
    return f"{milliseconds // 1000}.{milliseconds % 1000:03d}"


@dataclass(frozen=True, slots=True)
class LoggedTime:
    """A time or a length in seconds, at least 0, twice: exact for programs, rounded to a millisecond for people.

    Raises ``ValueError`` when the two do not say the same.
    """

    exact: ExactSeconds
    decimal: DecimalSeconds

    def __post_init__(self) -> None:
        seconds = Fraction(self.exact)
        if (self.exact, self.decimal) != (exact_seconds(seconds), decimal_seconds(seconds)):
            raise ValueError(self)

    @classmethod
    def of(cls, seconds: Fraction) -> Self:
        """The time in both forms."""
        return cls(exact_seconds(seconds), decimal_seconds(seconds))
