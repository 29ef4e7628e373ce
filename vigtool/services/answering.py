"""Answering a package: words, times and spoken comments go back to whoever sent it, sealed and signed; never a film.

The trainee's checkpoint goes along with this vault's signature added, so that the trainee's log has an anchor outside.
"""

import io
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from vigtool.domain.consent import Evidence
from vigtool.domain.identifiers import CaseId, PackageId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.supervision import AnswerMade, GuestOpened
from vigtool.exchange.packages.errors import ManifestWrong
from vigtool.exchange.packages.manifest import BlobFacts, Manifest, to_bytes
from vigtool.services.answer_contents import AnswerContents, answer_contents
from vigtool.services.answer_errors import SoundTooLarge
from vigtool.services.checkpoints import verifier_key
from vigtool.services.contact_cards import own_card
from vigtool.services.contacts import contact
from vigtool.services.guest_book import today
from vigtool.services.guest_standing import is_guest
from vigtool.services.handover_errors import ChangedMeanwhile
from vigtool.services.identifying import new_identifier
from vigtool.services.jobs import NotRun, complete
from vigtool.services.lookups import find
from vigtool.services.outgoing import OutgoingFile, writing_to
from vigtool.services.package_errors import WordsTooLong
from vigtool.services.supervision_errors import NotAGuest, PackageExpired
from vigtool.services.supervision_projection import GUEST
from vigtool.services.workspace import Workspace
from vigtool.vault.log import MalformedNote, NoteNotSigned, VerifierKey, countersign
from vigtool.vault.package import Address, Blob, write_package

MOST_SOUND: Final = 256_000_000
"""Bytes of all spoken comments of one answer: whoever takes it in has them in memory."""


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """An answer that was made: its id, its file and that file's hash (hex); what is in it."""

    id: PackageId
    file: Path
    sha256: str
    comments: int
    moments: int
    countersigned: bool


class AnswerMaking:
    """The job of answering a package; its result is the ``AnswerReport``. When ``run`` raises, nothing is left."""

    def __init__(self, ws: Workspace, case_id: CaseId, out: Path) -> None:
        """Gather what was said to a guest.

        Raises ``UnknownId`` for the case, or for the sender when it is a contact no more, ``NotAGuest``,
        ``PackageExpired``, ``NothingToAnswer``, ``SoundTooLarge``, ``WordsTooLong``.
        """
        self._ws, self._out = ws, out
        self._guest = _guest(ws, case_id)
        self._to = contact(ws, self._guest.by)
        self._id, self._made_at = PackageId(new_identifier()), ws.clock().astimezone(UTC)
        self._sender = own_card(ws)
        self._said = self._contents()
        if sum(one.size for one in self._said.sounds) > MOST_SOUND:
            raise SoundTooLarge(MOST_SOUND)
        try:
            self._manifest = to_bytes(self._made())
        except ManifestWrong as error:
            raise WordsTooLong(error.place) from error
        self._written: tuple[OutgoingFile, str] | None = None

    def renew(self) -> None:
        """Look again before the work begins, since time went by. Raises ``ChangedMeanwhile``, ``PackageExpired``."""
        self._demand_same()

    def run(self, progress: Progress) -> None:
        """Seal all of it."""
        outgoing = OutgoingFile(self._out, self._ws.folder)
        try:
            blobs = [Blob(one.size, one.sha256, partial(self._sound, one)) for one in self._said.sounds]
            address = Address(self._to.recipient, self._to.hybrid)
            with writing_to(self._out):
                write_package(outgoing.file, self._manifest, blobs, [address], self._ws.vault.sign, progress)
            self._written = outgoing, outgoing.sha256()
        except BaseException:
            outgoing.close()
            raise

    def finish(self) -> AnswerReport:
        """Put the answer on record, and give the file its name.

        Raises ``ChangedMeanwhile`` when something else is said by now, ``PackageExpired``; then nothing is left.
        """
        if self._written is None:
            raise NotRun
        outgoing, sha256 = self._written
        guest, body = self._guest, self._said.body
        try:
            self._demand_same()
            self._ws.record(AnswerMade(guest.case, guest.package, self._id, self._to.id, sha256))
            outgoing.publish()
        finally:
            outgoing.close()
        said = [one for one in body.comments if one.text or one.blob is not None]
        return AnswerReport(self._id, self._out, sha256, len(said), len(body.moments), bool(body.countersigned))

    def abandon(self) -> None:
        """Leave nothing of it."""
        if self._written is not None:
            self._written[0].close()

    def _contents(self) -> AnswerContents:
        if self._guest.expires < today(self._ws):
            raise PackageExpired(self._guest.expires)
        key = VerifierKey.parse(self._to.verifier)
        return answer_contents(self._ws, self._guest, _countersigned(self._ws, self._guest.checkpoint, key))

    def _demand_same(self) -> None:
        if self._contents() != self._said or contact(self._ws, self._to.id) != self._to:
            raise ChangedMeanwhile(self._guest.films[0].recording)

    def _made(self) -> Manifest:
        return Manifest(
            id=self._id,
            made_at=self._made_at,
            sender=self._sender,
            to=(self._to.verifier,),
            about=self._guest.package,
            body=self._said.body,
            blobs=tuple(BlobFacts(one.sha256, one.size, one.media_type) for one in self._said.sounds),
        )

    def _sound(self, sound: Evidence) -> BinaryIO:
        return io.BytesIO(self._ws.vault.evidence(self._guest.case, sound.id))


def make_answer(ws: Workspace, case_id: CaseId, out: Path, progress: Progress = ignore_progress) -> AnswerReport:
    """Answer on this thread; see ``AnswerMaking``."""
    return complete(AnswerMaking(ws, case_id, out), progress)


def _guest(ws: Workspace, case_id: CaseId) -> GuestOpened:
    if not is_guest(ws, case_id):
        raise NotAGuest(case_id)
    return find(ws.index, GUEST, GuestOpened, case_id)


def _countersigned(ws: Workspace, note: str, log: VerifierKey) -> str:
    """The checkpoint with this vault's signature; empty where it is not the sender's own, which nobody signs."""
    own = verifier_key(ws)
    try:
        return countersign(note, log, own.name, ws.vault.sign)
    except (MalformedNote, NoteNotSigned):
        return ""
