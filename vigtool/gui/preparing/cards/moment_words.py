"""All words of a moment in one string, to be searched in: remembered, for 10,000 moments are asked at every letter."""

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from vigtool.domain.moments import Moment, PrincipleSeen

if TYPE_CHECKING:
    from vigtool.domain.identifiers import MomentId


class MomentWords:
    """Gives a moment's title, note, questions, turns and principles as one casefolded string in NFC."""

    def __init__(self, principle_name: Callable[[PrincipleSeen], str]) -> None:
        self._principle_name = principle_name
        self._known: dict[MomentId, tuple[Moment, str]] = {}

    def of(self, moment: Moment) -> str:
        """Return the words of a moment as it is now."""
        known = self._known.get(moment.id)
        if known is None or known[0] is not moment:
            known = moment, self._gather(moment)
            self._known[moment.id] = known
        return known[1]

    def forget(self) -> None:
        """Gather all words anew: the principles are called otherwise now."""
        self._known.clear()

    def _gather(self, moment: Moment) -> str:
        words = [moment.title, moment.note, moment.question, moment.helps]
        words += [turn.words for turn in moment.turns]
        words += [self._principle_name(seen) for seen in moment.principles]
        return folded("\n".join(words))


def folded(text: str) -> str:
    """Return text as it is compared: casefolded, each letter with its accents as one character."""
    return unicodedata.normalize("NFC", text).casefold()
