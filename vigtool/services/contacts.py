"""Contacts: whose cards were taken in, under which names, and whose keys were compared.

What counts of a contact is its keys: names are said by whoever made a card. So no two contacts have names that look
alike, and a card changes the name of nobody whose words were compared.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from vigtool.domain.contacts import Contact, ContactRemoved, ContactSet
from vigtool.domain.identifiers import ContactId
from vigtool.domain.lookalikes import is_fit_name, skeleton
from vigtool.exchange.contact_card import MOST_BYTES, Card, CardNameUnfit, NoContactCard, read_card
from vigtool.exchange.report_words import LANGUAGES
from vigtool.services.contact_cards import words_of
from vigtool.services.contact_errors import CardNotSigned, NameLooksAlike, OtherKeysUnderName, OwnCard, WordsDiffer
from vigtool.services.identifying import new_identifier
from vigtool.services.incoming import beginning_of
from vigtool.services.lookups import find, select
from vigtool.services.supervision_projection import CONTACT
from vigtool.services.workspace import Workspace
from vigtool.vault.age import HybridRecipient, KeyFormatError, Recipient, X25519Recipient
from vigtool.vault.log import MalformedNote, VerifierKey
from vigtool.vault.signing import verify_signature

_FILE_KEY: Final = 16
"""Bytes."""


def add_contact(ws: Workspace, data: bytes, name: str = "") -> Contact:
    """Take in a card: its file, or the text of its QR code; ``name`` is what to call it instead of what it says.

    A card of known keys brings what is new in it; the contact stays verified as long as no key is another. Raises
    ``NoContactCard``, ``UnknownVersion``, ``CardTooLarge``, ``CardNameUnfit``, ``CardNotSigned``, ``OwnCard``,
    ``OtherKeysUnderName``, ``NameLooksAlike``.
    """
    card = _proved(data)
    key = _public_key(card)
    if key == ws.vault.public_key:
        raise OwnCard
    known = contact_of_key(ws, key)
    found = _added(ws, card, name) if known is None else _renewed(known, card, name)
    _demand_own_name(ws, found)
    return _set(ws, found, known)


def read_card_file(path: Path) -> bytes:
    """The bytes of a file that may be a card, one more than a card can have at most. Raises ``FileUnreadable``."""
    return beginning_of(path, MOST_BYTES + 1)


def contacts(ws: Workspace) -> list[Contact]:
    """All contacts, in the order in which they came."""
    return select(ws.index, CONTACT, Contact)


def contact(ws: Workspace, contact_id: ContactId) -> Contact:
    """One of them. Raises ``UnknownId``."""
    return find(ws.index, CONTACT, Contact, contact_id)


def contact_of_key(ws: Workspace, public_key: bytes) -> Contact | None:
    """Whoever signs with a key (Ed25519, 32 bytes), None where no contact does."""
    return next((one for one in contacts(ws) if _public_key(one) == public_key), None)


def verify_contact(ws: Workspace, contact_id: ContactId) -> Contact:
    """Put on record that the six words were compared, and are the same on both sides. Raises ``UnknownId``."""
    known = contact(ws, contact_id)
    return _set(ws, replace(known, verified_at=known.verified_at or ws.clock()), known)


def demand_words(ws: Workspace, contact_id: ContactId, heard: str) -> None:
    """Raise ``WordsDiffer`` unless these are a contact's six words in one of the languages, ``UnknownId`` for none."""
    known = contact(ws, contact_id)
    spoken = heard.casefold().split()
    if not any(spoken == words_of(known, language).casefold().split() for language in LANGUAGES):
        raise WordsDiffer(contact_id)


def rename_contact(ws: Workspace, contact_id: ContactId, name: str) -> Contact:
    """Call a contact otherwise. Raises ``UnknownId``, ``CardNameUnfit``, ``OtherKeysUnderName``, ``NameLooksAlike``."""
    known = contact(ws, contact_id)
    if not is_fit_name(name):
        raise CardNameUnfit
    found = replace(known, name=name)
    _demand_own_name(ws, found)
    return _set(ws, found, known)


def remove_contact(ws: Workspace, contact_id: ContactId) -> None:
    """Let a contact be one no more; what it was handed stays on record. Raises ``UnknownId``."""
    contact(ws, contact_id)
    ws.record(ContactRemoved(contact_id))


def _proved(data: bytes) -> Card:
    """The card in some bytes, whose keys can be used and whose signature holds."""
    signed = read_card(data)
    card = signed.card
    _demand_usable("$.recipient", X25519Recipient.parse, card.recipient)
    if card.hybrid:
        _demand_usable("$.hybrid", HybridRecipient.parse, card.hybrid)
    if not verify_signature(_public_key(card), signed.message, signed.signature):
        raise CardNotSigned
    return card


def _demand_usable(where: str, parse: Callable[[str], Recipient], text: str) -> None:
    """Seal something to a recipient: there are keys of the right form to which nothing can be sealed."""
    try:
        parse(text).wrap(bytes(_FILE_KEY))
    except KeyFormatError:
        raise NoContactCard(where) from None


def _public_key(card: Card | Contact) -> bytes:
    try:
        return VerifierKey.parse(card.verifier).public_key
    except MalformedNote:
        raise NoContactCard("$.verifier") from None


def _added(ws: Workspace, card: Card, name: str) -> Contact:
    if name and not is_fit_name(name):
        raise CardNameUnfit
    new = ContactId(new_identifier())
    return Contact(new, name or card.name, card.recipient, card.hybrid, card.verifier, ws.clock())


def _renewed(known: Contact, card: Card, name: str) -> Contact:
    """What is known, with what is new; a short card takes nothing away."""
    if name and not is_fit_name(name):
        raise CardNameUnfit
    hybrid = card.hybrid or known.hybrid
    same = (card.recipient, card.verifier) == (known.recipient, known.verifier) and known.hybrid in {"", hybrid}
    called = name or (known.name if known.verified else card.name)
    verified_at = known.verified_at if same else None
    return replace(
        known, name=called, recipient=card.recipient, hybrid=hybrid, verifier=card.verifier, verified_at=verified_at
    )


def _demand_own_name(ws: Workspace, wanted: Contact) -> None:
    """Raise when the name is another's, or looks like it."""
    for one in contacts(ws):
        if one.id != wanted.id and skeleton(one.name) == skeleton(wanted.name):
            raise OtherKeysUnderName(one.id) if one.name == wanted.name else NameLooksAlike(one.id)


def _set(ws: Workspace, found: Contact, known: Contact | None) -> Contact:
    if found != known:
        ws.record(ContactSet(found))
    return found
