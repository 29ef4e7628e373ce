"""What can go otherwise with notices of a withdrawal, and with the receipts that answer to them."""

from vigtool.domain.identifiers import PackageId
from vigtool.services.errors import ServiceError


class NothingToNotify(ServiceError):
    """Nobody who can be seen in that package withdrew, or it has run out, or its receipt is here already."""

    def __init__(self, package: PackageId) -> None:
        super().__init__(package)
        self.package = package


class NotSentHere(ServiceError):
    """A receipt for a package that was not handed from this vault to whoever made the receipt."""

    def __init__(self, package: PackageId) -> None:
        super().__init__(package)
        self.package = package


class ReceiptKnown(ServiceError):
    """A receipt for that package from the same contact was taken in before; it stays as it is."""

    def __init__(self, package: PackageId) -> None:
        super().__init__(package)
        self.package = package


class NoSuchGuest(ServiceError):
    """A notice about a package that was not taken in here, or that came from somebody else than the notice."""

    def __init__(self, package: PackageId) -> None:
        super().__init__(package)
        self.package = package
