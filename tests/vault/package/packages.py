"""Packages made for the tests, and what a reader says of a file."""

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from tests.vault.age.files import content_of
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.vault.age import Identity
from vigtool.vault.errors import VaultError
from vigtool.vault.mailbox import Mailbox
from vigtool.vault.package import Address, Blob, PackageReader, write_package
from vigtool.vault.signing import Signer

SENDER = Signer(bytes([1] * 32))
SUPERVISOR = Mailbox(bytes([2] * 32))
STRANGER = Mailbox(bytes([3] * 32))
MANIFEST = b'{"what it says is not for this layer to read": true}'
FILMS = (content_of(150_000, "a clip"), content_of(7, "a word"), content_of(65_536, "a chunk"))


def address(mailbox: Mailbox, *, hybrid: bool = True) -> Address:
    return Address(mailbox.recipient, mailbox.hybrid if hybrid else "")


def blob(content: bytes, opened: Callable[[], BinaryIO] | None = None) -> Blob:
    return Blob(len(content), hashlib.sha256(content).hexdigest(), opened or (lambda: io.BytesIO(content)))


def package(
    manifest: bytes = MANIFEST,
    films: Sequence[bytes] = FILMS,
    to: Sequence[Address] = (address(SUPERVISOR),),
    signer: Signer = SENDER,
    progress: Progress = ignore_progress,
) -> bytes:
    out = io.BytesIO()
    write_package(out, manifest, [blob(film) for film in films], to, signer.sign, progress)
    return out.getvalue()


@dataclass
class Taken:
    """What a reader gave out of a file, and the error that stopped it (None: it came to the end)."""

    manifest: bytes | None = None
    signer: bytes | None = None
    films: Sequence[bytes] = ()
    error: VaultError | None = None


def take(file: bytes, films: Sequence[bytes] = FILMS, identities: Sequence[Identity] = SUPERVISOR.identities) -> Taken:
    """Read a file as a package that promises ``films``."""
    taken, given = Taken(), []
    try:
        reader = PackageReader(io.BytesIO(file), identities)
        taken.manifest, taken.signer = reader.manifest, reader.signer
        for film in films:
            given.append(io.BytesIO())
            reader.copy_blob(len(film), hashlib.sha256(film).hexdigest(), given[-1].write)
        reader.end()
    except VaultError as error:
        taken.error = error
    taken.films = [film.getvalue() for film in given]
    return taken
