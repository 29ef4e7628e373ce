"""Choosing the cycle that a film belongs to, and what it shows there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QBoxLayout, QComboBox, QWidget

from vigtool.domain.cycles import Cycle, Part
from vigtool.domain.identifiers import CycleId
from vigtool.gui.shared.cycle_words import cycle_heading
from vigtool.gui.shared.fonts import text_scale
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

BESIDE_UP_TO: Final = 1.3
"""Larger text than this has the two choices below each other."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a film belongs: ``cycle`` is None for no cycle, and for one that is still to be made if ``new``."""

    cycle: CycleId | None
    part: Part
    new: bool = False


def next_place(cycles: Sequence[Cycle]) -> Place:
    """Where the next film most probably belongs: into the gap of the last cycle, else into a new one."""
    if not cycles:
        return Place(None, Part.FAMILY, new=True)
    last = cycles[-1]
    missing = next((part for part in Part if not last.films_of(part)), None)
    return Place(None, Part.FAMILY, new=True) if missing is None else Place(last.id, missing)


class CyclePlace(QWidget):
    """Two choices beside each other; ``place`` tells what was chosen."""

    def __init__(self, cycles: Sequence[Cycle], chosen: Place, word: str, parts: Mapping[Part, str]) -> None:
        super().__init__()
        self.cycle = NameChoice()
        self.part = QComboBox()
        for cycle in reversed(cycles):
            self.cycle.addItem(cycle_heading(cycle, word), Place(cycle.id, Part.FAMILY))
        self.cycle.addItem(tr("A new one"), Place(None, Part.FAMILY, new=True))
        self.cycle.addItem(tr("None yet"), Place(None, Part.FAMILY))
        for part in Part:
            self.part.addItem(parts[part], part)
        wanted = [
            place
            for place in range(self.cycle.count())
            if (self.cycle.itemData(place).cycle, self.cycle.itemData(place).new) == (chosen.cycle, chosen.new)
        ]
        self.cycle.setCurrentIndex(wanted[0] if wanted else self.cycle.count() - 1)
        self.part.setCurrentIndex(list(Part).index(chosen.part))
        beside = text_scale() <= BESIDE_UP_TO
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom, self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.MEDIUM)
        line.addLayout(field(word, self.cycle), 1)
        line.addLayout(field(tr("What the film shows"), self.part), 1)
        self.cycle.currentIndexChanged.connect(self._allow_part)
        self._allow_part()

    @property
    def place(self) -> Place:
        """What is chosen now."""
        chosen: Place = self.cycle.currentData()
        return Place(chosen.cycle, Part(self.part.currentData()), new=chosen.new)

    def _allow_part(self) -> None:
        place: Place = self.cycle.currentData()
        self.part.setEnabled(place.new or place.cycle is not None)
