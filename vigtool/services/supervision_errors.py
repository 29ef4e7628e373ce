"""What can go otherwise when packages for supervision are taken in, and with the guests that they become."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from vigtool.domain.identifiers import CaseId, PackageId
from vigtool.services.errors import ServiceError

if TYPE_CHECKING:  # the gate knows these errors, and nobody at the start needs the forms of packages
    from vigtool.exchange.packages.manifest import Kind


class OfGuest(ServiceError):
    """Something was to leave, to be shown or to be changed of a case that is a guest here."""

    def __init__(self, case: CaseId) -> None:
        super().__init__(case)
        self.case = case


class UnknownSender(ServiceError):
    """A package was made by a vault that is no contact.

    ``name`` is what it calls itself, which nobody checked; ``verifier`` is the key (a vkey) that did sign the package.
    """

    def __init__(self, name: str, verifier: str) -> None:
        super().__init__(verifier)
        self.name = name
        self.verifier = verifier


class SenderDiffers(ServiceError):
    """A package says that somebody made it whose key did not sign it."""


class NotAddressed(ServiceError):
    """A package could be opened with this vault's key, and its maker did not mean it for this vault."""


class OtherPackage(ServiceError):
    """A package of another ``kind`` than was asked for."""

    def __init__(self, kind: "Kind") -> None:
        super().__init__(kind)
        self.kind = kind


class PackageExpired(ServiceError):
    """A package could be kept until the end of the day ``expires``, which has passed."""

    def __init__(self, expires: date) -> None:
        super().__init__(expires.isoformat())
        self.expires = expires


class ClockDiffers(ServiceError):
    """A package was made at a time that is yet to come: the clock here, or there, is wrong."""

    def __init__(self, made_at: datetime, now: datetime) -> None:
        super().__init__(made_at.isoformat(), now.isoformat())
        self.made_at = made_at
        self.now = now


class PackageKnown(ServiceError):
    """A package was taken in before; what came of it may be erased since."""

    def __init__(self, package: PackageId) -> None:
        super().__init__(package)
        self.package = package


class PackageUntrue(ServiceError):
    """What a package says of itself is not so; ``place`` is where in the manifest (``$.body.films[0]``)."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class NotAGuest(ServiceError):
    """A case is one of this vault's own, not one that came in a package."""

    def __init__(self, case: CaseId) -> None:
        super().__init__(case)
        self.case = case


class NoReceiptOwed(ServiceError):
    """No guest of that package was erased here, so there is nothing to give a receipt for."""

    def __init__(self, package: PackageId) -> None:
        super().__init__(package)
        self.package = package


class NoSuchLedger(ServiceError):
    """The ledger of the trainees was to be written under a name whose ``ending`` tells neither pages nor a table."""

    def __init__(self, ending: str) -> None:
        super().__init__(ending)
        self.ending = ending
