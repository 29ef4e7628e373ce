"""Telling typing from other edits: words come piece by piece, and are one edit to whoever types them."""

from dataclasses import replace

from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks, MomentSet
from vigtool.domain.moments import Moment


def typed_between(before: Marks, after: Marks) -> MomentId | None:
    """Return the moment of which nothing but words differs, if that is all that differs between the marks."""
    changes = before.changes_to(after)
    if len(changes) != 1 or not isinstance(changes[0], MomentSet):
        return None
    moment = changes[0].moment
    known = before.get(moment.id)
    return moment.id if known is not None and _wordless(known) == _wordless(moment) else None


def _wordless(moment: Moment) -> Moment:
    turns = tuple(replace(turn, words="") for turn in moment.turns)
    return replace(moment, title="", note="", question="", turns=turns)
