"""What can keep a change of passphrases, keys or users from being made."""

from collections.abc import Callable
from typing import Final

from vigtool.services import errors as services
from vigtool.vault import errors as vault
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _user_stays() -> Sentence:
    return Sentence(
        tr("This person cannot be taken out: somebody with a passphrase has to stay, and nobody takes themselves out."),
        tr("Add somebody else first, and let them do it with a passphrase of their own."),
    )


def _unfinished() -> Sentence:
    return Sentence(
        tr("An earlier change of keys is not finished yet."),
        tr("Make some room on the disk, close the vault and open it again: it is finished then."),
    )


def _user_not_named() -> Sentence:
    return Sentence(
        tr("Several people open this vault, so it has to be said whose passphrase is to be changed."),
        tr("Choose the person, or open the vault with the passphrase that is to be changed."),
    )


ACCESS_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    vault.UserStays: _user_stays,
    vault.ChangeUnfinished: _unfinished,
    services.UserNotNamed: _user_not_named,
}
