"""To whom the keys of a vault are sealed, and the vault key's file, which says so.

The holders stand inside the sealed file: who cannot open the vault cannot put in another recipient.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from vigtool.domain.identifiers import is_identifier
from vigtool.vault.age import X25519Identity, X25519Recipient
from vigtool.vault.sealed import key_text, parse_key_text, seal, unseal

RECOVERY: Final = "recovery"
"""Who opened the vault, when it was opened with the recovery key."""


@dataclass(frozen=True, slots=True)
class Holders:
    """The public keys that every key file is sealed to: of the users by their ids, and of the recovery key."""

    users: Mapping[str, X25519Recipient]
    recovery: X25519Recipient

    @property
    def everyone(self) -> tuple[X25519Recipient, ...]:
        """In the order of the stanzas."""
        return *self.users.values(), self.recovery

    def name_of(self, identity: X25519Identity) -> str:
        """The id of the user whose identity it is, or ``RECOVERY``. Raises ``ValueError`` for nobody's."""
        mine = identity.recipient
        if mine == self.recovery:
            return RECOVERY
        for user, recipient in self.users.items():
            if recipient == mine:
                return user
        raise ValueError("no holder")


@dataclass(frozen=True, slots=True)
class VaultKey:
    """What the vault key's file says.

    ``transit`` opens the file with all keys while they are being sealed to the holders; ``moving`` is the user whose
    next identity takes the place of the one before at the end of it.
    """

    key: X25519Identity = field(repr=False)
    holders: Holders
    transit: X25519Identity | None = field(default=None, repr=False)
    moving: str | None = None

    def plain(self, vault_id: str) -> bool:
        """Tell whether the first version of the format can say all of it."""
        return self.transit is None and self.moving is None and set(self.holders.users) == {vault_id}


def seal_vault_key(vault_id: str, content: VaultKey) -> bytes:
    """Return the file of the vault's own key."""
    holders = content.holders
    if content.plain(vault_id):
        remarks = [str(holder) for holder in holders.everyone]
    else:
        remarks = [f"user {user} {recipient}" for user, recipient in holders.users.items()]
        remarks.append(f"recovery {holders.recovery}")
        if content.transit is not None:
            remarks.append(f"transit {content.transit}")
        if content.moving is not None:
            remarks.append(f"moving {content.moving}")
    return seal(key_text(f"vault key {vault_id}", content.key, remarks), holders.everyone)


def unseal_vault_key(vault_id: str, file: bytes, holder: X25519Identity) -> VaultKey:
    """Read what ``seal_vault_key`` gave. Raises ``AgeError``, ``ValueError``."""
    key, remarks = parse_key_text(unseal(file, holder), f"vault key {vault_id}")
    said = [remark.split(" ") for remark in remarks]
    if all(len(words) == 1 for words in said):
        guider, recovery = (X25519Recipient.parse(remark) for remark in remarks)
        return VaultKey(key, Holders({vault_id: guider}, recovery))
    users: dict[str, X25519Recipient] = {}
    single: dict[str, str] = {}
    for words in said:
        match words:
            case ["user", user, recipient] if is_identifier(user) and user not in users:
                users[user] = X25519Recipient.parse(recipient)
            case [("recovery" | "transit" | "moving") as name, value] if name not in single:
                single[name] = value
            case _:
                raise ValueError("vault key")
    return _content(key, users, single)


def _content(key: X25519Identity, users: dict[str, X25519Recipient], single: dict[str, str]) -> VaultKey:
    moving, transit = single.get("moving"), single.get("transit")
    if "recovery" not in single or (moving is not None and moving not in users):
        raise ValueError("vault key")
    return VaultKey(
        key,
        Holders(users, X25519Recipient.parse(single["recovery"])),
        None if transit is None else X25519Identity.parse(transit),
        moving,
    )
