"""Making a vault, and opening one with the passphrase or with the printed recovery key."""

import hashlib
import secrets
from contextlib import suppress
from pathlib import Path

from vigtool.domain.identifiers import ALPHABET, LENGTH
from vigtool.vault.age import AgeError, NoMatchError, ScryptIdentity, ScryptRecipient, X25519Identity
from vigtool.vault.atomic import storage, sync_folder, write_whole
from vigtool.vault.errors import Damaged, FolderNotEmpty, Part, VaultExists, WrongSecret
from vigtool.vault.folder import FOLDERS, VERSION, Facts, Layout, load_facts, save_facts
from vigtool.vault.journal.files import create_journal
from vigtool.vault.keys import Holders, seal_vault_key, unseal_vault_key
from vigtool.vault.lock import WriterLock
from vigtool.vault.sealed import key_text, parse_key_text, seal, unseal
from vigtool.vault.secret import RecoveryKey, as_recovery_key, normalised
from vigtool.vault.vault import Unlocked, Vault


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


def open_vault(folder: Path, secret: str | RecoveryKey, *, read_only: bool = False) -> Vault:
    """Open a vault with the passphrase or with the recovery key (or its text).

    For writing it takes the writer's lock first. Raises ``NotAVault``, ``NewerFormat``, ``Damaged``, ``VaultInUse``,
    ``WrongSecret``, and as ``atomic.storage`` does.
    """
    layout = Layout(folder)
    facts = load_facts(layout)
    lock = None if read_only else WriterLock(layout.lock)
    try:
        return Vault(layout, _unlock(layout, facts, secret), lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _furnish(layout: Layout, recipient: ScryptRecipient, recovery: X25519Identity) -> Vault:
    """Write everything, ``vault.json`` last: without it the folder is no vault."""
    with storage():
        for name in FOLDERS:
            (layout.root / name).mkdir(0o700)
    vault_id = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    guider, key = X25519Identity.generate(), X25519Identity.generate()
    holders = Holders(guider.recipient, recovery.recipient)
    identity_file = seal(key_text(f"identity {vault_id}", guider), [recipient])
    key_file = seal_vault_key(vault_id, key, holders)
    lock = WriterLock(layout.lock)
    try:
        write_whole(layout.identity, identity_file)
        write_whole(layout.key(vault_id), key_file)
        create_journal(layout.journal, key.secret)
        save_facts(layout, Facts("vigtool-vault", VERSION, vault_id, _sha256(identity_file), _sha256(key_file)))
        with storage():
            sync_folder(layout.root.parent)
        return Vault(layout, Unlocked(vault_id, key, guider, holders), lock)
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


def _unlock(layout: Layout, facts: Facts, secret: str | RecoveryKey) -> Unlocked:
    key_file = _read(layout.key(facts.id), Part.KEY, facts.id)
    recovery = secret if isinstance(secret, RecoveryKey) else as_recovery_key(secret)
    holder = _guider(layout, facts, str(secret)) if recovery is None else recovery.identity
    try:
        key, holders = unseal_vault_key(facts.id, key_file, holder)
    except NoMatchError as error:
        if recovery is not None and _sha256(key_file) == facts.vault_key_sha256:
            raise WrongSecret from error
        raise Damaged(Part.KEY, facts.id) from error
    except (AgeError, ValueError) as error:
        raise Damaged(Part.KEY, facts.id) from error
    return Unlocked(facts.id, key, holder, holders)


def _guider(layout: Layout, facts: Facts, passphrase: str) -> X25519Identity:
    file = _read(layout.identity, Part.IDENTITY, "")
    if not passphrase:
        raise WrongSecret
    try:
        text = unseal(file, ScryptIdentity(normalised(passphrase)))
        return parse_key_text(text, f"identity {facts.id}")[0]
    except NoMatchError as error:
        if _sha256(file) == facts.identity_sha256:
            raise WrongSecret from error
        raise Damaged(Part.IDENTITY) from error
    except (AgeError, ValueError) as error:
        raise Damaged(Part.IDENTITY) from error


def _read(path: Path, part: Part, id_: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Damaged(part, id_) from error


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
