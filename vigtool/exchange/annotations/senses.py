"""What a mark that was found in a file is meant as: a moment, a turn, or something that belongs to a moment.

Our own files say so by the names that the writers gave their tiers and behaviours, in any of the three languages;
what other programs call their marks is theirs, and each such mark is a moment of its own.
"""

import re
from enum import StrEnum
from typing import Final

from vigtool.domain.moments import TurnKind
from vigtool.exchange.annotations.boris_coding import MOMENT, QUESTION, STAR
from vigtool.exchange.annotations.elan_terms import TIER_NAMES, TierType, turn_words
from vigtool.exchange.annotations.marked_film import FoundMark
from vigtool.exchange.report_words import LANGUAGES

_NUMBERED: Final = re.compile(r" [0-9]{1,4}$")
"""A second tier of one name has a number behind it, where marks overlap."""


class Sense(StrEnum):
    """What a mark is."""

    MOMENT = "moment"
    TURN = "turn"
    QUESTION = "question"
    STAR = "star"


class Senses:
    """Knows the words of our own files; made once for a file. Raises ``ResourceMissing``."""

    def __init__(self) -> None:
        self._turns = {kind.value: kind for kind in TurnKind}
        for kind in TurnKind:
            self._turns.update((turn_words(kind).in_language(one).casefold(), kind) for one in LANGUAGES)
        self._of_kind = {QUESTION: Sense.QUESTION, STAR: Sense.STAR}
        for type_, sense in ((TierType.QUESTION, Sense.QUESTION), (TierType.STAR, Sense.STAR)):
            names = TIER_NAMES[type_]
            self._of_kind.update((names.in_language(one).casefold(), sense) for one in LANGUAGES)
        moments = TIER_NAMES[TierType.MOMENT]
        self._own = {"", MOMENT, *(moments.in_language(one).casefold() for one in LANGUAGES)}
        turn_tiers = TIER_NAMES[TierType.TURN]
        self._turn_tiers = tuple(f": {turn_tiers.in_language(one)}".casefold() for one in LANGUAGES)

    def of(self, mark: FoundMark) -> Sense:
        """What a mark is."""
        if self.turn(mark) is not None:
            return Sense.TURN
        return self._of_kind.get(_tier(mark), Sense.MOMENT)

    def kind(self, mark: FoundMark) -> str:
        """What a file calls that sort of mark, small letters only and without the number of a second tier."""
        return _tier(mark)

    def is_foreign(self, mark: FoundMark) -> bool:
        """Whether another program's word stands for what a mark is, which says something about it."""
        return _tier(mark) not in self._own

    def turn(self, mark: FoundMark) -> TurnKind | None:
        """Which turn a mark is, None for what is no turn."""
        if not mark.person:
            return None
        named = _tier(mark)
        if named.endswith(self._turn_tiers):
            return self._turns.get(mark.title.casefold())
        return self._turns.get(named)

    def words(self, mark: FoundMark) -> str:
        """What is said of a turn: ELAN has its kind as the mark's own text, the others its words."""
        if _tier(mark).endswith(self._turn_tiers):
            return mark.note
        return "\n".join(filter(None, (mark.title, mark.note)))


def _tier(mark: FoundMark) -> str:
    return _NUMBERED.sub("", mark.kind).casefold()
