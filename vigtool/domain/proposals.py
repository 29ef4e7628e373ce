"""Moments that somebody else proposes: what becomes of one, and what an own moment can take over from it."""

from enum import StrEnum


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
