"""Making a vault, and opening one with the passphrase or with the printed recovery key."""

import hashlib
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from vigtool.domain.identifiers import ALPHABET, LENGTH
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.vault.age import ScryptRecipient, X25519Identity
from vigtool.vault.atomic import storage, sync_folder, write_whole
from vigtool.vault.errors import (
    Damaged,
    FolderNotEmpty,
    NoSpace,
    StorageFailed,
    VaultExists,
    VaultReadOnly,
    WrongSecret,
)
from vigtool.vault.folder import FIRST_VERSION, FOLDERS, Facts, Layout, load_facts, save_facts
from vigtool.vault.holders import Holders, VaultKey, seal_vault_key
from vigtool.vault.journal.files import create_journal
from vigtool.vault.lock import WriterLock
from vigtool.vault.sealed import key_text, seal
from vigtool.vault.secret import RecoveryKey, normalised
from vigtool.vault.unlocking import Unlocked, unlock
from vigtool.vault.vault import Vault

LOOKS: Final = 5
"""So often a reader looks when the files change under it: more changes in a few seconds than that are nobody's."""


def create_vault(folder: Path, passphrase: str, *, work_factor: int = 18) -> tuple[Vault, RecoveryKey]:
    """Make a vault in ``folder``, which is new or empty, and return it open for writing, with its recovery key.

    The recovery key is kept nowhere: it is shown once. ``work_factor`` (1 to 20) is the base-2 logarithm of scrypt's N.
    Raises ``VaultExists``, ``FolderNotEmpty``, ``NoSpace``, ``VaultReadOnly``, ``StorageFailed``,
    ``age.KeyFormatError`` for an empty passphrase; then nothing is left in the folder.
    """
    layout = Layout(folder)
    recipient = ScryptRecipient(normalised(passphrase), work_factor)
    recovery = X25519Identity.generate()
    with storage():
        folder.mkdir(0o700, parents=True, exist_ok=True)
        if layout.facts.exists():
            raise VaultExists
        if any(folder.iterdir()):
            raise FolderNotEmpty
    try:
        vault = _furnish(layout, recipient, recovery)
    except BaseException:
        _clear(layout)
        raise
    return vault, RecoveryKey(str(recovery))


def open_vault(
    folder: Path, secret: str | RecoveryKey, *, read_only: bool = False, progress: Progress = ignore_progress
) -> Vault:
    """Open a vault with a user's passphrase or with the recovery key (or its text).

    For writing it takes the writer's lock first, and finishes a change of keys that was cut short. Progress counts the
    users whose passphrase it may be, then keys. Raises ``NotAVault``, ``NewerFormat``, ``Damaged``, ``VaultInUse``,
    ``WrongSecret``, and as ``atomic.storage`` does.
    """
    layout = Layout(folder)
    vault_id = load_facts(layout).id
    lock = None if read_only else WriterLock(layout.lock)
    try:
        facts, unlocked = _unlocked(layout, vault_id, secret, progress)
        vault = Vault(layout, facts, unlocked, lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    if not read_only:
        _settle(vault, progress)
    return vault


def _unlocked(layout: Layout, vault_id: str, secret: str | RecoveryKey, progress: Progress) -> tuple[Facts, Unlocked]:
    """Unlock; what looks damaged or wrong is looked at again when a writer changed meanwhile who opens the vault."""
    left = LOOKS
    while True:
        before = _state(layout, vault_id)
        facts = load_facts(layout)
        try:
            return facts, unlock(layout, facts, secret, progress)
        except (Damaged, WrongSecret):
            left -= 1
            if not left or _state(layout, vault_id) == before:
                raise


def _state(layout: Layout, vault_id: str) -> list[tuple[str, int, int]]:
    """Which files say who opens the vault, each with its number and time: none is ever written in place."""
    listed = []
    for path in sorted([layout.facts, layout.key(vault_id), layout.identity, *layout.identities.glob("*")]):
        with suppress(FileNotFoundError):  # it went between listing and looking
            about = path.stat()
            listed.append((path.name, about.st_ino, about.st_mtime_ns))
    return listed


def _settle(vault: Vault, progress: Progress) -> None:
    try:
        with suppress(NoSpace, VaultReadOnly, StorageFailed):  # all opens all the same; ``access.unfinished`` tells
            vault.access.settle(progress)
    except BaseException:
        vault.close()
        raise


def _furnish(layout: Layout, recipient: ScryptRecipient, recovery: X25519Identity) -> Vault:
    """Write everything, ``vault.json`` last: without it the folder is no vault."""
    with storage():
        for name in FOLDERS:
            (layout.root / name).mkdir(0o700)
    vault_id = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    guider, key = X25519Identity.generate(), X25519Identity.generate()
    content = VaultKey(key, Holders({vault_id: guider.recipient}, recovery.recipient))
    identity_file = seal(key_text(f"identity {vault_id}", guider), [recipient])
    key_file = seal_vault_key(vault_id, content)
    lock = WriterLock(layout.lock)
    try:
        write_whole(layout.identity, identity_file)
        write_whole(layout.key(vault_id), key_file)
        create_journal(layout.journal, key.secret)
        facts = Facts("vigtool-vault", FIRST_VERSION, vault_id, _sha256(identity_file), _sha256(key_file))
        save_facts(layout, facts)
        with storage():
            sync_folder(layout.root.parent)
        return Vault(layout, facts, Unlocked(vault_id, vault_id, guider, content), lock)
    except BaseException:
        lock.release()
        raise


def _clear(layout: Layout) -> None:
    """Remove what a failed creation left; the folder was empty before. The first error is the one to tell."""
    with suppress(OSError):
        for name in FOLDERS:
            for path in (layout.root / name).glob("*"):
                path.unlink()
            (layout.root / name).rmdir()
        for path in (layout.facts, layout.identity, layout.lock):
            path.unlink(missing_ok=True)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
