"""The journal's folder: made once, opened with what a crash may have left in it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from vigtool.vault.atomic import storage, write_whole
from vigtool.vault.errors import Damaged, Part, VaultError
from vigtool.vault.journal.envelope import Envelope
from vigtool.vault.journal.frame import HEADER_SIZE, FrameCipher, frame_hash
from vigtool.vault.journal.head import SLOT_SIZE, SLOTS, Head, HeadFile
from vigtool.vault.journal.journal import Journal
from vigtool.vault.journal.medium import DiskFile, Medium
from vigtool.vault.journal.recovery import Recovered, follow_tail

SetAside = Callable[[bytes], None]


def create_journal(folder: Path, secret: bytes) -> None:
    """Make an empty journal in ``folder``, which exists. Raises as ``storage`` does."""
    cipher = FrameCipher(secret)
    write_whole(folder / "log", cipher.header)
    write_whole(folder / "head", bytes(SLOTS * SLOT_SIZE))
    with storage():
        head_file = HeadFile(secret, DiskFile(folder / "head", read_only=False))
        try:
            for generation in range(SLOTS):
                head_file.write(Head(generation, 0, HEADER_SIZE, frame_hash(cipher.header)))
        finally:
            head_file.close()


def open_journal(
    folder: Path,
    secret: bytes,
    *,
    secret_of: Callable[[str | None], bytes],
    kept: Callable[[Envelope], None],
    read_only: bool,
) -> Journal:
    """Open the journal in ``folder``, see ``Journal``.

    For writing, whole entries beyond the head are acknowledged and what follows them is moved to ``torn-<n>``; for
    reading nothing is written. Raises ``Damaged`` (JOURNAL, HEAD), and as ``storage`` does.
    """

    def set_aside(torn: bytes) -> None:
        taken = {path.name for path in folder.iterdir()}
        number = next(n for n in range(len(taken) + 1) if f"torn-{n}" not in taken)
        write_whole(folder / f"torn-{number}", torn)

    log = _opened(folder / "log", Part.JOURNAL, read_only=read_only)
    try:
        head_medium = _opened(folder / "head", Part.HEAD, read_only=read_only)
    except VaultError:
        log.close()
        raise
    return start_journal(
        log, head_medium, secret, secret_of=secret_of, kept=kept, set_aside=None if read_only else set_aside
    )


def _opened(path: Path, part: Part, *, read_only: bool) -> DiskFile:
    with storage():
        try:
            return DiskFile(path, read_only=read_only)
        except FileNotFoundError as error:
            raise Damaged(part) from error


def start_journal(
    log: Medium,
    head_medium: Medium,
    secret: bytes,
    *,
    secret_of: Callable[[str | None], bytes],
    kept: Callable[[Envelope], None],
    set_aside: SetAside | None,
) -> Journal:
    """Open the journal on two media, which it then owns; without ``set_aside`` read-only. Raises the same."""
    head_file = HeadFile(secret, head_medium)
    cipher = FrameCipher(secret)
    try:
        with storage():
            head, recovered = _recover(log, head_file, cipher, set_aside)
    except BaseException:
        log.close()
        head_file.close()
        raise
    return Journal(
        cipher=cipher,
        log=log,
        head_file=head_file,
        head=head,
        recovered=recovered,
        secret_of=secret_of,
        kept=kept,
        read_only=set_aside is None,
    )


def _recover(
    log: Medium, head_file: HeadFile, cipher: FrameCipher, set_aside: SetAside | None
) -> tuple[Head, Recovered]:
    """Return where the journal ends, having settled on disk what stands beyond the head."""
    acknowledged, slots = head_file.read()
    if log.read(0, HEADER_SIZE) != cipher.header or log.size() < acknowledged.end:
        raise Damaged(Part.JOURNAL)
    head = follow_tail(log, cipher, acknowledged)
    torn = log.read(head.end, log.size() - head.end)
    recovered = Recovered(head.count - acknowledged.count, len(torn), slots)
    if set_aside is not None:
        if torn:
            set_aside(torn)
            log.cut(head.end)
        if torn or recovered.entries:
            log.sync()  # a killed writer may have left whole frames that only the system's memory holds
        if recovered.entries or slots:
            head = replace(head, generation=head.generation + 1)
            head_file.write(head)
    return head, recovered
