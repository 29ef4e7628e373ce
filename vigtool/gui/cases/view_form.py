"""What a child thinks of being seen in one film, noted in the child's own way."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout

from vigtool.domain.consent import ChildView, Stance
from vigtool.domain.people import Person
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.text_areas import text_area
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

LINES = 2


class ViewForm(QFrame):
    """``given`` carries a ``Stance``, the child's words and who asked; ``left`` nothing."""

    given = Signal(object, str, str)
    left = Signal()

    def __init__(self, person: Person, film: str, known: ChildView | None) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.stances = {one: QRadioButton(stance_words(one)) for one in Stance}
        self._group = QButtonGroup(self)
        self.words = text_area(LINES)
        self.words.setPlainText("" if known is None else known.words)
        self.by = QLineEdit("" if known is None else known.by)
        self.keep_button = Button(tr("Keep"), "check", Rank.FILLED)
        leave = Button(tr("Leave it as it was"), "", Rank.QUIET)
        choices = QHBoxLayout()
        choices.setSpacing(Space.WIDE)
        for stance, box in self.stances.items():
            self._group.addButton(box)
            box.setChecked(known is not None and known.stance is stance)
            box.toggled.connect(self._enable)
            choices.addWidget(box)
        choices.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        question = tr("What does {person} think of being seen in “{film}”?")
        page.addWidget(label(question.format(person=person.name, film=film), "strong", wrap=True))
        told = tr(
            "Ask in the child's own way: in words, by looking together, by pictures. Not wanting is a good answer."
        )
        page.addWidget(label(told, "muted", wrap=True))
        page.addLayout(choices)
        page.addLayout(field(tr("What the child said or showed"), self.words))
        page.addLayout(field(tr("Who asked"), self.by))
        stops = tr("If the child does not want to be seen, the film is not shown or handed to others.")
        page.addWidget(label(stops, "small", wrap=True))
        page.addLayout(row(self.keep_button, leave, None))
        self._enable()
        self.keep_button.clicked.connect(self._give)
        leave.clicked.connect(lambda _checked=False: self.left.emit())

    @property
    def stance(self) -> Stance | None:
        """What was chosen."""
        return next((one for one, box in self.stances.items() if box.isChecked()), None)

    @Slot()
    def _enable(self) -> None:
        self.keep_button.setEnabled(self.stance is not None)

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.stance, self.words.toPlainText().strip(), self.by.text().strip())


def stance_words(stance: Stance) -> str:
    """How a child stands to being seen."""
    match stance:
        case Stance.WILLING:
            return tr("Gladly")
        case Stance.UNSURE:
            return tr("Not sure yet")
        case Stance.UNWILLING:
            return tr("Does not want to")
