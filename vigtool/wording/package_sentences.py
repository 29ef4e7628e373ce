"""What can go otherwise with the file of a package, on its way out and on its way in."""

from collections.abc import Callable
from typing import Final

from vigtool.exchange.packages.errors import ManifestNewer, ManifestWrong
from vigtool.vault import package
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _not_a_package() -> Sentence:
    return Sentence(tr("This file is not a package from vigtool."), tr("Choose a file that ends in .vigpackage."))


def _newer_package() -> Sentence:
    return Sentence(tr("A newer vigtool made this package."), tr("Update vigtool, then take the package in again."))


def _not_for_this_vault() -> Sentence:
    return Sentence(
        tr("This package is sealed for somebody else's vault, so it cannot be opened here."),
        tr("Open the vault that it is for, or send your contact card to the sender and ask for the package once more."),
    )


def _package_damaged() -> Sentence:
    return Sentence(
        tr("The package is not as it was sent: something of it is missing or was changed on the way."),
        tr("Nothing was taken in. Copy the file once more when it is all there, or ask the sender for it again."),
    )


def _package_too_large() -> Sentence:
    return Sentence(
        tr("This is more than a package may hold."),
        tr("Make several packages with fewer moments, or let the sender do so."),
    )


def _sender_unproved() -> Sentence:
    return Sentence(
        tr("The signature in the package does not hold, so nobody can tell who made it."),
        tr("Nothing was taken in. Call the sender, and ask for the package once more."),
    )


def _package_unreadable() -> Sentence:
    return Sentence(
        tr("The disk or stick with the package could not be read."),
        tr("Look whether it is plugged in, copy the file to this computer, and try again."),
    )


def _blob_differs() -> Sentence:
    return Sentence(
        tr("A part changed while it was put into the package."),
        tr("Nothing was handed over. Make the package once more."),
    )


def _manifest_wrong() -> Sentence:
    return Sentence(
        tr("This package does not hold what it says of itself. Nothing was taken in."),
        tr("Ask whoever made it to make it again, with the newest vigtool."),
    )


PACKAGE_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    package.NotAPackage: _not_a_package,
    package.NewerPackage: _newer_package,
    package.NotForThisVault: _not_for_this_vault,
    package.PackageDamaged: _package_damaged,
    package.PackageTooLarge: _package_too_large,
    package.SenderUnproved: _sender_unproved,
    package.PackageUnreadable: _package_unreadable,
    package.BlobDiffers: _blob_differs,
    ManifestNewer: _newer_package,
    ManifestWrong: _manifest_wrong,
}
