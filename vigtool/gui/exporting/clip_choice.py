"""What is asked before a clip leaves the vault: what for, and where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Person
from vigtool.domain.purposes import Purpose, Purposes
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.choosing import choose_target, documents, typed_path
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.services.families import TO_FAMILIES
from vigtool.wording.names import purpose_name
from vigtool.wording.translation import tr


class ClipChoice(QWidget):
    """``changed`` follows each choice."""

    changed = Signal()

    def __init__(
        self, purposes: Sequence[Purpose], recipients: Sequence[Person] = (), parent: QWidget | None = None
    ) -> None:
        """``purposes`` are those that can be chosen.

        ``recipients`` are the people among whom is to be chosen who gets a copy; none where that is not asked.
        """
        super().__init__(parent)
        self.recipients = Checklist([(one.id, _with_family(one)) for one in recipients], checked=False)
        self._who = label(tr("Who gets it?"), "field")
        self.purpose = QComboBox()
        for purpose in purposes:
            self.purpose.addItem(purpose_name(purpose), purpose)
        self.purpose.setCurrentIndex(self.purpose.findData(Purposes.FAMILY_COPY))
        self.line = QLineEdit(str(_free(_offered())))
        choose = Button(tr("Choose…"), "folder-open")
        choose.clicked.connect(self._choose)
        line = row(self.line, choose)
        line.setStretch(0, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.LARGE)
        page.addLayout(field(tr("What is it for?"), self.purpose))
        page.addWidget(self._who)
        page.addWidget(self.recipients)
        page.addLayout(
            field(tr("Where to?"), self.line, tr("A name that tells nothing of the family is best."), extra=line)
        )
        self.purpose.currentIndexChanged.connect(self._ask_who)
        self.recipients.changed.connect(self.changed)
        self.line.textChanged.connect(self.changed)

        self._ask_who()

    def chosen_purpose(self) -> Purpose:
        """What the clip is for."""
        return Purpose(self.purpose.currentData())

    def chosen_recipients(self) -> list[PersonId]:
        """Who gets the clip; nobody where that is not asked."""
        return [] if self.recipients.isHidden() else self.recipients.chosen()

    def target(self) -> Path | None:
        """The file to be written, with its ending, in a folder if only that was named; None while the line is empty."""
        path = typed_path(self.line.text())
        if path is None:
            return None
        if path.is_dir():
            return _free((path / tr("clip")).with_suffix(".mp4"))
        return path if path.suffix.lower() == ".mp4" else path.with_name(path.name + ".mp4")

    @Slot()
    def _ask_who(self) -> None:
        asked = bool(self.recipients.boxes) and self.chosen_purpose() in TO_FAMILIES
        self._who.setVisible(asked)
        self.recipients.setVisible(asked)
        self.changed.emit()

    @Slot()
    def _choose(self) -> None:
        suggested = self.target() or _offered()
        kind = tr("Video")
        chosen = choose_target(self, tr("Where to put the clip"), suggested, f"{kind} (*.mp4)")
        if chosen is not None:
            self.line.setText(str(chosen))


def _with_family(person: Person) -> str:
    return f"{person.name}  \N{MIDDLE DOT}  {person.family}" if person.family else person.name


def _offered() -> Path:
    return (documents() / tr("clip")).with_suffix(".mp4")


def _free(path: Path) -> Path:
    """The path, or the same with a number, so that no older clip is offered to be replaced."""
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem} {number}")
        number += 1
    return free
