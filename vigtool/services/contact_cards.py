"""The own contact card of a vault, and the six words by which two people know that they hold each other's keys.

The words stand for the two short keys of a card alone. So they are the same for the card in a file and for the short
one in a QR code; that the long post-quantum key belongs to them is said by the signature, which one of the two makes.
"""

import hashlib
from pathlib import Path
from typing import Final

from vigtool.domain.contacts import Contact, OwnCardNamed
from vigtool.domain.identifiers import UserId
from vigtool.domain.lookalikes import is_fit_name
from vigtool.exchange.contact_card import Card, card_bytes
from vigtool.services.checkpoints import verifier_key
from vigtool.services.errors import UnknownId
from vigtool.services.lookups import find
from vigtool.services.outgoing import write_file
from vigtool.services.passphrases import word_list
from vigtool.services.supervision_projection import OWN_CARD
from vigtool.services.users import user_names
from vigtool.services.workspace import Workspace

WORDS: Final = 6
"""Of lists of 2,900 words or more: at least 69 bits, for which nobody can make keys that fit."""

_WORDS_LABEL: Final = b"vigtool contact words v1\n"


def own_card(ws: Workspace, name: str = "") -> Card:
    """The card of this vault.

    Without a name it has the one that was on it before, that of who is at work, or one that is made of the vault's id.
    Whether a given name is fit is looked at when the card is signed.
    """
    mailbox = ws.vault.mailbox
    return Card(name or _own_name(ws), mailbox.recipient, mailbox.hybrid, str(verifier_key(ws)))


def my_card(ws: Workspace, name: str = "") -> bytes:
    """The signed card of this vault, as the file that is given to others. Raises ``CardNameUnfit``."""
    return card_bytes(own_card(ws, name), lambda message: ws.vault.sign(message).value)


def short_card(ws: Workspace, name: str = "") -> str:
    """The signed card without its post-quantum key, as one line of text for a QR code. Raises ``CardNameUnfit``."""
    data = card_bytes(own_card(ws, name).short(), lambda message: ws.vault.sign(message).value)
    return data.decode().rstrip("\n")


def save_card(ws: Workspace, target: Path, name: str = "") -> None:
    """Write the card's file. Raises ``CardNameUnfit``, ``TargetInVault``, ``CannotWrite``, ``NoSpace``."""
    write_file(target, my_card(ws, name), ws.folder)
    keep_card_name(ws, name)


def card_name(ws: Workspace) -> str:
    """The name that who is at work put on the card last; before that their own as a user, or the empty text."""
    try:
        return find(ws.index, OWN_CARD, OwnCardNamed, ws.vault.access.user).name
    except UnknownId:
        return next((name for user, name in user_names(ws).items() if user == ws.vault.access.user), "")


def keep_card_name(ws: Workspace, name: str) -> None:
    """Remember a name that stands on a card which was given out; in a vault opened to be read only it is not."""
    if name and name != card_name(ws) and not ws.read_only:
        ws.record(OwnCardNamed(UserId(ws.vault.access.user), name))


def words_of(card: Card | Contact, language: str) -> str:
    """Six words for the keys on a card, in ``fi``, ``sv`` or ``en``: other keys have others."""
    digest = hashlib.sha256(_WORDS_LABEL + f"{card.recipient}\n{card.verifier}\n".encode()).digest()
    words, rest, chosen = word_list(language), int.from_bytes(digest), list[str]()
    for _ in range(WORDS):
        rest, index = divmod(rest, len(words))
        chosen.append(words[index])
    return " ".join(chosen)


def _own_name(ws: Workspace) -> str:
    named = card_name(ws)
    return named if is_fit_name(named) else f"vigtool {ws.id}"
