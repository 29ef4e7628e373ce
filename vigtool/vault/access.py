"""Who opens a vault and with what: changing a passphrase, replacing the recovery key, adding and removing users.

Every change is safe against a crash at any point (``resealing``, ``fact_book``, ``replacing``). What none of them
reaches: older copies of the folder, which open with what opened them, and what somebody who could open it kept.
"""

import io
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.vault.age import AgeError, ScryptRecipient, X25519Identity
from vigtool.vault.age.header import parse_header
from vigtool.vault.age.scrypt import DEFAULT_MAX_WORK_FACTOR, DEFAULT_WORK_FACTOR
from vigtool.vault.age.source import Source
from vigtool.vault.atomic import storage, sync_folder
from vigtool.vault.errors import ChangeUnfinished, NoSpace, StorageFailed, UserStays, VaultReadOnly, WrongSecret
from vigtool.vault.fact_book import FactBook
from vigtool.vault.folder import Facts, Layout
from vigtool.vault.holders import RECOVERY, VaultKey
from vigtool.vault.keys import KeyRing
from vigtool.vault.replacing import replace_whole
from vigtool.vault.resealing import Resealing, is_unfinished
from vigtool.vault.sealed import key_text, seal
from vigtool.vault.secret import RecoveryKey, normalised
from vigtool.vault.unlocking import Unlocked, unlock

_WAITING: Final = (NoSpace, StorageFailed, VaultReadOnly)


