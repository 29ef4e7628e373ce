"""The principles seen in the open moment as chips, and the six categories of the pack to choose from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.moments import Moment, PrincipleSeen
from vigtool.domain.principles import Category
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.preparing.cards.principle_chip import Chip
from vigtool.gui.preparing.cards.principle_picker import PrinciplePicker
from vigtool.gui.preparing.cards.quiet_buttons import quiet_button
from vigtool.gui.preparing.cards.wishes import Changed
from vigtool.gui.preparing.edits import Step
from vigtool.gui.shared.flow import FlowLayout
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import language, tr


class SeenChips(QWidget):
    """The principles that are seen in a moment; pressing one takes it out. ``asked`` carries a ``Wish``."""

    asked = Signal(object)

    def __init__(self, ground: Ground, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self._shown: tuple[PrincipleSeen, ...] | None = None
        self.chips: dict[PrincipleSeen, Chip] = {}
        self._flow = FlowLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.HAIR)
        self._column.addLayout(self._flow)
        self.hint = label("", "small", wrap=True)
        self._column.addWidget(self.hint)
        self.show_moment(moment)

    def show_moment(self, moment: Moment) -> None:
        """Show the principles as they are now; nothing where there are none."""
        if moment.principles == self._shown:
            return
        self._shown = moment.principles
        clear(self._flow)
        words = self._ground.principles
        self.chips = {seen: self._chip(seen) for seen in moment.principles}
        for chip in self.chips.values():
            self._flow.addWidget(chip)
            chip.show()
        hints = dict.fromkeys(hint for seen in moment.principles if (hint := words.hint(seen)))
        self.hint.setText("\n".join(hints))
        self.hint.setVisible(bool(hints))
        self.setVisible(bool(moment.principles))

    def _chip(self, seen: PrincipleSeen) -> Chip:
        words = self._ground.principles
        chip = Chip(words.chip(seen), words.hint(seen), on=True, parent=self)
        chip.setEnabled(not self._ground.read_only)
        take_out = Changed(Step.PRINCIPLE_REMOVED, lambda moment: moment.with_principle(seen, present=False))
        chip.clicked.connect(lambda _checked=False: self.asked.emit(take_out))
        return chip


class Categories(QWidget):
    """The categories of the pack with their keys, each with its items behind a button. ``asked`` carries a ``Wish``."""

    asked = Signal(object)

    def __init__(self, ground: Ground, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._moment = ground, moment
        self.chips: dict[str, Chip] = {}
        self.more: dict[str, QWidget] = {}
        self.picker: PrinciplePicker | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        pack = ground.principles.pack
        if pack is None:
            column.addWidget(label(tr("The words of the principles are not at hand here."), "muted", wrap=True))
        else:
            for category in sorted(pack.categories, key=lambda one: one.key):
                column.addLayout(row(self._chip(category), self._more_button(category), gap=Space.HAIR))
        self.show_moment(moment)

    def show_moment(self, moment: Moment) -> None:
        """Show which categories are seen now."""
        self._moment = moment
        for item, chip in self.chips.items():
            chip.show_on(on=self._ground.principles.is_seen(moment, item))
        if self.picker is not None:
            self.picker.show_moment(moment)

    def _chip(self, category: Category) -> Chip:
        name = category.name.in_language(language())
        hint = category.description.in_language(language())
        chip = Chip(f"{category.key}  {name}", hint, on=False)
        chip.setEnabled(not self._ground.read_only)
        chip.clicked.connect(lambda _checked=False: self._toggle(category.id))
        self.chips[category.id] = chip
        return chip

    def _more_button(self, category: Category) -> QWidget:
        name = tr("Choose more exactly: {name}").format(name=category.name.in_language(language()))
        made = quiet_button("", "list-tree", lambda: self.open_picker(category), name=name)
        self.more[category.id] = made
        return made

    def open_picker(self, category: Category) -> None:
        """Offer the items of a category."""
        picker = PrinciplePicker(self._ground, category, self._moment, self)
        picker.toggled.connect(self._toggle)
        picker.closed.connect(self._forget_picker)
        self.picker = picker
        picker.open_beside(self.more[category.id])

    def _toggle(self, item: str) -> None:
        self.asked.emit(self._ground.principles.toggled(self._moment, item))
        self.show_moment(self._moment)

    def _forget_picker(self) -> None:
        self.picker = None
