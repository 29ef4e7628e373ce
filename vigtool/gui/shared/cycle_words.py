"""What a cycle is called where it is offered, and what a film shows in it."""

from typing import Final

from vigtool.domain.cycles import Cycle, Part
from vigtool.domain.kinds import CaseKind, KindWord
from vigtool.wording.translation import language, tr

_PART_WORDS: Final = {Part.FAMILY: KindWord.FAMILY_FILM, Part.REVIEW: KindWord.REVIEW_FILM}


def cycle_heading(cycle: Cycle, word: str) -> str:
    """A cycle's number with its name, if it has one; ``word`` is what the kind of case calls a cycle."""
    heading = tr("{cycle} {number}").format(cycle=word, number=cycle.number)
    return f"{heading}  \N{MIDDLE DOT}  {cycle.name}" if cycle.name else heading


def film_word(kind: CaseKind, part: Part) -> str:
    """What a kind of case calls the film of a part of a cycle."""
    return kind.word(_PART_WORDS[part]).in_language(language())
