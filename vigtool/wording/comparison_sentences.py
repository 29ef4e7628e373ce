"""What can go otherwise when two people's marks are laid side by side, as sentences."""

from collections.abc import Callable
from typing import Final

from vigtool.services.comparison_errors import NoSuchTable, NothingBeside, NotYetRevealed
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _not_yet_revealed() -> Sentence:
    return Sentence(
        tr("You have not looked at the trainee's moments yet, so there is nothing to lay beside your own."),
        tr("Mark the moments that you notice; then choose to see the trainee's."),
    )


def _no_such_table() -> Sentence:
    return Sentence(
        tr("A comparison is saved as pages, as a table or as data."),
        tr("Choose a name that ends in .pdf, .csv or .json."),
    )


def _nothing_beside() -> Sentence:
    return Sentence(
        tr("A guest is compared with your own marks, and a film with those in a file."),
        tr("Name the guest with --case alone, or the film with --recording and the file with --with."),
    )


COMPARISON_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    NotYetRevealed: _not_yet_revealed,
    NoSuchTable: _no_such_table,
    NothingBeside: _nothing_beside,
}
