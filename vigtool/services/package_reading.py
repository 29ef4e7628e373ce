"""Opening the file of a package: who made it, for whom, and whether that can be believed; nothing is taken in yet.

A package is believed when a contact's key signed it, when its maker meant it for this vault, and when it was not made
at a time that is yet to come. What it brings beyond that is for whoever takes it in to judge.
"""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Final

from vigtool.domain.contacts import Contact
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.exchange.contact_card import Card
from vigtool.exchange.packages.errors import ManifestWrong
from vigtool.exchange.packages.manifest import Kind, Manifest, read_manifest
from vigtool.services.checkpoints import verifier_key
from vigtool.services.contacts import contacts
from vigtool.services.copying import BLOCK
from vigtool.services.errors import FileUnreadable
from vigtool.services.incoming import regular_file
from vigtool.services.supervision_errors import (
    ClockDiffers,
    NotAddressed,
    OtherPackage,
    PackageUntrue,
    SenderDiffers,
    UnknownSender,
)
from vigtool.services.workspace import Workspace
from vigtool.vault.log import MalformedNote, VerifierKey
from vigtool.vault.package import PackageReader

CLOCKS_APART: Final = timedelta(days=1)
"""By so much a sender's clock may be ahead; time zones are not meant, they are in every time."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A package whose maker is known: ``sha256`` is its file's, ``reader`` gives its blobs, in their order."""

    manifest: Manifest
    sender: Contact
    key: VerifierKey
    sha256: str
    reader: PackageReader


class Mailroom:
    """What a vault knows about those who may send it something, gathered once, so that any thread may read a file."""

    def __init__(self, ws: Workspace) -> None:
        self._identities = ws.vault.mailbox.identities
        self._own = str(verifier_key(ws))
        self._contacts = {VerifierKey.parse(one.verifier).public_key: one for one in contacts(ws)}
        self._now = ws.clock()

    @contextmanager
    def opened(self, path: Path, *kinds: Kind, progress: Progress = ignore_progress) -> Iterator[Arrived]:
        """Open a package of one of these kinds; progress counts the bytes of its file.

        Raises ``FileUnreadable``, what ``PackageReader`` and ``read_manifest`` raise, ``SenderDiffers``,
        ``UnknownSender``, ``NotAddressed``, ``OtherPackage``, ``ClockDiffers``, ``PackageUntrue``.
        """
        with self._begun(path, kinds) as (reader, manifest, sender, key):
            with _file(path) as whole:
                sha256 = _sha256(whole, progress)
            yield Arrived(manifest, sender, key, sha256, reader)

    def glimpse(self, path: Path) -> tuple[Manifest, Contact]:
        """The manifest of a package of any kind and its maker, without reading its films; quick. Raises as ``opened``.

        A file that is whole at its end and not in its middle is found out when it is opened and read.
        """
        with self._begun(path, tuple(Kind)) as (_reader, manifest, sender, _key):
            return manifest, sender

    @contextmanager
    def _begun(
        self, path: Path, kinds: tuple[Kind, ...]
    ) -> Iterator[tuple[PackageReader, Manifest, Contact, VerifierKey]]:
        with _file(path) as file:
            reader = PackageReader(file, self._identities)
            manifest = read_manifest(reader.manifest)
            key = _signer(manifest.sender, reader.signer)
            sender = self._sender(manifest.sender, key)
            self._demand_meant(manifest, kinds)
            if sum(one.size for one in manifest.blobs) != reader.remaining:
                raise PackageUntrue("$.blobs")
            yield reader, manifest, sender, key

    def _sender(self, card: Card, key: VerifierKey) -> Contact:
        known = self._contacts.get(key.public_key)
        if known is None:
            raise UnknownSender(card.name, card.verifier)
        other_hybrid = card.hybrid != known.hybrid and card.hybrid and known.hybrid
        if card.recipient != known.recipient or other_hybrid:
            raise SenderDiffers
        return known

    def _demand_meant(self, manifest: Manifest, kinds: tuple[Kind, ...]) -> None:
        if self._own not in manifest.to:
            raise NotAddressed
        if manifest.kind not in kinds:
            raise OtherPackage(manifest.kind)
        if manifest.made_at > self._now + CLOCKS_APART:
            raise ClockDiffers(manifest.made_at, self._now)


@contextmanager
def _file(path: Path) -> Iterator[BinaryIO]:
    try:
        file = io.BufferedReader(regular_file(path))
    except (OSError, ValueError) as error:  # ValueError: a name with a zero in it
        raise FileUnreadable(getattr(error, "errno", None)) from error
    with file:
        yield file


def _signer(card: Card, signer: bytes) -> VerifierKey:
    try:
        key = VerifierKey.parse(card.verifier)
    except MalformedNote:
        raise ManifestWrong("$.sender.verifier") from None
    if key.public_key != signer:
        raise SenderDiffers
    return key


def _sha256(file: BinaryIO, progress: Progress) -> str:
    digest, done = hashlib.sha256(), 0
    total = file.seek(0, io.SEEK_END)
    file.seek(0)
    try:
        while block := file.read(BLOCK):
            digest.update(block)
            done += len(block)
            progress(min(done, total), total)
    except OSError as error:
        raise FileUnreadable(error.errno) from error
    return digest.hexdigest()
