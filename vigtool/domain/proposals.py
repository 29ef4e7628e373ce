"""Moments that somebody else proposes: what becomes of one, and what an own moment can take over from it."""

from enum import StrEnum

from vigtool.domain.comparing import Pair


class Decision(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    LEFT = "left"


class Lent(StrEnum):
    """What an own moment can take over from a proposal like it."""

    BEGIN = "in"
    END = "out"
    KEY = "key"
    PRINCIPLES = "principles"


def differing(pair: Pair) -> frozenset[Lent]:
    """In which parts the two moments of a pair are not the same, so that one could take over from the other."""
    differs = {
        Lent.BEGIN: pair.first != 0,
        Lent.END: pair.stop != 0,
        Lent.KEY: pair.key != 0,
        Lent.PRINCIPLES: not pair.same_principles,
    }
    return frozenset(part for part, is_so in differs.items() if is_so)
