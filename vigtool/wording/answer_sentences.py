"""What can go otherwise with comments and with answers to packages, as sentences."""

from collections.abc import Callable
from typing import Final

from vigtool.services.answer_errors import (
    NoLikeMoment,
    NotHandedTo,
    NothingSaid,
    NothingToAnswer,
    NotOurPackage,
    NotOwnComment,
    NotSound,
    SoundTooLarge,
    SoundTooLong,
    SoundUnreadable,
    WordsUnfit,
)
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _nothing_said() -> Sentence:
    return Sentence(tr("The comment has no words yet."), tr("Write or speak something, or take the comment back."))


def _words_unfit() -> Sentence:
    return Sentence(
        tr("This text is too long, or has signs that nobody can see."),
        tr("Write it in several comments, or type it anew."),
    )


def _not_own_comment() -> Sentence:
    return Sentence(tr("Somebody else made this comment, and it stays as it is."), tr("You can answer to it."))


def _not_sound() -> Sentence:
    return Sentence(tr("This is no sound that can be a comment."), tr("Choose a file in the form WAV or FLAC."))


def _sound_too_large() -> Sentence:
    return Sentence(tr("The spoken comments are too long."), tr("Say it in shorter pieces, or write it."))


def _sound_too_long() -> Sentence:
    return Sentence(
        tr("This spoken comment is too long to be heard here."),
        tr("Ask whoever made it to say it in shorter pieces, or to write it."),
    )


def _sound_unreadable() -> Sentence:
    return Sentence(
        tr("This spoken comment cannot be heard: its sound is damaged, or of a kind that is not known here."),
        tr("Ask whoever made it to speak it again, or to write it."),
    )


def _nothing_to_answer() -> Sentence:
    return Sentence(
        tr("You have not said anything about this guest yet."),
        tr("Write a comment or a feedback, or mark a moment. Then make the answer."),
    )


def _not_our_package() -> Sentence:
    return Sentence(
        tr("This answers a package that was not made here, or whose case is erased. Nothing was taken in."),
        tr("Ask the sender which package is meant."),
    )


def _not_handed_to() -> Sentence:
    return Sentence(
        tr("This answers a package that was handed to somebody else. Nothing was taken in."),
        tr("Call the sender and ask how they came by the package."),
    )


def _no_like_moment() -> Sentence:
    return Sentence(
        tr("None of your moments is like this one."), tr("Take the proposed moment over as a new one, or leave it.")
    )


ANSWER_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    NothingSaid: _nothing_said,
    WordsUnfit: _words_unfit,
    NotOwnComment: _not_own_comment,
    NotSound: _not_sound,
    SoundTooLarge: _sound_too_large,
    SoundTooLong: _sound_too_long,
    SoundUnreadable: _sound_unreadable,
    NothingToAnswer: _nothing_to_answer,
    NotOurPackage: _not_our_package,
    NotHandedTo: _not_handed_to,
    NoLikeMoment: _no_like_moment,
}
