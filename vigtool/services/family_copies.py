"""A family's own copy: chosen moments as plain MP4s that any telephone plays, or in one sealed file.

The sealed file is an age file under a passphrase (C2SP age.md, scrypt), which any age tool opens; in it is the MP4,
or a plain zip of several. The passphrase is told, and nowhere kept.
"""

import errno
import os
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Unpack, cast

from vigtool.domain.deciding import Permit
from vigtool.domain.identifiers import MomentId
from vigtool.domain.progress import Progress, ignore_progress, part_of
from vigtool.domain.purposes import Purposes
from vigtool.domain.renditions import PLAIN, ClipForm
from vigtool.services.errors import CannotWrite
from vigtool.services.handover_errors import NothingToCopy
from vigtool.services.handovers import MomentHandover, demand_found, terms
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import OutgoingFile, make_folder, writing_to
from vigtool.services.reels import ReelOptions
from vigtool.services.renderings import Rendered, render, render_into
from vigtool.services.sealed_drafts import SealedDraft
from vigtool.services.workspace import Workspace
from vigtool.vault.age import AgeWriter, ScryptRecipient, encrypt
from vigtool.vault.age.scrypt import DEFAULT_WORK_FACTOR
from vigtool.vault.secret import normalised

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

MOST_MOMENTS: Final = 99


class CopyOptions(ReelOptions, total=False):
    """Further: ``work_factor`` is scrypt's, as ``ScryptRecipient`` takes it."""

    work_factor: int


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What was handed out: the files, the hash of each moment's MP4, and its entry in the journal.

    ``sealed`` tells whether the one file opens with the passphrase.
    """

    files: tuple[Path, ...]
    sha256: tuple[str, ...]
    seqs: tuple[int, ...]
    sealed: bool


class FamilyCopy:
    """The job of handing out a family's own copy; its result is the ``CopyReport``.

    ``run`` raises as ``render`` does; then nothing is left but the folder.
    """

    def __init__(
        self,
        ws: Workspace,
        moment_ids: Sequence[MomentId],
        target: Path,
        passphrase: str | None = None,
        **options: Unpack[CopyOptions],
    ) -> None:
        """Ask for a permit for each moment.

        ``target`` is a folder for plain MP4s, with a ``passphrase`` the file. ``wishes`` are in the moments' order.
        Raises ``NothingToCopy``, ``KeyFormatError`` for an empty passphrase, and as ``ClipExport`` does.
        """
        if not 0 < len(moment_ids) <= MOST_MOMENTS:
            raise NothingToCopy(len(moment_ids))
        self._ws, self._target, self._size = ws, target, options.get("size")
        self._key = _key(passphrase, options.get("work_factor", DEFAULT_WORK_FACTOR))
        asked = terms(Purposes.FAMILY_COPY, options, ClipForm.COPY)
        wishes = options.get("wishes") or [PLAIN] * len(moment_ids)
        self._handovers = [MomentHandover(ws, one, asked, wish) for one, wish in zip(moment_ids, wishes, strict=True)]
        demand_found(self._handovers, asked.masked)
        self._plain: list[Rendered] = []
        self._sealed: tuple[OutgoingFile, list[str]] | None = None

    def renew(self) -> None:
        """Ask again before the work begins, since time went by. Raises as ``finish`` does."""
        self._renewed()

    def run(self, progress: Progress) -> None:
        """Write and verify every moment, and seal them where that is wished."""
        try:
            if self._key is None:
                self._write_plain(progress)
            else:
                self._sealed = self._write_sealed(self._key, progress)
        except BaseException:
            self.abandon()
            raise

    def finish(self) -> CopyReport:
        """Put each moment on record, and give the files their names.

        Raises as ``ClipExport.finish`` does; plain files that are on record by then stay.
        """
        if self._sealed is None and not self._plain:
            raise NotRun
        try:
            given = self._renewed()
            return self._finish_plain(given) if self._sealed is None else self._finish_sealed(given, *self._sealed)
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Leave nothing of it that has no name."""
        for written in self._plain:
            written.outgoing.close()
        if self._sealed is not None:
            self._sealed[0].close()

    def _renewed(self) -> list[Permit]:
        return [one.renewed() for one in self._handovers]

    def _finish_plain(self, given: Sequence[Permit]) -> CopyReport:
        self._demand_free_names()
        seqs: list[int] = []
        for one, permit, written in zip(self._handovers, given, self._plain, strict=True):
            seqs.append(self._ws.record(one.event(permit, written.sha256)).seq)
            written.outgoing.publish()
        files, hashes = zip(
            *((self._target / one.outgoing.target.name, one.sha256) for one in self._plain), strict=True
        )
        return CopyReport(files, hashes, tuple(seqs), sealed=False)

    def _demand_free_names(self) -> None:
        """What was laid there meanwhile is not replaced either."""
        for written in self._plain:
            if os.path.lexists(written.outgoing.target):
                raise CannotWrite(written.outgoing.target, errno.EEXIST)

    def _finish_sealed(self, given: Sequence[Permit], outgoing: OutgoingFile, hashes: Sequence[str]) -> CopyReport:
        left = zip(self._handovers, given, hashes, strict=True)
        events = [one.event(permit, sha256) for one, permit, sha256 in left]
        seqs = tuple(self._ws.record(event).seq for event in events)
        outgoing.publish()
        return CopyReport((self._target,), tuple(hashes), seqs, sealed=True)

    def _write_plain(self, progress: Progress) -> None:
        make_folder(self._target, self._ws.folder)
        for number, (handover, out) in enumerate(zip(self._handovers, _free_names(self._target), strict=False)):
            told = part_of(progress, number, len(self._handovers))
            self._plain.append(render(self._ws, [handover], out, self._size, told))

    def _write_sealed(self, key: ScryptRecipient, progress: Progress) -> tuple[OutgoingFile, list[str]]:
        outgoing = OutgoingFile(self._target, self._ws.folder)
        try:
            with ExitStack() as stack:
                drafts = []
                for number, handover in enumerate(self._handovers):
                    draft = stack.enter_context(closing(SealedDraft(self._target, self._ws.folder)))
                    told = part_of(progress, number, len(self._handovers))
                    render_into(self._ws, [handover], draft, self._size, told)
                    drafts.append(draft)
                with writing_to(self._target), encrypt(outgoing.file, [key]) as sealed:
                    _fill(sealed, drafts)
                return outgoing, [draft.sha256 for draft in drafts]
        except BaseException:
            outgoing.close()
            raise


