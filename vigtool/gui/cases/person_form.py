"""Naming a person of a case."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from vigtool.domain.people import Deciding, Person, Role
from vigtool.gui.cases.guardian_choice import GuardianChoice
from vigtool.gui.cases.kind_words import KindWords
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class PersonForm(QFrame):
    """``given`` carries name, role and family (empty where a case has no several families), ``left`` nothing."""

    given = Signal(str, object, str)
    left = Signal()
    erase_asked = Signal()

    def __init__(
        self,
        words: KindWords,
        families: Sequence[str],
        *,
        first: bool = False,
        person: Person | None = None,
        others: Sequence[Person] = (),
    ) -> None:
        """``person`` is who is to be changed: all but the role can be; None for someone new.

        ``others`` of the case can be chosen as guardians.
        """
        super().__init__()
        self._new = person is None
        self.family = NameChoice()
        self.family.setEditable(True)
        self.family.addItems(list(families))
        self.family.setCurrentText("" if person is None else person.family)
        self.name = QLineEdit()
        self.role = QComboBox()
        for role in [one.role for one in words.kind.roles] if person is None else [person.role]:
            self.role.addItem(words.role(role), role)
        self.role.setEnabled(self._new)
        decides = ((), Deciding.ANY) if person is None else (person.guardians, person.deciding)
        self.guardians = GuardianChoice([one for one in others if one.role is not Role.CHILD], *decides)
        rank = Rank.FILLED if first else Rank.OUTLINED
        self.add_button = Button(tr("Add"), "user-plus", rank) if self._new else Button(tr("Keep"), "check", rank)
        self.name.setText("" if person is None else person.name)
        self.add_button.setEnabled(not self._new)
        self._leave = Button(tr("Done") if self._new else tr("Leave it as it was"), "", Rank.QUIET)
        if first:
            self._leave.hide()
        named = "" if person is None else person.name
        self.erase_button = Button(tr("Erase"), "trash-2", Rank.QUIET)
        self.erase_button.setAccessibleName(tr("Erase what concerns {person}").format(person=named))
        if person is None:
            self.erase_button.hide()
        self.erase_button.clicked.connect(lambda _checked=False: self.erase_asked.emit())
        self._lay_out(families=words.kind.families)
        self.name.textChanged.connect(self._enable)
        self.name.returnPressed.connect(self._give)
        self.add_button.clicked.connect(self._give)
        self._leave.clicked.connect(self.left)
        self.role.currentIndexChanged.connect(self._fit)
        self._fit()

    def _lay_out(self, *, families: bool) -> None:
        line = QHBoxLayout()
        line.setSpacing(Space.MEDIUM)
        line.addLayout(field(tr("Name"), self.name), 3)
        line.addLayout(field(tr("Role"), self.role), 2)
        if families:
            line.addLayout(field(tr("Family"), self.family), 2)
        else:
            self.family.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, Space.SMALL)
        page.setSpacing(Space.MEDIUM)
        page.addLayout(line)
        page.addWidget(self.guardians)
        page.addWidget(
            label(
                tr(
                    "The name stays in the vault, but for forms that you print to be signed. "
                    "What else leaves it says only the role, such as Parent 1."
                ),
                "small",
                wrap=True,
            )
        )
        page.addLayout(row(self.add_button, self._leave, None, self.erase_button))

    @Slot()
    def _fit(self) -> None:
        """Ask who decides where others do: for children, and for whom guardians were named."""
        child = Role(self.role.currentData()) in (Role.CHILD, Role.SIBLING)
        named = bool(self.guardians.list.boxes) and (child or bool(self.guardians.chosen))
        self.guardians.setVisible(named)

    @Slot()
    def _enable(self) -> None:
        self.add_button.setEnabled(bool(self.name.text().strip()))

    @Slot()
    def _give(self) -> None:
        if self.add_button.isEnabled():
            family = self.family.currentText().strip()
            self.given.emit(self.name.text().strip(), Role(self.role.currentData()), family)
            if self._new:
                self.name.clear()
                self.name.setFocus()


def families_of(people: Iterable[Person]) -> list[str]:
    """The families that are named, in the order in which they were."""
    return list(dict.fromkeys(person.family for person in people if person.family))
