"""The way into a file that every reader shares: armor or not, header, file key, MAC, nonce."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vigtool.vault.age.armor import ArmorReader, looks_armored
from vigtool.vault.age.errors import HeaderError, HeaderFault, NoMatchError
from vigtool.vault.age.header import parse_header
from vigtool.vault.age.payload import NONCE_SIZE, ChunkCipher
from vigtool.vault.age.recipient import FILE_KEY_SIZE, Identity
from vigtool.vault.age.source import HEADER_CAPACITY, ReadableFile, Source
from vigtool.vault.age.stanza import Stanza

_PEEK = 1024


@dataclass(frozen=True, slots=True)
class KnownFileKey:
    """An identity that already holds the file key, unwrapped elsewhere; ``ValueError`` unless it is 16 bytes."""

    file_key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.file_key) != FILE_KEY_SIZE:
            raise ValueError(len(self.file_key))

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes:  # noqa: ARG002 - the interface of an identity
        """Return the file key; the header's MAC then tells whether it is this file's."""
        return self.file_key


def unwrap_file_key(file: ReadableFile, identities: Sequence[Identity]) -> bytes:
    """Return the 16-byte file key of the age file that starts at ``file``'s position.

    Reads only the header (and some bytes more, so ``file``'s position afterwards means nothing). The header's MAC is
    verified. Raises ``HeaderError``, ``NoMatchError``, ``HmacError``, ``ArmorError``.
    """
    return open_header(binary_source(file), identities)


def binary_source(file: ReadableFile, capacity: int = HEADER_CAPACITY) -> Source:
    """Return a source of the binary age file in ``file``, which may be armored, with a buffer of ``capacity`` bytes."""
    source = Source(file, capacity)
    if looks_armored(source.peek(_PEEK)):
        return Source(ArmorReader(source), capacity)
    return source


def open_header(source: Source, identities: Sequence[Identity]) -> bytes:
    """Consume the header and return the file key, the header's MAC verified."""
    header = parse_header(source)
    for identity in identities:
        file_key = identity.unwrap(header.stanzas)
        if file_key is not None:
            header.verify(file_key)
            return file_key
    raise NoMatchError(len(header.stanzas), len(identities))


def open_payload(source: Source, identities: Sequence[Identity]) -> ChunkCipher:
    """Consume header and nonce; ``source`` then stands at the first chunk."""
    file_key = open_header(source, identities)
    nonce = bytes(source.take(NONCE_SIZE))
    if len(nonce) != NONCE_SIZE:
        raise HeaderError(HeaderFault.NONCE)
    return ChunkCipher(file_key, nonce)
