"""What errors about checkpoints, signed notes and the ledger mean."""

from collections.abc import Callable
from typing import Final, TypeAlias

from vigtool.exchange.stage_profiles import BadProfile
from vigtool.services.errors import NoSuchEntry, NoSuchLength, NotContinued
from vigtool.vault.log import MalformedNote, NoteNotSigned
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr

Wording: TypeAlias = Callable[[], Sentence]


def _not_continued() -> Sentence:
    return Sentence(
        tr("The log does not continue this checkpoint: entries that were there then are missing or different now."),
        tr("Perhaps the vault was set back to an older copy. Look for a newer copy, and ask your IT."),
    )


def _no_such_entry() -> Sentence:
    return Sentence(tr("The log has no entry of this number."), tr("Entries are counted from 0."))


def _malformed() -> Sentence:
    return Sentence(tr("This is no signed note."), tr("Take the file as it was handed out, without any change."))


def _not_signed() -> Sentence:
    return Sentence(
        tr("This is not signed with the key that it should be signed with."),
        tr("Check that file and key belong together."),
    )


def _bad_profile() -> Sentence:
    return Sentence(
        tr("This file holds no stages of a training, or something in it is not as it should be."),
        tr("Ask whoever made it, or take one of the examples that come with the program."),
    )


def _no_such_length() -> Sentence:
    return Sentence(tr("Supervision cannot last that long."), tr("Give the minutes of one day, or 0 to take it back."))


LOG_SENTENCES: Final[dict[type[Exception], Wording]] = {
    NotContinued: _not_continued,
    NoSuchEntry: _no_such_entry,
    MalformedNote: _malformed,
    NoteNotSigned: _not_signed,
    BadProfile: _bad_profile,
    NoSuchLength: _no_such_length,
}
