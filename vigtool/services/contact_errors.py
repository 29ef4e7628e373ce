"""Why a contact card is not taken in, or a contact cannot be called so."""

from vigtool.domain.identifiers import ContactId
from vigtool.services.errors import ServiceError


class CardNotSigned(ServiceError):
    """The signature on a card is not that of the key on it: it was changed on the way, or put together by others."""


class OwnCard(ServiceError):
    """The card is this vault's own."""


class OtherKeysUnderName(ServiceError):
    """A contact of that very name is known, and it has other keys."""

    def __init__(self, contact: ContactId) -> None:
        super().__init__(contact)
        self.contact = contact


class NameLooksAlike(ServiceError):
    """A name can be taken for that of another contact."""

    def __init__(self, contact: ContactId) -> None:
        super().__init__(contact)
        self.contact = contact


class WordsDiffer(ServiceError):
    """The six words that were read aloud are not those of a contact's keys."""

    def __init__(self, contact: ContactId) -> None:
        super().__init__(contact)
        self.contact = contact
