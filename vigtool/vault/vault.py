"""An open vault: the one door to keys, films, derived data and the journal in its folder."""

from collections.abc import Collection, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.domain.identifiers import is_identifier
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.vault.access import Access
from vigtool.vault.age import X25519Identity
from vigtool.vault.backup.source import FrozenVault, freeze
from vigtool.vault.checking import OnRecord, check_all
from vigtool.vault.derived import get_derived, put_derived
from vigtool.vault.erasing import Eraser
from vigtool.vault.errors import Damaged, Part, VaultClosed, VaultReadOnly
from vigtool.vault.evidence import get_evidence, put_evidence
from vigtool.vault.folder import Facts, Layout
from vigtool.vault.inventory import Inventory, Repairs, repair, take_inventory
from vigtool.vault.journal import Envelope, Journal
from vigtool.vault.journal.files import open_journal
from vigtool.vault.keys import KeyRing
from vigtool.vault.lending import LentRecording, lend
from vigtool.vault.lock import WriterLock
from vigtool.vault.recordings import RecordingReader, RecordingWriter
from vigtool.vault.signing import Signature, Signer
from vigtool.vault.unlocking import Unlocked

if TYPE_CHECKING:
    from vigtool.vault.mailbox import Mailbox


class Vault:
    """A vault that was opened with ``open_vault`` or made with ``create_vault``.

    Belongs to one thread, except that ``derived``, ``put_derived``, ``verify``, ``lend_recording`` and the readers from
    ``open_recording`` may be used by another. Ids are those of ``vigtool.domain.identifiers``; any other raises
    ``ValueError``. What writes raises ``VaultReadOnly``, ``NoSpace``, ``StorageFailed``; after ``close`` everything
    raises ``VaultClosed``.
    """

    def __init__(self, layout: Layout, facts: Facts, unlocked: Unlocked, lock: WriterLock | None) -> None:
        self.id = unlocked.vault_id
        self.folder = layout.root
        self.read_only = lock is None
        self._layout = layout
        self._lock = lock
        self._secret = unlocked.content.key.secret
        self._signer = Signer(self._secret)
        self._keys = KeyRing(layout, unlocked.holder, unlocked.content.holders, unlocked.spare)
        self.eraser = Eraser(layout, self._keys, self._demand_erasable, self._forget_key)
        self.access = Access(layout, facts, unlocked, self._keys, self._demand_writable)
        self._closed = False
        self.journal = open_journal(
            layout.journal, self._secret, secret_of=self._secret_of, kept=self._on_record, read_only=self.read_only
        )

    @property
    def recovery_recipient(self) -> str:
        """The public half of the printed recovery key."""
        return self.access.recovery_recipient

    @property
    def public_key(self) -> bytes:
        """The public half (32 bytes) of the key that ``sign`` uses; the same as long as the vault lives."""
        return self._signer.public_key

    @property
    def mailbox(self) -> "Mailbox":
        """Where others seal packages to; the same as long as the vault lives."""
        self._demand_open()
        from vigtool.vault.mailbox import Mailbox  # noqa: PLC0415 - unlocking need not wait for what few need

        return Mailbox(self._secret)

    def make_key(self, id_: str) -> X25519Identity:
        """Make the key of a new recording or case, kept on disk when it returns. Raises ``IdTaken``."""
        self._demand_writable()
        return self._keys.make(id_)

    def key(self, id_: str) -> X25519Identity:
        """Return a key. Raises ``KeyDestroyed`` when there is none, ``Damaged`` (KEY)."""
        self._demand_open()
        return self._keys.get(id_)

    def has_key(self, id_: str) -> bool:
        """Tell whether a key file is there, whole or not."""
        self._demand_open()
        return self._keys.has(id_)

    def case_key(self, case: str) -> X25519Identity:
        """Return the key under which a case's words and papers are sealed now. Raises as ``key`` does."""
        return self.key(self.journal.keys_of(case)[-1])

    def shred_key(self, id_: str) -> bool:
        """Destroy a key for ever and with it what it sealed; a key that is gone already is no error.

        Returns False when the key file could only be removed, not overwritten before. Raises ``ChangeUnfinished``.
        """
        self._demand_writable()
        if id_ == self.id:
            raise ValueError(id_)
        self.access.demand_finished()
        self.journal.forget_key(id_)
        return self._keys.shred(id_)

    def new_recording(self, id_: str) -> RecordingWriter:
        """Return a writer for a new film, to be used as a context manager and ended with ``commit``."""
        self._demand_writable()
        return RecordingWriter(self._layout, self._keys, id_)

    def open_recording(self, id_: str) -> RecordingReader:
        """Return a new, independent reader of a film. Raises ``Damaged`` (RECORDING or KEY), ``KeyDestroyed``."""
        self._demand_open()
        return RecordingReader(self._layout.recording(id_), id_, self._keys.get(id_))

    def lend_recording(self, id_: str) -> LentRecording:
        """Open a film for another process. Raises ``Damaged`` (RECORDING or KEY), ``KeyDestroyed``."""
        self._demand_open()
        return lend(self._layout.recording(id_), id_, self._keys.get(id_))

    def put_derived(self, id_: str, name: str, data: bytes) -> None:
        """Keep something that can be made again from a film, in place of what had the same name (a-z, 0-9, "-")."""
        self._demand_writable()
        put_derived(self._layout, self._keys, id_, name, data)

    def derived(self, id_: str, name: str) -> bytes | None:
        """Return what ``put_derived`` kept, None when nothing was. Raises ``Damaged`` (DERIVED), ``KeyDestroyed``."""
        self._demand_open()
        return get_derived(self._layout, self._keys, id_, name)

    def put_evidence(self, case: str, id_: str, data: bytes) -> None:
        """Keep a scan or photo under a new id, sealed with its case. Raises ``IdTaken``, ``KeyDestroyed``."""
        self._demand_writable()
        put_evidence(self._layout, self.case_key(case), id_, data)

    def evidence(self, case: str, id_: str) -> bytes:
        """Return what ``put_evidence`` kept. Raises ``Damaged`` (EVIDENCE or KEY), ``KeyDestroyed``."""
        self._demand_open()
        return get_evidence(self._layout, self.case_key(case), id_)

    def lend_evidence(self, case: str, id_: str) -> LentRecording:
        """Open a spoken comment for another process. Raises as ``evidence``."""
        self._demand_open()
        return lend(self._layout.evidence(id_), id_, self.case_key(case), Part.EVIDENCE)

    def inventory(self, known: Collection[str], papers: Collection[str] = ()) -> Inventory:
        """Compare the disk with the ids of all recordings and scans that the journal knows; replay it first."""
        self._demand_open()
        return take_inventory(self._layout, self.id, known, self.journal.cases | self.journal.case_keys, papers)

    def repair(self, inventory: Inventory) -> Repairs:
        """Remove the leftovers that ``inventory`` found; what the journal knows is not touched."""
        self._demand_writable()
        return repair(self._layout, self._keys, inventory)

    def verify(
        self,
        known: Collection[str],
        progress: Progress = ignore_progress,
        *,
        erased: Collection[str] = (),
        evidence: Mapping[str, str] | None = None,
    ) -> list[Damaged]:
        """Read and authenticate everything and return the damage; ``known`` as for ``inventory``, progress in bytes.

        ``erased`` are ids that the journal says were erased, ``evidence`` tells each scan's case. May be called by
        another thread than the vault's.
        """
        self._demand_open()
        try:
            journal = self._beside(self._layout.journal)
        except Damaged as damage:
            return [damage]
        with closing(journal):
            papers = {id_: self.journal.keys_of(case)[-1] for id_, case in (evidence or {}).items()}
            on_record = OnRecord(known, erased, papers)
            found = check_all(self._layout, self.id, self._keys, journal, on_record, progress)
        return [Damaged(Part.KEY, self.id), *found] if self.access.bundle_damaged else found

    def frozen(self, known: Collection[str]) -> FrozenVault:
        """Hold fast what a backup of this instant needs; ``known`` as for ``inventory``."""
        self._demand_open()
        if not self.read_only:
            self.access.demand_finished()
        writers_known = known if self.read_only else None
        return freeze(self._layout, self.id, self._keys, self.journal, self._beside, writers_known)

    def sign(self, message: bytes) -> Signature:
        """Sign with the vault's Ed25519 key."""
        self._demand_open()
        return self._signer.sign(message)

    def close(self) -> None:
        """Forget the keys and let another process write; a second call does nothing."""
        self._closed = True
        self._keys.forget()
        self.access.forget()
        self.journal.close()
        if self._lock is not None:
            self._lock.release()

    def _demand_open(self) -> None:
        if self._closed:
            raise VaultClosed

    def _demand_writable(self) -> None:
        self._demand_open()
        if self.read_only:
            raise VaultReadOnly

    def _demand_erasable(self) -> None:
        self._demand_writable()
        self.access.demand_finished()

    def _forget_key(self, id_: str) -> None:
        self.journal.forget_key(id_)

    def _secret_of(self, key: str | None) -> bytes:
        return self._secret if key is None else self._keys.get(key).secret

    def _beside(self, folder: Path) -> Journal:
        """Open the journal in a folder once more, for reading; a copy of it, or our own."""
        return open_journal(folder, self._secret, secret_of=self._secret_of, kept=lambda _: None, read_only=True)

    def _on_record(self, envelope: Envelope) -> None:
        if is_identifier(envelope.object):
            with suppress(OSError):  # the entry is kept; a mark that stays is removed by the next repair
                self._layout.unjournalled(envelope.object).unlink(missing_ok=True)
