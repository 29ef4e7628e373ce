"""Why a contact card is not taken in, as sentences."""

from collections.abc import Callable
from typing import Final

from vigtool.exchange.contact_card import CardNameUnfit, CardTooLarge, NoContactCard
from vigtool.services.contact_errors import CardNotSigned, NameLooksAlike, OtherKeysUnderName, OwnCard, WordsDiffer
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _no_card() -> Sentence:
    return Sentence(
        tr("This is no contact card."),
        tr("Ask the other person to make a card in their vigtool and to send it once more."),
    )


def _too_large() -> Sentence:
    return Sentence(
        tr("This file is far larger than a contact card."), tr("Choose the file that ends with .vigcontact.")
    )


def _name_unfit() -> Sentence:
    return Sentence(
        tr("This name has signs that cannot be seen, or mixes alphabets, so it could pass for another."),
        tr("Use a name of up to 80 letters of one alphabet, with at most one blank between words."),
    )


def _not_signed() -> Sentence:
    return Sentence(
        tr("This card was changed after it was made. Nothing was taken in."),
        tr("Ask for it once more, by another way than the last time."),
    )


def _own_card() -> Sentence:
    return Sentence(
        tr("This is your own card."), tr("Give it to the other person, and take in the card that they made.")
    )


def _other_keys() -> Sentence:
    return Sentence(
        tr("You have a contact of this name already, and this card has other keys."),
        tr(
            "Call them and ask whether they have a new vault. If so, take the card in under another name, and compare "
            "the six words."
        ),
    )


def _looks_alike() -> Sentence:
    return Sentence(
        tr("This name is easily taken for that of another contact."),
        tr("Ask who sent it. If it is somebody else, choose a name that tells the two apart."),
    )


def _words_differ() -> Sentence:
    return Sentence(
        tr("These are not the six words of this contact."),
        tr("Read them to each other once more. If they still differ, hand nothing over, and ask for the card anew."),
    )


CONTACT_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    NoContactCard: _no_card,
    CardTooLarge: _too_large,
    CardNameUnfit: _name_unfit,
    CardNotSigned: _not_signed,
    OwnCard: _own_card,
    OtherKeysUnderName: _other_keys,
    NameLooksAlike: _looks_alike,
    WordsDiffer: _words_differ,
}
