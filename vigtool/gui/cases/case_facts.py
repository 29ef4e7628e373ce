"""What kind of case it is and which principles it is prepared with, under its name; both can be changed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.identifiers import KindId
from vigtool.gui.cases.kind_choice import KindChoice
from vigtool.gui.cases.kind_words import KindWords
from vigtool.gui.shared.buttons import Button, LongButton, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.tokens import Space
from vigtool.services.kinds import is_known, kinds
from vigtool.wording.translation import language, tr


class CaseFacts(QWidget):
    """``kind_chosen`` carries a KindId, ``pack_asked`` nothing."""

    kind_chosen = Signal(str)
    pack_asked = Signal()

    def __init__(self, *, read_only: bool) -> None:
        super().__init__()
        self._read_only = read_only
        self.choice: KindChoice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.SMALL)

    def show_facts(self, kind: KindId, words: KindWords, pack: str) -> None:
        """Show the kind, and the name of the principle pack."""
        clear(self._column)
        self.choice = None
        name = words.kind.name.in_language(language()) if is_known(kind) else tr("A kind of a newer version")
        self.kind_button = Button(tr("Kind of case: {kind}").format(kind=name), "briefcase", Rank.LINK)
        self.kind_button.setEnabled(not self._read_only)
        self.kind_button.clicked.connect(lambda _checked=False: self.offer_kinds(kind))
        self.pack_button = LongButton(pack, "list-tree", Rank.LINK)
        self.pack_button.setAccessibleName(tr("Principles: {pack}").format(pack=pack))
        self.pack_button.clicked.connect(lambda _checked=False: self.pack_asked.emit())
        self._column.addLayout(row(self.kind_button, self.pack_button, None, gap=Space.LARGE))
        if is_known(kind):
            self._column.addWidget(label(words.about, "small", wrap=True))

    @Slot(str)
    def offer_kinds(self, kind: KindId) -> None:
        """Ask which kind it is."""
        clear(self._column)
        self.choice = KindChoice(kinds(), kind)
        keep = Button(tr("Keep"), "check")
        leave = Button(tr("Leave it as it was"), "", Rank.QUIET)
        chosen = self.choice
        keep.clicked.connect(lambda _checked=False: self.kind_chosen.emit(chosen.chosen))
        leave.clicked.connect(lambda _checked=False: self.kind_chosen.emit(kind))
        self._column.addWidget(self.choice)
        words = tr("Nothing in the case changes. What is offered and which consents are asked for may.")
        self._column.addWidget(label(words, "small", wrap=True))
        self._column.addLayout(row(keep, leave, None))
        self.keep_button = keep
        self.choice.box.setFocus()
