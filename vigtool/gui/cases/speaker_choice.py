"""Who gave an answer: a guardian of the case by name, or anybody in words."""

from collections.abc import Sequence

from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Person
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.wording.translation import tr


class SpeakerChoice(NameChoice):
    """Offers the guardians, takes any words; ``speaker`` and ``words`` tell them apart."""

    def __init__(self, guardians: Sequence[Person], said: str = "") -> None:
        super().__init__()
        self._guardians = {one.name: one.id for one in guardians}
        self.setEditable(True)
        self.addItems(list(self._guardians))
        self.setCurrentText(said or next(iter(self._guardians), ""))
        field = self.lineEdit()
        if field is not None:
            field.setPlaceholderText(tr("for a child: a guardian"))
            field.setCursorPosition(0)

    @property
    def speaker(self) -> PersonId | None:
        """The guardian whose name stands there."""
        return self._guardians.get(self.words)

    @property
    def words(self) -> str:
        """What stands there."""
        return self.currentText().strip()


def guardians_of(person: Person, people: Sequence[Person]) -> list[Person]:
    """Those who decide for a person, in their order."""
    known = {one.id: one for one in people}
    return [known[one] for one in person.guardians if one in known]
