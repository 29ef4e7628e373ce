"""What vigtool calls its tiers, types and vocabularies in files of ELAN: written by one module, known to the other."""

from enum import StrEnum
from typing import Final

from vigtool.domain.moments import TurnKind
from vigtool.domain.principles import Wording
from vigtool.exchange.report_words import LANGUAGES, report_words

FORMAT: Final = "elan"

LANGUAGE_IDS: Final = {"fi": "fin", "sv": "swe", "en": "eng"}
"""The ISO 639-3 codes under which ELAN knows our languages."""

LANGUAGE_LABELS: Final = {"fi": "Finnish (fin)", "sv": "Swedish (swe)", "en": "English (eng)"}


class TierType(StrEnum):
    """The linguistic types of our tiers; by them our own files are known again."""

    MOMENT = "vigtool moment"
    KEY = "vigtool key frame"
    NOTE = "vigtool note"
    QUESTION = "vigtool question"
    STAR = "vigtool star"
    PRINCIPLE = "vigtool principle"
    TURN = "vigtool turn"
    TURN_WORDS = "vigtool turn words"


class Constraint(StrEnum):
    """How the annotations of a tier lie under those of its parent tier; the names are ELAN's."""

    INCLUDED_IN = "Included_In"
    SYMBOLIC_ASSOCIATION = "Symbolic_Association"
    SYMBOLIC_SUBDIVISION = "Symbolic_Subdivision"


DESCRIPTIONS: Final = {
    Constraint.INCLUDED_IN: "Time alignable annotations within the parent annotation's time interval, gaps are allowed",
    Constraint.SYMBOLIC_ASSOCIATION: "1-1 association with a parent annotation",
}
"""The constraints that we use, as ELAN itself describes them."""

CONSTRAINTS: Final[dict[TierType, Constraint | None]] = {
    TierType.MOMENT: None,
    TierType.KEY: Constraint.INCLUDED_IN,
    TierType.NOTE: Constraint.SYMBOLIC_ASSOCIATION,
    TierType.QUESTION: Constraint.SYMBOLIC_ASSOCIATION,
    TierType.STAR: Constraint.SYMBOLIC_ASSOCIATION,
    TierType.PRINCIPLE: Constraint.SYMBOLIC_ASSOCIATION,
    TierType.TURN: None,
    TierType.TURN_WORDS: Constraint.SYMBOLIC_ASSOCIATION,
}

TIER_NAMES: Final = {
    TierType.MOMENT: Wording("Hetket", "Ögonblick", "Moments"),
    TierType.KEY: Wording("Avainkuvat", "Nyckelbilder", "Key frames"),
    TierType.NOTE: Wording("Muistiinpanot", "Anteckningar", "Notes"),
    TierType.QUESTION: Wording("Kysymykset", "Frågor", "Questions"),
    TierType.STAR: Wording("Tähdet", "Stjärnor", "Stars"),
    TierType.TURN: Wording("vuorot", "turer", "turns"),
    TierType.TURN_WORDS: Wording("vuorojen kuvaus", "beskrivning av turerna", "words about the turns"),
}
"""Tiers of turns stand after the name of their person; those of principles bear the principle's name."""

STARRED: Final = Wording("tähdellä merkitty", "stjärnmärkt", "starred")


def turn_words(kind: TurnKind) -> Wording:
    """What a kind of turn is called in each language, as in the session log. Raises ``ResourceMissing``."""
    return Wording(**{language: report_words(language)[f"turn.{kind}"] for language in LANGUAGES})
