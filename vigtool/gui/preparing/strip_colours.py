"""The colours of the stage and the timeline strip, which stay dark in both palettes: the film is what shines."""

from typing import Final

STAGE: Final = "#0f1113"
STAGE_WORDS: Final = "#c9c5bd"
GROUND: Final = "#15181b"
TRACK: Final = "#1d2125"
RULE: Final = "#3b4249"
FRAME: Final = "#282d32"
LANE: Final = "#191d20"
SOUND: Final = "#5f7f95"
GAP: Final = "#a59b86"
RULE_MAJOR: Final = "#6b747d"
RULE_WORDS: Final = "#aeb5bc"
PLAYHEAD: Final = "#f6f1e7"
BAR: Final = "#2e625d"
BAR_HOVER: Final = "#38756f"
BAR_WORDS: Final = "#e2f3f0"
CHOSEN: Final = "#63c4ba"
CHOSEN_WORDS: Final = "#0c2422"
DRAFT: Final = "#e2b66a"

WORD_PAIRS: Final = (
    (STAGE_WORDS, STAGE),
    (RULE_WORDS, GROUND),
    (BAR_WORDS, BAR),
    (BAR_WORDS, BAR_HOVER),
    (CHOSEN_WORDS, CHOSEN),
)
"""(foreground, background) of words; tests measure WCAG AA on them."""
