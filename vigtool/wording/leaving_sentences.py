"""What can go otherwise when something is to leave the vault."""

from collections.abc import Callable
from typing import Final

from vigtool.services.handover_errors import (
    ChangedMeanwhile,
    NoCaptionsBesideCopy,
    NotAReel,
    NothingHandedOut,
    NothingToCopy,
    NotOneHandover,
    UnknownPreset,
)
from vigtool.services.package_errors import (
    ContactChanged,
    ExpiryPassed,
    NobodyToHandTo,
    NothingToHandOver,
    NotOneCase,
    WordsTooLong,
)
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _unknown_preset() -> Sentence:
    return Sentence(
        tr("There is no such way of handing out here."), tr("Look at the list of ways, or name a purpose instead.")
    )


def _changed_meanwhile() -> Sentence:
    return Sentence(
        tr("While this was being made, the moment or what is covered in it was changed."),
        tr("Nothing was handed out. Hand it out once more: then it is made as it is marked now."),
    )


def _not_a_reel() -> Sentence:
    return Sentence(tr("A reel needs at least one moment, and not too many."), tr("Choose fewer moments, or some."))


def _nothing_to_copy() -> Sentence:
    return Sentence(tr("There is nothing to copy yet."), tr("Choose the moments that the family is to have."))


def _no_captions_beside_copy() -> Sentence:
    return Sentence(
        tr("With the family's copy there is no file of words beside the video."),
        tr("Have the words in the picture, or not shown."),
    )


def _nothing_handed_out() -> Sentence:
    return Sentence(
        tr("By this entry of the log nothing was handed out, or its words were erased."),
        tr("Choose the entry of a clip, a still or something else that left."),
    )


def _not_one_handover() -> Sentence:
    return Sentence(
        tr("These were handed out for several purposes or to several people."), tr("Make a receipt for each.")
    )


def _nobody_to_hand_to() -> Sentence:
    return Sentence(
        tr("Nobody is named yet who is to have the package."),
        tr("Choose a contact, or take in the contact card that your supervisor gave you."),
    )


def _nothing_to_hand_over() -> Sentence:
    return Sentence(
        tr("A package holds at least one moment, and not too many."),
        tr("Choose some moments, or make several packages."),
    )


def _not_one_case() -> Sentence:
    return Sentence(
        tr("These moments are of several cases."), tr("Make a package for each case, so that each can be erased alone.")
    )


def _expiry_passed() -> Sentence:
    return Sentence(
        tr("The last day on which this package may be kept has passed already."),
        tr("Choose a later day, and look how long the consents last."),
    )


def _contact_changed() -> Sentence:
    return Sentence(
        tr("While the package was made, the contact was changed or removed."),
        tr("Nothing was handed over. Look at the contact, and make the package once more."),
    )


def _words_too_long() -> Sentence:
    return Sentence(
        tr("A note, a title or the questions are longer than a package can carry."),
        tr("Shorten them, or hand over fewer moments or without the notes."),
    )


LEAVING_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    UnknownPreset: _unknown_preset,
    ChangedMeanwhile: _changed_meanwhile,
    NotAReel: _not_a_reel,
    NothingToCopy: _nothing_to_copy,
    NoCaptionsBesideCopy: _no_captions_beside_copy,
    NothingHandedOut: _nothing_handed_out,
    NotOneHandover: _not_one_handover,
    NobodyToHandTo: _nobody_to_hand_to,
    NothingToHandOver: _nothing_to_hand_over,
    NotOneCase: _not_one_case,
    ExpiryPassed: _expiry_passed,
    ContactChanged: _contact_changed,
    WordsTooLong: _words_too_long,
}
