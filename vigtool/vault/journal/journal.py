"""The journal itself: an append is done when the disk has it, and a replay gives back exactly what was appended."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from vigtool.vault.atomic import storage
from vigtool.vault.errors import Damaged, JournalStopped, KeyDestroyed, Part, VaultClosed, VaultReadOnly
from vigtool.vault.journal.body import BLIND_SIZE, BodyCipher
from vigtool.vault.journal.entry import join_entry, split_entry
from vigtool.vault.journal.envelope import SALT_SIZE, EntryDraft, Envelope, Position, make_envelope
from vigtool.vault.journal.frame import HEADER_SIZE, FrameCipher, NoFrame, frame_hash
from vigtool.vault.journal.generations import REKEYED, Generations
from vigtool.vault.journal.head import Head, HeadFile
from vigtool.vault.journal.medium import Medium
from vigtool.vault.journal.places import Places
from vigtool.vault.journal.recovery import Recovered, read_frames


class Journal:
    """The entries of one vault, from the first to the last. Belongs to one thread; made by ``open_journal``.

    ``secret_of`` gives the 32-byte secret of a key by its id (None: the vault's own) or raises ``KeyDestroyed``;
    ``kept`` is told of each envelope that was appended. ``recovered`` says what the opening found after a crash.
    """

    def __init__(  # noqa: PLR0913 - all keyword-only, from one place
        self,
        *,
        cipher: FrameCipher,
        log: Medium,
        head_file: HeadFile,
        head: Head,
        recovered: Recovered,
        secret_of: Callable[[str | None], bytes],
        kept: Callable[[Envelope], None],
        read_only: bool,
    ) -> None:
        self.recovered = recovered
        self._cipher, self._log, self._head_file, self._head = cipher, log, head_file, head
        self._secret_of, self._kept, self._read_only = secret_of, kept, read_only
        self._bodies: dict[str | None, BodyCipher] = {}
        self._cases: set[str] = set()
        self._generations = Generations()
        self._places = Places(HEADER_SIZE)
        self._replayed = head.count == 0
        self._stopped = self._closed = False

    @property
    def count(self) -> int:
        """The number of entries, which is the ``seq`` of the next one."""
        return self._head.count

    @property
    def position(self) -> Position:
        """Where the last entry stands; its hash depends on every entry before it."""
        return Position(self._head.count - 1, self._head.last)

    @property
    def cases(self) -> frozenset[str]:
        """Every case that an entry names. Raises ``RuntimeError`` before a replay was followed to its end."""
        if not self._replayed:
            raise RuntimeError("replay first")
        return frozenset(self._cases)

    @property
    def case_keys(self) -> frozenset[str]:
        """The ids of the keys that the cases have now. Raises ``RuntimeError`` as ``cases`` does."""
        return frozenset(map(self._generations.present, self.cases))

    def keys_of(self, case: str) -> tuple[str, ...]:
        """The ids of the keys that a case ever had, the first (its own id) first, the present one last."""
        return self._generations.every(case)

    def head_copy(self) -> tuple[int, bytes]:
        """Return the acknowledged bytes of the log at this instant, and a head file of its own that says just that."""
        return self._head.end, self._head_file.copy_of(self._head)

    def append(self, draft: EntryDraft, body: bytes) -> Envelope:
        """Keep one entry; when it returns, the disk has it. ``body`` takes up to 16 MiB. Raises as ``append_all``."""
        return self.append_all([(draft, body)])[0]

    def append_all(self, drafts_and_bodies: Iterable[tuple[EntryDraft, bytes]]) -> list[Envelope]:
        """Keep entries with one wait for the disk; they are acknowledged together when it returns.

        Raises ``KeyDestroyed`` (no key for a case), ``NoSpace``, ``VaultReadOnly``, ``VaultClosed``, ``StorageFailed``:
        then none of them is kept, except that after a failure that leaves this open all later calls raise
        ``JournalStopped`` until the vault is opened again. ``ValueError`` for a body that is too large.
        """
        self._demand_writable()
        head, frames, envelopes, chained = self._head, [], [], []
        renewed: dict[str | None, str] = {}
        for draft, body in drafts_and_bodies:
            if draft.act == REKEYED and draft.case is not None:
                renewed[draft.case] = draft.object
            key = renewed.get(draft.case, self._generations.key_of(draft.case, head.count))
            sealed, body_hash = self._body_cipher(key).seal(head.count, body)
            envelope = make_envelope(draft, head.count, body_hash, secrets.token_bytes(SALT_SIZE))
            frame = self._cipher.seal(head.count, head.last, join_entry(envelope, sealed))
            chained.append((head.count, len(frame), head.last))
            head = replace(head, count=head.count + 1, end=head.end + len(frame), last=frame_hash(frame))
            frames.append(frame)
            envelopes.append(envelope)
        if frames:
            self._keep(b"".join(frames), replace(head, generation=head.generation + 1))
        for place in chained:
            self._places.note(*place)
        for envelope in envelopes:
            self._note(envelope)
            self._kept(envelope)
        return envelopes

    def replay(self) -> Iterator[tuple[Envelope, bytes | None]]:
        """Yield every entry that existed at the first step, in order; the body is None when its key is destroyed.

        Raises ``Damaged`` (JOURNAL with the sequence number, or KEY with the case) at the first entry that is not
        authentic, and ``StorageFailed``; what was yielded before is authentic, and in its place.
        """
        goal, seq, previous = self._head, 0, frame_hash(self._cipher.header)
        try:
            with storage():
                for frame in read_frames(self._log, HEADER_SIZE, goal.end):
                    envelope, sealed = split_entry(self._cipher.open(seq, previous, frame), seq)
                    self._note(envelope)
                    body = self._open_body(envelope, sealed)
                    self._places.note(seq, len(frame), previous)
                    previous = frame_hash(frame)
                    yield envelope, body
                    seq += 1
        except NoFrame as error:
            raise Damaged(Part.JOURNAL, str(seq)) from error
        if (seq, previous) != (goal.count, goal.last):
            raise Damaged(Part.JOURNAL, str(seq))
        self._replayed = True

    def read(self, seq: int) -> tuple[Envelope, bytes | None]:
        """Return one entry that was replayed or appended before; the body is None when its key is destroyed.

        Raises ``Damaged`` as ``replay`` does, ``StorageFailed``, ``VaultClosed``, and ``IndexError`` for an entry that
        was not met yet.
        """
        envelope, sealed = self._read_sealed(seq)
        return envelope, self._open_body(envelope, sealed)

    def disclose(self, seq: int) -> tuple[bytes, bytes] | None:
        """Return the blind and the body of an entry, which together prove it to others; None when its key is destroyed.

        The envelope's ``body_hash`` is the SHA-256 of the two. Raises as ``read`` does, ``Damaged`` for a body, too.
        """
        envelope, sealed = self._read_sealed(seq)
        try:
            blinded = self._cipher_of(envelope).open_blinded(seq, sealed, envelope.body_hash)
        except KeyDestroyed:
            return None
        except NoFrame as error:
            raise Damaged(Part.JOURNAL, str(seq)) from error
        return blinded[:BLIND_SIZE], blinded[BLIND_SIZE:]

    def _read_sealed(self, seq: int) -> tuple[Envelope, bytes]:
        if self._closed:
            raise VaultClosed
        offset, length, previous = self._places.of(seq)
        with storage():
            frame = self._log.read(offset, length)
        try:
            return split_entry(self._cipher.open(seq, previous, memoryview(frame)), seq)
        except NoFrame as error:
            raise Damaged(Part.JOURNAL, str(seq)) from error

    def forget_key(self, id_: str) -> None:
        """Drop what was derived from a key, because that key is destroyed."""
        self._bodies.pop(id_, None)

    def close(self) -> None:
        """Let go of the files and keys; a second call does nothing."""
        self._closed = True
        self._bodies.clear()
        self._log.close()
        self._head_file.close()

    def _demand_writable(self) -> None:
        if self._closed:
            raise VaultClosed
        if self._read_only:
            raise VaultReadOnly
        if self._stopped:
            raise JournalStopped

    def _note(self, envelope: Envelope) -> None:
        if envelope.case is not None:
            self._cases.add(envelope.case)
            self._generations.note(envelope)

    def _cipher_of(self, envelope: Envelope) -> BodyCipher:
        return self._body_cipher(self._generations.key_of(envelope.case, envelope.seq))

    def _body_cipher(self, key: str | None) -> BodyCipher:
        cipher = self._bodies.get(key)
        if cipher is None:
            cipher = self._bodies[key] = BodyCipher(self._secret_of(key), self._cipher.id)
        return cipher

    def _open_body(self, envelope: Envelope, sealed: bytes) -> bytes | None:
        try:
            cipher = self._cipher_of(envelope)
        except KeyDestroyed:
            return None
        return cipher.open(envelope.seq, sealed, envelope.body_hash)

    def _keep(self, frames: bytes, head: Head) -> None:
        with storage():
            try:
                self._write_log(frames)
                self._write_head(head)
            except OSError:
                raise
            except BaseException:
                self._stopped = True
                raise

    def _write_log(self, frames: bytes) -> None:
        try:
            self._log.write(self._head.end, frames)
            self._log.sync()
        except OSError:
            self._cut_back()
            raise

    def _write_head(self, head: Head) -> None:
        try:
            self._head_file.write(head)
        except OSError:
            self._take_back(head.generation)
            raise
        self._head = head

    def _take_back(self, generation: int) -> None:
        """Say in the slot that may or may not have been written that nothing was added."""
        head = replace(self._head, generation=generation)
        try:
            self._head_file.write(head)
        except OSError:
            self._stopped = True
        else:
            self._head = head
            self._cut_back()

    def _cut_back(self) -> None:
        try:
            self._log.cut(self._head.end)
            self._log.sync()
        except OSError:
            self._stopped = True
