"""How high everything on the strip is: what carries words follows the size of the font, pictures and sound do not."""

from dataclasses import dataclass
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

INSET: Final = 16
"""Pixels at both ends, so that the playhead is whole at the film's begin."""
GAP: Final = 4
FILM: Final = 44
SOUND: Final = 26
FLAT: Final = 3
"""Pixels that words may be higher than their bar: the room above capitals and below letters without tails."""
MOST_TURN_LANES: Final = 4
MOST_SPEAKER_LANES: Final = 6
"""Where a film shows the turns of many, as in a team."""
SMALLER: Final = 0.9
"""The strip's words against the font of the window."""


def small_font(base: QFont) -> QFont:
    """The font of the strip's words."""
    font = QFont(base)
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * SMALLER)
    else:
        font.setPixelSize(max(round(font.pixelSize() * SMALLER), 1))
    return font


@dataclass(frozen=True, slots=True)
class Measures:
    """Pixels from the strip's top; ``line`` is the height of a line of words, ``turn_lanes`` 0 for no turns."""

    line: int
    turn_lanes: int = 0

    @classmethod
    def of(cls, font: QFont, turn_lanes: int = 0) -> "Measures":
        """The measures for the font of the strip's words."""
        return cls(ceil(QFontMetricsF(font).height()), turn_lanes)

    @property
    def ruler(self) -> int:
        """Where the ruler ends."""
        return self.line + 11

    @property
    def moments_top(self) -> int:
        """Where the moments begin."""
        return self.ruler + 7

    @property
    def moments_height(self) -> int:
        """What all rows of moments have together."""
        return round(2.7 * self.line)

    @property
    def turn_height(self) -> int:
        """The height of a turn."""
        return self.line + 4

    @property
    def turn_gap(self) -> int:
        """Between two lanes of turns, for the arcs."""
        return self.line if self.turn_lanes < MOST_TURN_LANES - 1 else self.line // 2

    @property
    def turns_top(self) -> int:
        """Where the turns begin."""
        return self.moments_top + self.moments_height + GAP

    @property
    def turns_height(self) -> int:
        """What all lanes of turns have together, the arcs included."""
        lanes = self.turn_lanes
        return lanes * self.turn_height + (lanes - 1) * self.turn_gap + 2 * GAP if lanes else 0

    @property
    def film_top(self) -> int:
        """Where the pictures begin."""
        return self.turns_top + self.turns_height

    @property
    def sound_top(self) -> int:
        """Where the sound begins."""
        return self.film_top + FILM + GAP

    @property
    def sound_height(self) -> int:
        """What the sound has; how far it is made is said in it."""
        return max(SOUND, self.line + 8)

    @property
    def minimap_top(self) -> int:
        """Where the minimap begins."""
        return self.sound_top + self.sound_height + GAP + 1

    @property
    def minimap_height(self) -> int:
        """What the minimap has, shown or not: nothing moves when it comes."""
        return max(10, self.line * 2 // 3)

    @property
    def height(self) -> int:
        """The strip's height."""
        return self.minimap_top + self.minimap_height + GAP

    def turn_lane(self, number: int, width: float) -> QRectF:
        """The place of a lane of turns."""
        top = self.turns_top + number * (self.turn_height + self.turn_gap)
        return QRectF(0, top, width, self.turn_height)

    def film(self, width: float) -> QRectF:
        """The place of the pictures."""
        return QRectF(0, self.film_top, width, FILM)

    def sound(self, width: float) -> QRectF:
        """The place of the sound."""
        return QRectF(0, self.sound_top, width, self.sound_height)

    def minimap(self, width: float) -> QRectF:
        """The place of the minimap, which has the insets of the strip."""
        return QRectF(INSET, self.minimap_top, max(width - 2 * INSET, 1), self.minimap_height)


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows of moments lie: ``count`` of them, one above the other, each at least 3 pixels high."""

    measures: Measures
    count: int

    @property
    def pitch(self) -> float:
        """From row to row."""
        return (self.measures.moments_height + 2) / self.count

    @property
    def height(self) -> float:
        """The height of a moment."""
        return max(self.pitch - (GAP if self.count == 1 else 2), 3.0)

    @property
    def wordy(self) -> bool:
        """Whether a row is high enough for words."""
        return self.height >= self.measures.line - FLAT

    def top(self, row: int) -> float:
        """Where a row begins."""
        return self.measures.moments_top + row * self.pitch

    def at(self, y: float) -> int | None:
        """The row at a height; None between and outside of them."""
        row = int((y - self.measures.moments_top) // self.pitch)
        inside = 0 <= row < self.count and y - self.top(row) <= self.height
        return row if inside else None
