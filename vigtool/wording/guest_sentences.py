"""What can go otherwise when a package for supervision is taken in, and with the guest that it becomes."""

from collections.abc import Callable
from typing import Final

from vigtool.services.supervision_errors import (
    ClockDiffers,
    NoReceiptOwed,
    NoSuchLedger,
    NotAddressed,
    NotAGuest,
    OfGuest,
    OtherPackage,
    PackageExpired,
    PackageKnown,
    PackageUntrue,
    SenderDiffers,
    UnknownSender,
)
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _of_guest() -> Sentence:
    return Sentence(
        tr("This came to you for supervision and belongs to somebody else's case: it stays here as it is."),
        tr("Mark and comment on it, and send an answer; when it is no longer needed, erase the guest."),
    )


def _unknown_sender() -> Sentence:
    return Sentence(
        tr("This package was made by somebody who is not among your contacts. Nothing was taken in."),
        tr("Ask for their contact card, add it, compare the six words, and take the package in again."),
    )


def _sender_differs() -> Sentence:
    return Sentence(
        tr("This package says that it comes from somebody whose key did not sign it. Nothing was taken in."),
        tr("Ask the one whom you expected it from to make it again, and compare your six words."),
    )


def _not_addressed() -> Sentence:
    return Sentence(
        tr("This package was meant for somebody else. Nothing was taken in."),
        tr("Give your contact card to whoever made it, and ask for a package for you."),
    )


def _other_package() -> Sentence:
    return Sentence(
        tr("This package is of another kind: not every package brings something to be supervised."),
        tr("An answer is merged into your own case; take that way with it."),
    )


def _expired() -> Sentence:
    return Sentence(
        tr("The last day for this package has passed. Nothing was taken in."),
        tr("Ask whoever made it for a new one, with a later day."),
    )


def _clock_differs() -> Sentence:
    return Sentence(
        tr("By the clock of this computer the package will only be made in the future. Nothing was taken in."),
        tr("Set the date and time of this computer, or ask whoever made it to look at theirs."),
    )


def _known() -> Sentence:
    return Sentence(
        tr("This package was taken in before."),
        tr("It is on the page of supervision. If it was erased since, ask for a new one."),
    )


def _untrue() -> Sentence:
    return Sentence(
        tr("This package does not hold what it says of itself. Nothing was taken in."),
        tr("Ask whoever made it to make it again, with the newest vigtool."),
    )


def _not_a_guest() -> Sentence:
    return Sentence(tr("This case is your own, not a guest."), tr("Choose one of your guests."))


def _no_receipt_owed() -> Sentence:
    return Sentence(
        tr("No guest from this package was erased here."), tr("A receipt is made when the guest is erased.")
    )


def _no_such_ledger() -> Sentence:
    return Sentence(
        tr("The ledger is saved as pages or as a table."), tr("Choose a name that ends in .pdf or in .csv.")
    )


GUEST_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    OfGuest: _of_guest,
    UnknownSender: _unknown_sender,
    SenderDiffers: _sender_differs,
    NotAddressed: _not_addressed,
    OtherPackage: _other_package,
    PackageExpired: _expired,
    ClockDiffers: _clock_differs,
    PackageKnown: _known,
    PackageUntrue: _untrue,
    NotAGuest: _not_a_guest,
    NoReceiptOwed: _no_receipt_owed,
    NoSuchLedger: _no_such_ledger,
}
