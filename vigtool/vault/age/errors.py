"""What can be wrong with an age file or an age key, as facts in fields.

The classes are those of the public age test vectors (header, no match, HMAC, payload, armor), so that a caller
can tell a wrong key from a damaged file. Each error is rebuilt from its ``args``, so it can cross a process border.
"""

from enum import StrEnum

from vigtool.domain.errors import VigtoolError


class AgeError(VigtoolError):
    """The root of everything that this package raises about the content of a file or a key."""


class HeaderFault(StrEnum):
    """Which rule of the header the file breaks."""

    VERSION = "version"
    SYNTAX = "syntax"
    TRUNCATED = "truncated"
    TOO_LONG = "too-long"
    BASE64 = "base64"
    STANZA_ARGUMENTS = "stanza-arguments"
    STANZA_BODY = "stanza-body"
    SCRYPT_NOT_ALONE = "scrypt-not-alone"
    WORK_FACTOR = "work-factor"
    LOW_ORDER_SHARE = "low-order-share"
    NONCE = "nonce"


class HeaderError(AgeError):
    """The header cannot be parsed, or a stanza that we know breaks its type's rules."""

    def __init__(self, fault: HeaderFault) -> None:
        super().__init__(fault)
        self.fault = fault


class WorkFactorError(HeaderError):
    """The scrypt stanza asks for more work than the caller allows: 2**work_factor KiB of memory and as much time."""

    def __init__(self, work_factor: int, limit: int) -> None:
        super().__init__(HeaderFault.WORK_FACTOR)
        self.args = (work_factor, limit)
        self.work_factor = work_factor
        self.limit = limit


class NoMatchError(AgeError):
    """The header is well formed, but none of the identities opens any of its stanzas."""

    def __init__(self, stanzas: int, identities: int) -> None:
        super().__init__(stanzas, identities)
        self.stanzas = stanzas
        self.identities = identities


class HmacError(AgeError):
    """A file key was found, but the header was changed after it was sealed (or the given file key is another's)."""


class PayloadFault(StrEnum):
    """What is wrong at the chunk."""

    TAG = "tag"
    TRUNCATED = "truncated"
    EMPTY_LAST_CHUNK = "empty-last-chunk"
    TRAILING_DATA = "trailing-data"


class PayloadError(AgeError):
    """The payload is damaged, cut, reordered or spliced at ``chunk`` (counted from 0); nothing of it was released."""

    def __init__(self, chunk: int, fault: PayloadFault) -> None:
        super().__init__(chunk, fault)
        self.chunk = chunk
        self.fault = fault


class ArmorFault(StrEnum):
    """Which rule of the strict PEM encoding the file breaks."""

    BEGIN = "begin"
    END = "end"
    LINE_LENGTH = "line-length"
    BASE64 = "base64"
    TRAILING_DATA = "trailing-data"
    TOO_LARGE = "too-large"


class ArmorError(AgeError):
    """The ASCII armor is not the one encoding that is allowed; ``line`` counts from 1 at the BEGIN line."""

    def __init__(self, line: int, fault: ArmorFault) -> None:
        super().__init__(line, fault)
        self.line = line
        self.fault = fault


class KeyFault(StrEnum):
    """Why a text is not the key that it should be."""

    BECH32 = "bech32"
    CHECKSUM = "checksum"
    KIND = "kind"
    LENGTH = "length"
    VALUE = "value"
    EMPTY = "empty"


class KeyFormatError(AgeError):
    """A text or bytes given as an identity, recipient or passphrase are none. Never carries the text itself."""

    def __init__(self, fault: KeyFault) -> None:
        super().__init__(fault)
        self.fault = fault


class RecipientMixError(AgeError):
    """The recipients may not share a file: none at all, a passphrase with others, or a hybrid with a classical one."""

    def __init__(self, recipients: int) -> None:
        super().__init__(recipients)
        self.recipients = recipients
