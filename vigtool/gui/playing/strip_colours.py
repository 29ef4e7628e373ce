"""The colours of the stage and the timeline strip, which stay dark in every palette: the film is what shines.

Words keep 4.5:1 and shapes that say something 3:1; in high contrast ``marks`` gives bars on which words keep 7:1.
"""

from dataclasses import dataclass
from typing import Final

from vigtool.gui.shared.palettes import CONTRASTING, colours

STAGE: Final = "#0f1113"
STAGE_WORDS: Final = "#c9c5bd"
GROUND: Final = "#15181b"
TRACK: Final = "#1d2125"
RULE: Final = "#3b4249"
FRAME: Final = "#30363c"
LANE: Final = "#191d20"
SOUND: Final = "#5f7f95"
GAP: Final = "#a59b86"
RULE_MAJOR: Final = "#6b747d"
RULE_WORDS: Final = "#aeb5bc"
PLAYHEAD: Final = "#f6f1e7"
BAR: Final = "#38756f"
BAR_HOVER: Final = "#3a7771"
HOVER_EDGE: Final = "#8fd6ce"
BAR_WORDS: Final = "#e2f3f0"
CHOSEN: Final = "#63c4ba"
CHOSEN_EDGE: Final = "#d8f4f0"
CHOSEN_WORDS: Final = "#0c2422"
DRAFT: Final = "#e2b66a"
TURN: Final = "#5d6595"
TURN_WORDS: Final = "#eceefb"
CHOSEN_TURN: Final = "#b9c0f0"
CHOSEN_TURN_WORDS: Final = "#191c36"
ARC: Final = "#7d86bd"
CHOSEN_ARC: Final = "#d3d8fa"
SNAP: Final = "#8fd6ce"
MAP_TICK: Final = "#6fb3ab"
MAP_BOX: Final = "#9aa3ab"
FOCUS: Final = "#8fd6ce"

WORD_PAIRS: Final = (
    (STAGE_WORDS, STAGE),
    (RULE_WORDS, GROUND),
    (BAR_WORDS, BAR),
    (BAR_WORDS, BAR_HOVER),
    (CHOSEN_WORDS, CHOSEN),
    (TURN_WORDS, TURN),
    (CHOSEN_TURN_WORDS, CHOSEN_TURN),
)
"""(foreground, background) of words; tests measure WCAG AA on them."""

SHAPE_PAIRS: Final = (
    (PLAYHEAD, TRACK),
    (BAR, TRACK),
    (BAR_HOVER, TRACK),
    (HOVER_EDGE, BAR_HOVER),
    (CHOSEN, TRACK),
    (TURN, LANE),
    (CHOSEN_TURN, LANE),
    (ARC, TRACK),
    (CHOSEN_ARC, TRACK),
    (DRAFT, TRACK),
    (SNAP, TRACK),
    (MAP_TICK, LANE),
    (MAP_BOX, LANE),
    (FOCUS, GROUND),
    (GAP, TRACK),
)
"""(shape, background) of what says something without words; tests measure 3:1 on them."""


@dataclass(frozen=True, slots=True)
class MarkColours:
    """The colours of moments and turns that are not chosen, ``#rrggbb`` each."""

    bar: str
    bar_hover: str
    bar_words: str
    turn: str
    turn_words: str


USUAL: Final = MarkColours(BAR, BAR_HOVER, BAR_WORDS, TURN, TURN_WORDS)
STRONG: Final = MarkColours("#b4bcc2", "#d3d9dd", "#000000", "#b3b9dc", "#000000")


def marks() -> MarkColours:
    """The colours of marks in the palette that is worn."""
    return STRONG if colours() in CONTRASTING else USUAL
