"""What can be wrong with a wish to hand something over; apart from its making, so that a sentence loads no decoder."""

from datetime import date

from vigtool.domain.identifiers import ContactId
from vigtool.services.errors import ServiceError


class NobodyToHandTo(ServiceError):
    """A package for nobody was asked for."""


class NothingToHandOver(ServiceError):
    """A package of no moments was asked for, or of more than ``most``."""

    def __init__(self, moments: int, most: int) -> None:
        super().__init__(moments, most)
        self.moments = moments
        self.most = most


class NotOneCase(ServiceError):
    """The moments of a package are of several cases: each family's package stands alone."""


class ExpiryPassed(ServiceError):
    """The last day of a package has passed before it is made."""

    def __init__(self, expires: date) -> None:
        super().__init__(expires.isoformat())
        self.expires = expires


class ContactChanged(ServiceError):
    """While a package was made, its recipient got other keys, or was removed."""

    def __init__(self, contact: ContactId) -> None:
        super().__init__(contact)
        self.contact = contact


class WordsTooLong(ServiceError):
    """A text is longer than a package can carry; ``place`` is where in the manifest (``$.body.moments[0].note``)."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place