class Access:
    """The holders of an open vault's keys. One change at a time; each may run in any thread.

    What changes something raises as ``atomic.storage`` does and then has changed nothing, ``ChangeUnfinished`` when an
    earlier change cannot be finished, ``age.KeyFormatError`` for an empty passphrase, ``ValueError`` for an unknown
    user. It returns False when the change is made, but its last steps wait for the next opening (``unfinished``).
    """

    def __init__(
        self, layout: Layout, facts: Facts, unlocked: Unlocked, keys: KeyRing, demand_writable: Callable[[], None]
    ) -> None:
        self.user = unlocked.user
        self._layout, self._keys, self._demand_writable = layout, keys, demand_writable
        self._holder, self._content, self._spare = unlocked.holder, unlocked.content, unlocked.spare
        self._vault_id = unlocked.vault_id
        self._book = FactBook(layout, facts)
        self._resealing = Resealing(layout, unlocked.vault_id, self._book)

    @property
    def users(self) -> Mapping[str, str]:
        """The users' public keys ("age1...") by their ids; who made the vault has the vault's id."""
        return {user: str(recipient) for user, recipient in self._content.holders.users.items()}

    @property
    def recovery_recipient(self) -> str:
        """The public half of the printed recovery key."""
        return str(self._content.holders.recovery)

    @property
    def unfinished(self) -> bool:
        """Whether a change waits to be brought to its end by the next opening."""
        return is_unfinished(self._content)

    @property
    def bundle_damaged(self) -> bool:
        """Whether the file is damaged without which a change cannot be brought to its end."""
        return self._spare is None

    def settle(self, progress: Progress = ignore_progress) -> None:
        """Finish a change that was cut short; progress counts keys. Raises as ``atomic.storage`` does."""
        self._demand_writable()
        with self._keys.held():
            if not self.unfinished:
                self._resealing.clear(self._content)
                self._book.settle()
            elif self._spare is not None:
                self._finish(self._spare, progress)

    def demand_finished(self) -> None:
        """Finish what was cut short, or raise ``ChangeUnfinished``."""
        if self.unfinished:
            try:
                self.settle()
            except _WAITING as error:
                raise ChangeUnfinished from error
        if self.unfinished:
            raise ChangeUnfinished

    def demand_secret(self, secret: str | RecoveryKey) -> None:
        """Raise ``WrongSecret`` unless the one who opened the vault can open it with this secret; takes a second."""
        if unlock(self._layout, self._book.facts, secret, ignore_progress).user != self.user:
            raise WrongSecret

    def change_passphrase(self, passphrase: str) -> None:
        """Put the identity of who opened the vault under another passphrase.

        Raises ``ValueError`` when that was done with the recovery key, which knows no identity: ``renew`` makes one.
        """
        self._begin()
        if self.user == RECOVERY:
            raise ValueError(RECOVERY)
        file = self._identity_file(self._holder, passphrase, self.user)
        with self._keys.held():
            self._book.await_identity(self.user, file)
            replace_whole(self._layout.identity_of(self.user, self._vault_id), file)
            self._book.settle()

    def renew(self, user: str, passphrase: str, progress: Progress = ignore_progress) -> bool:
        """Give a user a new identity under a passphrase, and seal all keys to it and no more to the one before."""
        self._begin()
        holders = self._content.holders
        if user not in holders.users:
            raise ValueError(user)
        identity = X25519Identity.generate()
        file = self._identity_file(identity, passphrase, user)
        users = {**holders.users, user: identity.recipient}
        content = VaultKey(self._content.key, replace(holders, users=users), moving=user)
        holder = identity if user == self.user else self._holder
        return self._change(content, holder, progress, _NewIdentity(user, self._layout.next_identity(user), file))

    def add_user(self, user: str, passphrase: str, progress: Progress = ignore_progress) -> bool:
        """Let somebody else open the vault with a passphrase of their own; ``user`` is a new id."""
        self._begin()
        holders = self._content.holders
        path = self._layout.identity_of(user, self._vault_id)
        if user in holders.users or user == self._vault_id:
            raise ValueError(user)
        identity = X25519Identity.generate()
        file = self._identity_file(identity, passphrase, self.user)
        users = {**holders.users, user: identity.recipient}
        content = VaultKey(self._content.key, replace(holders, users=users))
        return self._change(content, self._holder, progress, _NewIdentity(user, path, file))

    def remove_user(self, user: str, progress: Progress = ignore_progress) -> bool:
        """Seal all keys to the others alone, and destroy the user's identity file. Raises ``UserStays``."""
        self._begin()
        holders = self._content.holders
        if user not in holders.users:
            raise ValueError(user)
        if user == self.user or len(holders.users) == 1:
            raise UserStays(user)
        users = {other: recipient for other, recipient in holders.users.items() if other != user}
        return self._change(VaultKey(self._content.key, replace(holders, users=users)), self._holder, progress)

    def replace_recovery_key(self, key: RecoveryKey, progress: Progress = ignore_progress) -> bool:
        """Seal all keys to another recovery key (``new_recovery_key``) and no more to the one before."""
        self._begin()
        identity = key.identity
        content = VaultKey(self._content.key, replace(self._content.holders, recovery=identity.recipient))
        return self._change(content, identity if self.user == RECOVERY else self._holder, progress)

    def forget(self) -> None:
        """Drop the keys; the vault is closed."""
        self._spare = None

    def _begin(self) -> None:
        self._demand_writable()
        self.demand_finished()

    def _change(
        self, content: VaultKey, holder: X25519Identity, progress: Progress, identity: "_NewIdentity | None" = None
    ) -> bool:
        with self._keys.held():
            keys = self._keys.readable(self._vault_id)
            progress(0, len(keys))
            try:
                if identity is not None:
                    self._keep(identity)
                begun = self._resealing.begin(content, keys)
            except BaseException:
                with suppress(*_WAITING):  # the first error is the one to tell; the next opening clears what is left
                    self._resealing.clear(self._content)
                    self._book.settle()
                raise
            self._content, self._holder, self._spare = begun, holder, keys
            self._keys.hand_over(holder, begun.holders, keys)
            try:
                self._finish(keys, progress)
            except _WAITING:
                return False
        return True

    def _finish(self, keys: Mapping[str, X25519Identity], progress: Progress) -> None:
        self._content = self._resealing.finish(self._content, keys, progress)
        self._spare = {}
        self._keys.hand_over(self._holder, self._content.holders, {})

    def _keep(self, identity: "_NewIdentity") -> None:
        with storage():
            self._layout.identities.mkdir(0o700, exist_ok=True)
            sync_folder(self._layout.root)
        replace_whole(identity.path, identity.file)
        self._book.await_identity(identity.user, identity.file)

    def _identity_file(self, identity: X25519Identity, passphrase: str, like: str) -> bytes:
        """Seal an identity under a passphrase, which is as costly to try as that of the user ``like`` is now."""
        factor = _work_factor(self._layout.identity_of(self._vault_id if like == RECOVERY else like, self._vault_id))
        text = key_text(f"identity {self._vault_id}", identity)
        return seal(text, [ScryptRecipient(normalised(passphrase), factor)])


@dataclass(frozen=True, slots=True)
class _NewIdentity:
    """An identity file that is written before the change."""

    user: str
    path: Path
    file: bytes


def new_recovery_key() -> RecoveryKey:
    """Draw a recovery key, which opens nothing until ``Access.replace_recovery_key`` was given it."""
    return RecoveryKey(str(X25519Identity.generate()))


def _work_factor(path: Path) -> int:
    try:
        (stanza,) = parse_header(Source(io.BytesIO(path.read_bytes()))).stanzas
        factor = int(stanza.args[2])
    except (AgeError, OSError, ValueError, IndexError):
        return DEFAULT_WORK_FACTOR  # a damaged file is replaced by one as good as new
    return factor if 1 <= factor <= DEFAULT_MAX_WORK_FACTOR else DEFAULT_WORK_FACTOR
