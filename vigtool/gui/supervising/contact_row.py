"""One contact of the list: who it is, whether the words were compared, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from vigtool.domain.contacts import Contact
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.head_line import HeadLine
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class ContactRow(QFrame):
    """``compare_asked``, ``rename_asked`` and ``remove_asked`` follow its buttons."""

    compare_asked = Signal()
    rename_asked = Signal()
    remove_asked = Signal()

    def __init__(self, contact: Contact, *, read_only: bool) -> None:
        super().__init__()
        told = standing(contact)
        self.setAccessibleName(f"{contact.name}. {told}")
        self.compare = Button(tr("Compare the words…"), "shield-check")
        self.compare.setAccessibleName(tr("Compare the words with {name}").format(name=contact.name))
        self.rename = Button("", "pencil", Rank.QUIET, name=tr("Call {name} otherwise").format(name=contact.name))
        self.remove = Button("", "x", Rank.QUIET, name=tr("Remove {name}").format(name=contact.name))
        words = QWidget()
        held = column(ElidedLabel(contact.name, "strong"), label(told, "small", wrap=True), gap=2)
        held.setContentsMargins(0, 0, 0, 0)
        words.setLayout(held)
        deeds = HeadLine(words)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, Space.HAIR, 0, Space.HAIR)
        line.setSpacing(Space.MEDIUM)
        line.addWidget(
            drawing(sign(contact), colours().given if contact.verified else ""), 0, Qt.AlignmentFlag.AlignTop
        )
        line.addLayout(deeds, 1)
        for button in (self.compare, self.rename, self.remove):
            deeds.addWidget(button)
        self.compare.setVisible(not contact.verified and not read_only)
        for button, signal in (
            (self.compare, self.compare_asked),
            (self.rename, self.rename_asked),
            (self.remove, self.remove_asked),
        ):
            button.clicked.connect(lambda _checked=False, asked=signal: asked.emit())
        for button in (self.rename, self.remove):
            button.setVisible(not read_only)


def sign(contact: Contact) -> str:
    """The icon of whether the words were compared."""
    return "circle-check" if contact.verified else "circle-dashed"


def standing(contact: Contact) -> str:
    """Whether the words were compared, in words."""
    if contact.verified_at is None:
        return tr("The six words are not compared yet: until then it may be anybody's card.")
    return tr("The six words were compared on {date}.").format(date=spoken_date(contact.verified_at.astimezone()))
