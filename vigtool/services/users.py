"""Who may open the vault, as the vault itself says it, and what of that is on record."""

from dataclasses import dataclass

from vigtool.domain.accountability import RecoveryKeyReplaced, UserAdded, UserRemoved
from vigtool.domain.identifiers import UserId
from vigtool.services.errors import UnknownId
from vigtool.services.lookups import select
from vigtool.services.projection import RECOVERY_RECIPIENT, USER, USER_GONE
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who opens the vault with a passphrase of their own; ``mine`` is the one at work.

    Who made the vault has the vault's id, and no name in it.
    """

    id: UserId
    name: str
    mine: bool


def users(ws: Workspace) -> list[User]:
    """All who may open the vault now, in the order in which they came."""
    names = user_names(ws)
    access = ws.vault.access
    return [User(UserId(one), names.get(UserId(one), ""), one == access.user) for one in access.users]


def user(ws: Workspace, user_id: UserId) -> User:
    """One of them. Raises ``UnknownId``."""
    found = next((one for one in users(ws) if one.id == user_id), None)
    if found is None:
        raise UnknownId(USER, user_id)
    return found


def user_names(ws: Workspace) -> dict[UserId, str]:
    """The names of all who were ever added, also of those who are gone: the log's entries are theirs."""
    return {one.user: one.name for one in select(ws.index, USER, UserAdded)}


def settle_users(ws: Workspace) -> None:
    """Put on record what a crash kept from it: the vault had changed already."""
    access, names = ws.vault.access, user_names(ws)
    known = {UserId(ws.id), *names}
    gone = {one.user for one in select(ws.index, USER_GONE, UserRemoved)}
    for added in [UserId(one) for one in access.users if one not in known - gone]:
        ws.record(UserAdded(added, names.get(added, ""), access.users[added]))
    for removed in sorted(known - gone - access.users.keys()):
        ws.record(UserRemoved(removed))
    recovery = ws.index.get(RECOVERY_RECIPIENT, RECOVERY_RECIPIENT)
    if recovery is not None and recovery.decode() != access.recovery_recipient:
        ws.record(RecoveryKeyReplaced(access.recovery_recipient))
