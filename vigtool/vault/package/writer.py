"""Sealing a package: one age file for those named, signed, its blobs read while it is written."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import IO, BinaryIO

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.vault.age import AgeWriter, HybridRecipient, Recipient, X25519Recipient, encrypt
from vigtool.vault.age.sink import WritableFile
from vigtool.vault.meter import Meter
from vigtool.vault.package.errors import BlobDiffers, PackagePart, PackageTooLarge
from vigtool.vault.package.limits import (
    BLOCK,
    LENGTH,
    MAGIC,
    MANIFEST_LIMIT,
    PACKAGE_LIMIT,
    RECIPIENT_LIMIT,
    SIGNED,
)
from vigtool.vault.signing import Signature


@dataclass(frozen=True, slots=True)
class Address:
    """Whom a package is sealed to: "age1...", and "age1pq1..." or an empty text when that is not known."""

    recipient: str
    hybrid: str


@dataclass(frozen=True, slots=True)
class Blob:
    """Something to be packed: ``size`` in bytes, ``sha256`` in lower-case hex; ``open`` gives it from its beginning.

    It is opened when its turn comes, read once and closed.
    """

    size: int
    sha256: str
    open: Callable[[], BinaryIO]


def write_package(
    out: WritableFile | IO[bytes],
    manifest: bytes,
    blobs: Sequence[Blob],
    to: Sequence[Address],
    sign: Callable[[bytes], Signature],
    progress: Progress = ignore_progress,
) -> None:
    """Write a package to ``out``; progress in bytes of the blobs. ``out`` stays open, and syncing is the caller's.

    Sealed to the hybrid recipients when everybody has one, else to the classical ones of all. When it raises, what
    ``out`` has is no package and no reader takes it for one. Raises ``PackageTooLarge``, ``BlobDiffers``,
    ``RecipientMixError`` without anybody, ``KeyFormatError``, what a blob's file raises and what ``out`` raises.
    """
    _demand_within(PackagePart.MANIFEST, len(manifest), MANIFEST_LIMIT)
    _demand_within(PackagePart.FILE, len(manifest) + sum(blob.size for blob in blobs), PACKAGE_LIMIT)
    _demand_within(PackagePart.RECIPIENTS, len(to), RECIPIENT_LIMIT)
    head = MAGIC + LENGTH.pack(len(manifest)) + manifest
    signature = sign(SIGNED + hashlib.sha256(head).digest())
    meter = Meter(sum(blob.size for blob in blobs), progress)
    with encrypt(out, _recipients(to)) as age:
        age.write(head + signature.public_key + signature.value)
        for place, blob in enumerate(blobs):
            _write_blob(age, place, blob, meter)


def _demand_within(part: PackagePart, size: int, limit: int) -> None:
    if size > limit:
        raise PackageTooLarge(part, size, limit)


def _recipients(to: Sequence[Address]) -> list[Recipient]:
    if all(address.hybrid for address in to):
        return [HybridRecipient.parse(address.hybrid) for address in to]
    return [X25519Recipient.parse(address.recipient) for address in to]


def _write_blob(age: AgeWriter, place: int, blob: Blob, meter: Meter) -> None:
    digest, left = hashlib.sha256(), blob.size
    for piece in _pieces(blob):
        left -= len(piece)
        if left < 0:
            raise BlobDiffers(place)
        digest.update(piece)
        age.write(piece)
        meter.add(len(piece))
    if left or digest.hexdigest() != blob.sha256:
        raise BlobDiffers(place)


def _pieces(blob: Blob) -> Iterator[bytes]:
    with closing(blob.open()) as file:
        while piece := file.read(BLOCK):
            yield piece
