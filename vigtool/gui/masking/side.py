"""Beside the picture: who is to be covered, how far that is, what can be done here, and the voices."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from vigtool.domain.identifiers import PersonId
from vigtool.domain.masking import VoiceWay
from vigtool.domain.people import Person
from vigtool.gui.masking.keys import Deed, tip
from vigtool.gui.masking.words import arrow_words
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.ranks import give_rank
from vigtool.gui.shared.shortening import shortened
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

LONGEST: Final = 40
"""Letters of a name."""
MIXED: Final = "mixed"
"""What the choice holds while parts of the stretch are treated otherwise than others."""
ICONS: Final = {
    Deed.BOX: "square",
    Deed.FOLLOW: "refresh-cw",
    Deed.ABSENT: "circle-slash",
    Deed.ABSENT_GAP: "circle-slash",
    Deed.BRIDGE: "git-commit-horizontal",
    Deed.FORGET: "circle-dashed",
    Deed.UNCOVER: "trash-2",
}


class Side(QWidget):
    """``asked`` carries a ``Deed``, ``person_chosen`` a PersonId, ``voices_chosen`` a ``VoiceWay`` or None."""

    asked = Signal(object)
    person_chosen = Signal(str)
    voices_chosen = Signal(object)

    def __init__(self, people: Sequence[Person], *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self.who = NameChoice()
        for one in people:
            self.who.addItem(shortened(one.name, LONGEST), one.id)
        self.state = label("", "strong", wrap=True)
        self.buttons = {deed: self._button(words, deed) for deed, words in _deed_words().items()}
        self.uncover_button = self._button("", Deed.UNCOVER, name=tr("Do not cover this person"))
        self.voices = QComboBox()
        for words, way in (
            (tr("As they are"), None),
            (tr("Silent"), VoiceWay.MUTED),
            (tr("In another pitch"), VoiceWay.PITCHED),
        ):
            self.voices.addItem(words, way)
        self._lay_out()
        self.who.activated.connect(lambda at: self.person_chosen.emit(self.who.itemData(at)))
        self.voices.activated.connect(lambda at: self.voices_chosen.emit(self.voices.itemData(at)))

    def show_person(self, person: PersonId | None, told: str) -> None:
        """Show who is chosen, and how far they are covered."""
        with QSignalBlocker(self.who):
            self.who.setCurrentIndex(self.who.findData(person))
        self.state.setText(told)

    def offer(self, deeds: Mapping[Deed, bool]) -> None:
        """Offer these deeds or not, as the frame that is shown allows."""
        for deed, button in (*self.buttons.items(), (Deed.UNCOVER, self.uncover_button)):
            button.setEnabled(deeds.get(deed, False) and not self._read_only)
        self.voices.setEnabled(not self._read_only)

    def show_voices(self, way: VoiceWay | None, *, mixed: bool) -> None:
        """Show what becomes of the voices."""
        with QSignalBlocker(self.voices):
            place = self.voices.findData(MIXED)
            if mixed and place < 0:
                self.voices.addItem(tr("Partly changed"), MIXED)
            elif not mixed and place >= 0:
                self.voices.removeItem(place)
            self.voices.setCurrentIndex(self.voices.findData(MIXED if mixed else way))

    def show_next_thing(self, deed: Deed | None) -> None:
        """Let the button of the next thing to do be the filled one, or none of these."""
        for own, button in self.buttons.items():
            give_rank(button, Rank.FILLED if own is deed else _usual(own), ICONS[own])

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, Space.HAIR, 0)
        page.setSpacing(Space.SMALL)
        who = row(self.who, self.uncover_button)
        who.setStretch(0, 1)
        page.addLayout(field(tr("Who is to be covered?"), self.who, extra=who))
        page.addWidget(self.state)
        deeds = column(gap=Space.HAIR)
        for button in self.buttons.values():
            deeds.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        page.addLayout(deeds)
        page.addWidget(label(arrow_words(), "small", wrap=True))
        page.addSpacing(Space.SMALL)
        page.addLayout(field(tr("Voices in this part"), self.voices))
        page.addStretch(1)

    def _button(self, text: str, deed: Deed, *, name: str = "") -> Button:
        made = Button(text, ICONS[deed], _usual(deed), name=name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setToolTip(tip(name or text, deed))
        made.clicked.connect(lambda _checked=False: self.asked.emit(deed))
        return made


def _usual(deed: Deed) -> Rank:
    return Rank.QUIET if deed in (Deed.FORGET, Deed.UNCOVER) else Rank.OUTLINED


def _deed_words() -> dict[Deed, str]:
    return {
        Deed.BOX: tr("Put a box here"),
        Deed.FOLLOW: tr("Follow both ways"),
        Deed.ABSENT: tr("Not in the picture here"),
        Deed.ABSENT_GAP: tr("Not in the picture in this gap"),
        Deed.BRIDGE: tr("Fill this gap evenly"),
        Deed.FORGET: tr("Leave this frame open"),
    }