class _Sink:
    """An age writer as ``zipfile`` wants a file that only goes forward."""

    def __init__(self, sealed: AgeWriter) -> None:
        self._sealed = sealed

    def write(self, data: "ReadableBuffer", /) -> int:
        return self._sealed.write(data)

    def flush(self) -> None:
        """Nothing waits here."""


def _fill(sealed: AgeWriter, drafts: Sequence[SealedDraft]) -> None:
    """One film as it is; several as a zip without compression, times and other traces of this computer."""
    if len(drafts) == 1:
        for block in drafts[0].blocks():
            sealed.write(block)
        return
    with zipfile.ZipFile(cast("IO[bytes]", _Sink(sealed)), "w") as archive:
        for number, draft in enumerate(drafts, start=1):
            entry = zipfile.ZipInfo(f"{number:02}.mp4")
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            with archive.open(entry, "w", force_zip64=draft.size >= zipfile.ZIP64_LIMIT) as film:
                for block in draft.blocks():
                    film.write(block)


def _key(passphrase: str | None, work_factor: int) -> ScryptRecipient | None:
    return None if passphrase is None else ScryptRecipient(normalised(passphrase), work_factor)


def _free_names(folder: Path) -> Iterator[Path]:
    """Names in a folder that no file has: what lies on a stick is not replaced."""
    for number in range(1, 10_000):
        path = folder / f"{number:02}.mp4"
        if not os.path.lexists(path):
            yield path


def make_family_copy(
    ws: Workspace,
    moment_ids: Sequence[MomentId],
    target: Path,
    passphrase: str | None = None,
    progress: Progress = ignore_progress,
    **options: Unpack[CopyOptions],
) -> CopyReport:
    """Hand out a family's copy on this thread; see ``FamilyCopy``."""
    return complete(FamilyCopy(ws, moment_ids, target, passphrase, **options), progress)
