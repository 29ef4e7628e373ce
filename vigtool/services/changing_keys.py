"""Changing what opens the vault: a passphrase, the recovery key, the users. Jobs, since keys are sealed anew.

Each tells at the end whether all is done; otherwise the disk kept the last steps from being done, and the next opening
does them. None of them reaches older copies of the folder.
"""

from collections.abc import Callable

from vigtool.domain.accountability import PassphraseChanged, RecoveryKeyReplaced, UserAdded, UserRemoved
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import Event
from vigtool.domain.identifiers import UserId
from vigtool.domain.progress import Progress
from vigtool.services.errors import UserNotNamed
from vigtool.services.identifying import new_identifier
from vigtool.services.jobs import NotRun
from vigtool.services.opening import typed
from vigtool.services.users import user, users
from vigtool.services.workspace import Workspace
from vigtool.vault import RecoveryKey
from vigtool.vault.access import new_recovery_key


class KeyChange:
    """The job of one change; its result tells whether all is done.

    ``change`` does it, with a callback for progress. ``current``, unless None, is what the user opens the vault with,
    asked again. ``run`` raises as ``Access`` does, ``WrongSecret`` for another ``current``.
    """

    def __init__(
        self, ws: Workspace, change: Callable[[Progress], bool], event: Event, current: str | None = None
    ) -> None:
        self._ws, self._change, self._event = ws, change, event
        self._current = current
        self._complete: bool | None = None

    def run(self, progress: Progress) -> None:
        """Make the change: about a second for each passphrase, some milliseconds for each film and case."""
        progress(0, 1)
        if self._current is not None:
            self._ws.vault.access.demand_secret(typed(self._current))
        try:
            self._complete = self._change(progress)
        except Cancelled:
            if not self._ws.vault.access.unfinished:
                raise
            self._complete = False

    def finish(self) -> bool:
        """Put it on record."""
        if self._complete is None:
            raise NotRun
        self._ws.record(self._event)
        return self._complete

    def abandon(self) -> None:
        """Put on record what was done all the same: it cannot be undone."""
        if self._complete is not None:
            self._ws.record(self._event)


class PassphraseChange(KeyChange):
    """The job of changing a passphrase: ``user_id`` is whose, ``renewed`` whether there is a new key behind it."""

    def __init__(
        self, ws: Workspace, change: Callable[[Progress], bool], event: PassphraseChanged, current: str | None
    ) -> None:
        super().__init__(ws, change, event, current)
        self.user_id, self.renewed = event.user, event.renewed


def passphrase_change(
    ws: Workspace, passphrase: str, *, current: str | None = None, renew: bool = False, user_id: UserId | None = None
) -> "PassphraseChange":
    """Change a user's passphrase: of who is at work unless another is named.

    ``renew`` makes a new key behind it, so that an older copy of the identity's file is of no use for what lies in the
    vault; where the vault was opened with the recovery key, or it is another user's, that is the only way. Raises
    ``UnknownId``, ``UserNotNamed`` when nobody with a passphrase is at work and there are several.
    """
    access = ws.vault.access
    chosen = user(ws, user_id if user_id is not None else _whose(ws))
    renewed = renew or not chosen.mine

    def change(progress: Progress) -> bool:
        if renewed:
            return access.renew(chosen.id, typed(passphrase), progress)
        access.change_passphrase(typed(passphrase))
        return True

    return PassphraseChange(ws, change, PassphraseChanged(chosen.id, renewed), current)


def recovery_key_draft() -> str:
    """The text of a new recovery key, to be printed before anything depends on it."""
    return str(new_recovery_key())


def recovery_key_replacement(ws: Workspace, key: str, *, current: str | None = None) -> KeyChange:
    """Let a key of ``recovery_key_draft`` be the recovery key; the one before opens nothing in the folder any more."""
    new = RecoveryKey(key)
    event = RecoveryKeyReplaced(str(new.identity.recipient))
    return KeyChange(ws, lambda progress: ws.vault.access.replace_recovery_key(new, progress), event, current)


class UserAdding(KeyChange):
    """The job of letting somebody else open the vault, with a passphrase of their own; ``user_id`` is theirs."""

    def __init__(self, ws: Workspace, name: str, passphrase: str, *, current: str | None = None) -> None:
        self.user_id = UserId(new_identifier())
        super().__init__(ws, self._add, UserAdded(self.user_id, name.strip(), ""), current)
        self._name, self._passphrase = name.strip(), typed(passphrase)

    def _add(self, progress: Progress) -> bool:
        access = self._ws.vault.access
        complete = access.add_user(self.user_id, self._passphrase, progress)
        self._event = UserAdded(self.user_id, self._name, access.users[self.user_id])
        return complete


def user_removal(ws: Workspace, user_id: UserId, *, current: str | None = None) -> KeyChange:
    """Let somebody open the vault no more. Raises ``UnknownId``; the job also ``UserStays``."""
    chosen = user(ws, user_id)
    return KeyChange(
        ws, lambda progress: ws.vault.access.remove_user(chosen.id, progress), UserRemoved(chosen.id), current
    )


def _whose(ws: Workspace) -> UserId:
    every = users(ws)
    mine = [one.id for one in every if one.mine] or [one.id for one in every]
    if len(mine) > 1:
        raise UserNotNamed
    return mine[0]
