"""Contacts: other vaults to which something can be handed, by the public keys that stand on their cards."""

from dataclasses import dataclass
from datetime import datetime

from vigtool.domain.identifiers import ContactId, UserId


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody's vault, as it stands on the card that it gave out.

    ``name`` is what its owner calls it. ``recipient`` is its age recipient (X25519), ``hybrid`` the post-quantum one,
    empty where the card had none; ``verifier`` is its signing key as one word (a vkey). ``verified_at`` is when both
    sides compared the six words, None while nobody has: until then it is anybody's card.
    """

    id: ContactId
    name: str
    recipient: str
    hybrid: str
    verifier: str
    added_at: datetime
    verified_at: datetime | None = None

    @property
    def verified(self) -> bool:
        """Whether both sides compared the six words."""
        return self.verified_at is not None


@dataclass(frozen=True, slots=True)
class ContactSet:
    """A contact is now so: added, called otherwise, or verified."""

    contact: Contact


@dataclass(frozen=True, slots=True)
class ContactRemoved:
    """A contact is no longer one; what was handed to it stays on record."""

    contact: ContactId


@dataclass(frozen=True, slots=True)
class OwnCardNamed:
    """Somebody who opens this vault is called so on the card that they give out, and in what they hand over."""

    user: UserId
    name: str
