"""The measures of the window: distances and radii in pixels, type sizes in points so that they follow the system."""

from enum import IntEnum
from typing import Final


class Space(IntEnum):
    """Distances between things."""

    HAIR = 4
    SMALL = 8
    MEDIUM = 12
    LARGE = 16
    WIDE = 24
    HUGE = 40


RADIUS_CONTROL: Final = 7
RADIUS_CARD: Final = 12
RAIL_WIDTH: Final = 192
READING_WIDTH: Final = 620
PAGE_WIDTH: Final = 1180

TYPE_SMALL: Final = 9.0
TYPE_BODY: Final = 10.0
TYPE_SECTION: Final = 12.5
TYPE_TITLE: Final = 20.0
ICON: Final = 18
ICON_GAP: Final = 5
"""Added to the style's own distance between an icon and its words."""
