"""The textual header: version line, recipient stanzas, MAC (C2SP age.md, "Header")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from vigtool.vault.age.errors import HeaderError, HeaderFault, HmacError
from vigtool.vault.age.hkdf import hkdf_sha256
from vigtool.vault.age.source import Source
from vigtool.vault.age.stanza import Stanza, decode_base64, encode_base64, parse_arguments

_VERSION_LINE = b"age-encryption.org/v1"
_MAC_LINE = re.compile(rb"--- ([A-Za-z0-9+/]{43})")
_COLUMNS = 64
_MAX_SIZE = 1 << 20
"""The format sets no limit; ours (some 600 hybrid recipients) keeps a hostile file from filling the memory."""


@dataclass(frozen=True, slots=True)
class Header:
    """A parsed header. ``mac_input`` is what the MAC covers, exactly as it stood in the file."""

    stanzas: tuple[Stanza, ...]
    mac_input: bytes
    mac: bytes

    def verify(self, file_key: bytes) -> None:
        """Raise ``HmacError`` unless the header was sealed under ``file_key``."""
        try:
            _mac(file_key, self.mac_input).verify(self.mac)
        except InvalidSignature as error:
            raise HmacError from error


def seal_header(stanzas: Sequence[Stanza], file_key: bytes) -> bytes:
    """Return the bytes of a header with these stanzas, up to and with its last line feed."""
    lines = b"".join(stanza.serialise() for stanza in stanzas)
    mac_input = _VERSION_LINE + b"\n" + lines + b"---"
    mac = _mac(file_key, mac_input).finalize()
    return mac_input + b" " + encode_base64(mac).encode("ascii") + b"\n"


def parse_header(source: Source) -> Header:
    """Consume a header from ``source``, which then stands at the payload's nonce. Raises ``HeaderError``."""
    lines = _Lines(source)
    if lines.take() != _VERSION_LINE:
        raise HeaderError(HeaderFault.VERSION)
    stanzas: list[Stanza] = []
    while (line := lines.take()).startswith(b"-> "):
        stanzas.append(Stanza(parse_arguments(line), _parse_body(lines)))
    mac_line = _MAC_LINE.fullmatch(line)
    if mac_line is None or not stanzas:
        raise HeaderError(HeaderFault.SYNTAX)
    if len(stanzas) > 1 and any(stanza.kind == "scrypt" for stanza in stanzas):
        raise HeaderError(HeaderFault.SCRYPT_NOT_ALONE)
    mac_input = b"".join(lines.taken[:-1]) + b"---"
    return Header(tuple(stanzas), mac_input, decode_base64(mac_line[1]))


def _mac(file_key: bytes, mac_input: bytes) -> HMAC:
    mac = HMAC(hkdf_sha256(file_key, salt=b"", info=b"header"), SHA256())
    mac.update(mac_input)
    return mac


def _parse_body(lines: "_Lines") -> bytes:
    body = bytearray()
    while True:
        line = lines.take()
        if len(line) > _COLUMNS:
            raise HeaderError(HeaderFault.SYNTAX)
        body += decode_base64(line)
        if len(line) < _COLUMNS:
            return bytes(body)


class _Lines:
    """The header's lines, kept as they were for the MAC, up to a total size."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._allowance = _MAX_SIZE
        self.taken: list[bytes] = []

    def take(self) -> bytes:
        """Return the next line without its line feed."""
        line = self._source.take_line(self._allowance)
        self._allowance -= len(line)
        if not line.endswith(b"\n"):
            raise HeaderError(HeaderFault.TRUNCATED if self._allowance else HeaderFault.TOO_LONG)
        self.taken.append(line)
        return line[:-1]
