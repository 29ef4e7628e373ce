"""A contact card: who somebody's vault is to others, as a small signed file, or as the text in a QR code.

One line of JSON; ``docs/supervision.md`` describes it. Signing and checking a signature are done elsewhere: here bytes
become a card, the signature on it and what that has to be a signature on.
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from vigtool.domain.errors import VigtoolError
from vigtool.domain.lookalikes import MOST_LETTERS, is_fit_name
from vigtool.exchange.errors import UnknownVersion, UnreadableDocument
from vigtool.exchange.json_places import read_placed

FORMAT: Final = "vigtool-contact"
VERSION: Final = 1
EXTENSION: Final = ".vigcontact"
MOST_BYTES: Final = 16 * 1024

_LABEL: Final = b"vigtool contact card v1\n"
_SIGNATURE_SIZE: Final = 64


class NoContactCard(UnreadableDocument):
    """Not a card, or one with a field that is missing, unknown or cannot be so."""

    def __init__(self, where: str) -> None:
        super().__init__(FORMAT, where)


class CardTooLarge(VigtoolError):
    """A file has more bytes than any card; ``limit`` is the most that one may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class CardNameUnfit(VigtoolError):
    """A name on a card cannot be told from others: signs that do not show, or letters of several scripts."""


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The public half of a vault.

    ``name`` is what its owner calls it; empty where nobody was asked for one. ``recipient`` is an age recipient
    (X25519), ``hybrid`` a post-quantum one or empty, ``verifier`` the signing key as one word (a vkey).
    """

    name: Annotated[str, Meta(max_length=MOST_LETTERS)]
    recipient: Annotated[str, Meta(max_length=100, pattern="^age1[a-z0-9]+(?![\\s\\S])")]
    hybrid: Annotated[str, Meta(max_length=3000, pattern="^(age1pq1[a-z0-9]+)?(?![\\s\\S])")]
    verifier: Annotated[str, Meta(pattern="^[!-*,-~]{1,100}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]{44}(?![\\s\\S])")]

    def short(self) -> "Card":
        """The card as it fits into a QR code: without the long post-quantum key."""
        return msgspec.structs.replace(self, hybrid="")


@dataclass(frozen=True, slots=True)
class SignedCard:
    """A card and the signature (64 bytes, Ed25519) that was on it, which is not yet checked."""

    card: Card
    signature: bytes

    @property
    def message(self) -> bytes:
        """What the signature has to be on."""
        return to_be_signed(self.card)


class _Head(msgspec.Struct, frozen=True, rename={"version": FORMAT}):
    version: int


class _CardFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"version": FORMAT}):
    version: int
    name: str
    recipient: str
    hybrid: str
    verifier: str
    signature: Annotated[str, Meta(max_length=88)]


def to_be_signed(card: Card) -> bytes:
    """The bytes of which a card's signature is made. Raises ``CardNameUnfit``."""
    if not is_fit_name(card.name):
        raise CardNameUnfit
    return _LABEL + msgspec.json.encode(card)


def card_bytes(card: Card, sign: Callable[[bytes], bytes]) -> bytes:
    """A card's file, one line of UTF-8; ``sign`` gives the 64 bytes of its verifier's signature.

    Raises ``CardNameUnfit``.
    """
    signature = base64.b64encode(sign(to_be_signed(card))).decode()
    form = _CardFile(VERSION, card.name, card.recipient, card.hybrid, card.verifier, signature)
    return msgspec.json.encode(form) + b"\n"


def read_card(data: bytes) -> SignedCard:
    """The card in a file, or in the text of a QR code; blanks and line ends between its fields do not count.

    Raises ``NoContactCard``, ``UnknownVersion``, ``CardTooLarge``, ``CardNameUnfit``; the signature is not checked.
    """
    if len(data) > MOST_BYTES:
        raise CardTooLarge(MOST_BYTES)
    try:
        form = _form(data)
        card = msgspec.convert(
            {name: getattr(form, name) for name in ("name", "recipient", "hybrid", "verifier")}, Card
        )
        signature = base64.b64decode(form.signature, validate=True)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, binascii.Error) as error:
        # "from None": the message of msgspec quotes the value that it did not like.
        raise NoContactCard(_place(error)) from None
    if len(signature) != _SIGNATURE_SIZE or base64.b64encode(signature).decode() != form.signature:
        raise NoContactCard("$.signature")
    if not is_fit_name(card.name):
        raise CardNameUnfit
    return SignedCard(card, signature)


def _form(data: bytes) -> _CardFile:
    head = msgspec.json.decode(data, type=_Head)
    if head.version != VERSION:
        raise UnknownVersion(FORMAT, head.version)
    form = msgspec.json.decode(data, type=_CardFile)
    if read_placed(data.decode()).doubled:
        raise NoContactCard("$")
    return form


def _place(error: Exception) -> str:
    _, found, place = str(error).rpartition("- at `$")
    return f"${place.removesuffix('`')}" if found else "$"
