"""What is wrong with a principle pack, for its author: a line for each problem, with what to do about it."""

from collections.abc import Callable
from typing import Final, TypeAlias

from vigtool.exchange.json_places import BrokenJson, DeepJson
from vigtool.exchange.pack_errors import BadPack, Problem, ProblemKind
from vigtool.services.errors import FileUnreadable, PackIdReserved, PackVersionTaken
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr, trn

Words: TypeAlias = Callable[[Problem], str]


def problem_lines(error: BadPack) -> list[str]:
    """Say each problem of a pack in a line of its own, with the line of the file in which it stands."""
    said = [tr("Line {line}: {problem}").format(line=one.line, problem=problem_words(one)) for one in error.problems]
    if error.more:
        said.append(trn("And {count} more.", "And {count} more.", error.more).format(count=error.more))
    return said


def problem_words(problem: Problem) -> str:
    """Say what a problem is and what helps."""
    return _WORDS[problem.kind](problem).format(
        name=problem.name or "…", limit=problem.limit, column=problem.column, language=_language(problem.name)
    )


def _language(code: str) -> str:
    return {"fi": tr("Finnish"), "sv": tr("Swedish"), "en": tr("English")}.get(code, code)


def _wrong_type(problem: Problem) -> str:
    return {
        "object": tr("Something in curly brackets belongs here: {{ … }}."),
        "list": tr("A list in square brackets belongs here: [ … ]."),
        "text": tr("A text in quotation marks belongs here."),
        "number": tr("A whole number without quotation marks belongs here."),
    }[problem.name]


def _too_many(problem: Problem) -> str:
    return {
        "categories": tr("There can be {limit} categories at most, one for each key."),
        "items": tr("A category can have {limit} items at most."),
        "examples": tr("There can be {limit} examples at most."),
    }[problem.name]


_WORDS: Final[dict[ProblemKind, Words]] = {
    ProblemKind.TOO_LARGE: lambda _: tr("The file is larger than {limit} bytes, more than a pack can be."),
    ProblemKind.NOT_UTF8: lambda _: tr("There are letters here that are not UTF-8. Save the file as UTF-8."),
    ProblemKind.NOT_JSON: lambda _: tr(
        "This is not JSON at column {column}. Often a comma, a bracket or a quotation mark is missing just before."
    ),
    ProblemKind.TOO_DEEP: lambda _: tr("There are more than {limit} brackets within each other."),
    ProblemKind.NOT_A_PACK: lambda _: tr('A principle pack says here: "format": "vigtool-principle-pack".'),
    ProblemKind.NEWER_FORMAT: lambda _: tr("This is the form of a newer vigtool. Update vigtool, then load it again."),
    ProblemKind.DOUBLED_NAME: lambda _: tr("“{name}” stands here for the second time. Take one of the two out."),
    ProblemKind.UNKNOWN_FIELD: lambda _: tr("A pack has no “{name}” here. Take it out, or look for a slip of the pen."),
    ProblemKind.MISSING_FIELD: lambda _: tr("“{name}” is missing here."),
    ProblemKind.MISSING_TEXT: lambda _: tr("“{name}” in three languages is missing here."),
    ProblemKind.MISSING_LANGUAGE: lambda _: tr("The words in this language are missing: {language}."),
    ProblemKind.EMPTY_TEXT: lambda _: tr("The words are missing here: the text is empty."),
    ProblemKind.WRONG_TYPE: _wrong_type,
    ProblemKind.BAD_ID: lambda _: tr(
        "An id has only lower-case letters a to z, digits, and single hyphens between them."
    ),
    ProblemKind.UNSEEN_SIGN: lambda _: tr(
        "There is a line break or another sign in this text that cannot be seen. Take it out."
    ),
    ProblemKind.TOO_LONG: lambda _: tr("This text is longer than {limit} characters. Make it shorter."),
    ProblemKind.TOO_MANY: _too_many,
    ProblemKind.NO_CATEGORY: lambda _: tr("A pack has at least one category."),
    ProblemKind.TOO_SMALL: lambda _: tr("“{name}” is a number from {limit} on."),
    ProblemKind.TOO_BIG: lambda _: tr("“{name}” is {limit} at most."),
    ProblemKind.DOUBLED_KEY: lambda _: tr(
        "Another category has the key {limit} already. Give this one a free key, 1 to 6."
    ),
    ProblemKind.DOUBLED_ID: lambda _: tr("Something else has the id “{name}” already. Give this one an id of its own."),
    ProblemKind.UNKNOWN_UNDER: lambda _: tr("There is no item with the id “{name}” to stand under."),
    ProblemKind.UNDER_ELSEWHERE: lambda _: tr(
        "“{name}” is not an item of this category. An item stands under another of the same category."
    ),
    ProblemKind.CYCLE: lambda _: tr("Items stand under each other in a ring here. Let one of them stand under none."),
}


def _bad_pack() -> Sentence:
    return Sentence(
        tr("This file is not a principle pack as it stands. Nothing was changed."),
        tr("Open it in a text editor, look at the lines that are named, and load it again."),
    )


def _version_taken() -> Sentence:
    return Sentence(
        tr("There is a pack with this id and version already, in other words."),
        tr("Moments may be described with it, so it stays. Give the new one the next version number."),
    )


def _id_reserved() -> Sentence:
    return Sentence(
        tr("The id of this pack belongs to the principles that come with vigtool."),
        tr("Give the pack an id of its own, and load it again."),
    )


def _file_unreadable() -> Sentence:
    return Sentence(tr("This file cannot be read."), tr("Look whether it is still there, or choose another."))


PACK_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    BadPack: _bad_pack,
    BrokenJson: _bad_pack,
    DeepJson: _bad_pack,
    PackVersionTaken: _version_taken,
    PackIdReserved: _id_reserved,
    FileUnreadable: _file_unreadable,
}
