"""Notices of a withdrawal, receipts, and the folder in which packages come and go, as sentences with a next step."""

from collections.abc import Callable
from typing import Final

from vigtool.services.notice_errors import NoSuchGuest, NothingToNotify, NotSentHere, ReceiptKnown
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _nothing_to_notify() -> Sentence:
    return Sentence(
        tr("No notice is needed for this package: it stands as it was handed over, or it is gone there already."),
        tr("Look in the list of notices."),
    )


def _not_sent_here() -> Sentence:
    return Sentence(
        tr("This receipt is about a package that was not handed from this vault to whoever made the receipt."),
        tr("Ask whoever sent it for which vault it is meant."),
    )


def _receipt_known() -> Sentence:
    return Sentence(tr("The receipt for this package is here already."), tr("There is nothing more to do."))


def _no_such_guest() -> Sentence:
    return Sentence(
        tr("This notice is about a package that was not taken in here."),
        tr("If the package itself is still on its way, take the notice in again when it is here."),
    )


NOTICE_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    NothingToNotify: _nothing_to_notify,
    NotSentHere: _not_sent_here,
    ReceiptKnown: _receipt_known,
    NoSuchGuest: _no_such_guest,
}
