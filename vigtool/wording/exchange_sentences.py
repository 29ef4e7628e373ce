"""Why a file of another program is not read, or none is written, as sentences.

Apart from the formats, which no start of vigtool needs.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from vigtool.exchange.annotations.errors import ClipNameUnfit, FileUnfit, Unfit
from vigtool.services.handover_errors import AnswersChanged
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr

Wording: TypeAlias = Callable[[], Sentence]


def unfit_sentence(error: FileUnfit) -> Sentence:
    """Why a file is not read, and what to do about it."""
    made = _UNFIT[error.why]()
    if error.line is None:
        return made
    return Sentence(made.what, tr("{what} Look at line {line}.").format(what=made.next_step, line=error.line))


def _again() -> str:
    return tr("Save it once more in the program that it is from, or choose another file.")


def _not_this_format() -> Sentence:
    return Sentence(
        tr("This is no file of ELAN, BORIS, Praat, WebVTT, OpenTimelineIO or Web Annotations that we can read."),
        _again(),
    )


_UNFIT: Final[dict[Unfit, Wording]] = {
    Unfit.NOT_THIS_FORMAT: _not_this_format,
    Unfit.TOO_LARGE: lambda: Sentence(
        tr("This file is far larger than the marks of one film."), tr("Save only what belongs to this film.")
    ),
    Unfit.NOT_TEXT: lambda: Sentence(
        tr("The letters of this file are in no form that its format allows."), tr("Save it once more as UTF-8.")
    ),
    Unfit.NEWER: lambda: Sentence(
        tr("A newer program made this file."), tr("Save it there in an older form, or update vigtool.")
    ),
    Unfit.ENTITIES: lambda: Sentence(
        tr("This file declares a document type or entities, by which files can do harm."), _again()
    ),
    Unfit.TOO_DEEP: lambda: Sentence(tr("This file is nested far deeper than any marks are."), _again()),
    Unfit.BAD_TIME: lambda: Sentence(tr("A time in this file is none, or ends before it begins."), _again()),
    Unfit.NO_TIMES: lambda: Sentence(
        tr("The marks in this file say nowhere when they are."), tr("Choose a file whose marks have times.")
    ),
}


def _clip_name_unfit() -> Sentence:
    return Sentence(tr("A clip has a name that would lead elsewhere."), tr("Give it a plain name, and try again."))


def _answers_changed() -> Sentence:
    return Sentence(
        tr("While the answers were being saved, one of them or who gave it was changed."),
        tr("Nothing was saved. Save them once more: then they are as they stand now."),
    )


EXCHANGE_SENTENCES: Final[dict[type[Exception], Wording]] = {
    FileUnfit: _not_this_format,
    ClipNameUnfit: _clip_name_unfit,
    AnswersChanged: _answers_changed,
}
