"""The scrypt recipient type: a passphrase (C2SP age.md, "The scrypt recipient type")."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from vigtool.vault.age.errors import HeaderError, HeaderFault, KeyFault, KeyFormatError, WorkFactorError
from vigtool.vault.age.recipient import check_stanza, unwrap_body, wrap_file_key
from vigtool.vault.age.stanza import Stanza, decode_base64, encode_base64

_KIND = "scrypt"
_SALT_LABEL = b"age-encryption.org/v1/scrypt"
_SALT_SIZE = 16
_WORK_FACTOR = re.compile(r"[1-9][0-9]*")
DEFAULT_WORK_FACTOR = 18
DEFAULT_MAX_WORK_FACTOR = 20
_HIGHEST_WORK_FACTOR = 30


@dataclass(frozen=True, slots=True)
class ScryptRecipient:
    """A passphrase to encrypt under, taken as UTF-8 exactly as it is given (no normalisation, as other age tools).

    ``work_factor`` is the base-2 logarithm of scrypt's N, 1 to 30: 18 needs 256 MiB and about a second, each step
    more doubles both. Raises ``KeyFormatError`` for an empty passphrase, ``ValueError`` for another work factor.
    """

    passphrase: str = field(repr=False)
    work_factor: int = DEFAULT_WORK_FACTOR

    def __post_init__(self) -> None:
        _demand_passphrase(self.passphrase)
        if not 1 <= self.work_factor <= _HIGHEST_WORK_FACTOR:
            raise ValueError(self.work_factor)

    @property
    def company(self) -> str:
        """A passphrase is alone in its file: whoever opens it knows that only its holder can have made it."""
        return _KIND

    def wrap(self, file_key: bytes) -> Stanza:
        """Seal ``file_key`` under the passphrase and a fresh salt."""
        salt = secrets.token_bytes(_SALT_SIZE)
        wrap_key = _wrap_key(self.passphrase, salt, self.work_factor)
        args = (_KIND, encode_base64(salt), str(self.work_factor))
        return Stanza(args, wrap_file_key(wrap_key, file_key))


@dataclass(frozen=True, slots=True)
class ScryptIdentity:
    """A passphrase to decrypt with. Files that ask for more than ``max_work_factor`` (20: 1 GiB) are refused."""

    passphrase: str = field(repr=False)
    max_work_factor: int = DEFAULT_MAX_WORK_FACTOR

    def __post_init__(self) -> None:
        _demand_passphrase(self.passphrase)

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key, or None for another passphrase. Raises ``HeaderError``, ``WorkFactorError``."""
        for stanza in stanzas:
            if stanza.kind == _KIND:
                if len(stanzas) != 1:
                    raise HeaderError(HeaderFault.SCRYPT_NOT_ALONE)
                return self._unwrap_one(stanza)
        return None

    def _unwrap_one(self, stanza: Stanza) -> bytes | None:
        check_stanza(stanza, arguments=3)
        salt = decode_base64(stanza.args[1])
        if len(salt) != _SALT_SIZE:
            raise HeaderError(HeaderFault.STANZA_ARGUMENTS)
        work_factor = self._allowed_work_factor(stanza.args[2])
        return unwrap_body(_wrap_key(self.passphrase, salt, work_factor), stanza.body)

    def _allowed_work_factor(self, text: str) -> int:
        # int() takes 4300 digits at most, and nothing of more than 20 digits is a number of anybody's.
        if not _WORK_FACTOR.fullmatch(text) or len(text) > len(str(2**64)):
            raise HeaderError(HeaderFault.WORK_FACTOR)
        work_factor = int(text)
        if work_factor > self.max_work_factor:
            raise WorkFactorError(work_factor, self.max_work_factor)
        return work_factor


def _demand_passphrase(passphrase: str) -> None:
    if not passphrase:
        raise KeyFormatError(KeyFault.EMPTY)


def _wrap_key(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    return Scrypt(salt=_SALT_LABEL + salt, length=32, n=1 << work_factor, r=8, p=1).derive(passphrase.encode())
