"""Whom a file means: each name in it beside the people of the case."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Person
from vigtool.gui.shared.form_rows import name_choice
from vigtool.gui.shared.labels import ElidedLabel
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

MOST: Final = 30
"""Names that are asked about; a file with more is of no one film, and those beyond are nobody of the case."""


class WhoIsWho(QWidget):
    """``choices`` has the field for each name of the file."""

    def __init__(
        self, named: Mapping[str, PersonId | None], people: Sequence[Person], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._named = dict(named)
        self.choices: dict[str, NameChoice] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.MEDIUM)
        grid.setVerticalSpacing(Space.SMALL)
        grid.setColumnStretch(0, 1)
        for place, (name, person) in enumerate(list(named.items())[:MOST]):
            box = NameChoice()
            box.addItem(tr("Nobody of this case"), None)
            for one in people:
                box.addItem(one.name, one.id)
            box.setCurrentIndex(max(box.findData(person), 0))
            name_choice(box, tr("Who is {name}?").format(name=name))
            self.choices[name] = box
            grid.addWidget(ElidedLabel(" ".join(name.split())), place, 0)
            grid.addWidget(box, place, 1)

    def people(self) -> dict[str, PersonId | None]:
        """Whom each name means; None for nobody of the case."""
        chosen: dict[str, PersonId | None] = {name: box.currentData() for name, box in self.choices.items()}
        return {**self._named, **chosen}
