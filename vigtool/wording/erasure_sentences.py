"""What can stand in the way of an erasure, in words."""

from collections.abc import Callable
from typing import Final

from vigtool.services.errors import FilmsFrozen, NoReasonToSpare, NothingToErase
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _films_frozen() -> Sentence:
    return Sentence(
        tr("A film is frozen: it is kept until a question about it is settled. Nothing was erased."),
        tr("Let the film be used again first, with the reason for it."),
    )


def _nothing_to_erase() -> Sentence:
    return Sentence(tr("This is erased already."), tr("There is nothing more to do."))


def _no_reason_to_spare() -> Sentence:
    return Sentence(
        tr("A film is to be left out, and it is not said why."),
        tr("Write down the reason, or let the film be erased, too."),
    )


ERASURE_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    FilmsFrozen: _films_frozen,
    NothingToErase: _nothing_to_erase,
    NoReasonToSpare: _no_reason_to_spare,
}
