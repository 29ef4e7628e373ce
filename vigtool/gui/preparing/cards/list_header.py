"""Above the cards: searching, choosing and ordering them; calm words and a way back when some are left out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from vigtool.domain.people import Person
from vigtool.domain.principles import Pack
from vigtool.gui.preparing.cards.moment_choice import Choice, Order
from vigtool.gui.preparing.cards.quiet_buttons import quiet_button
from vigtool.gui.shared.announcing import announce
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import language, tr

if TYPE_CHECKING:
    from vigtool.domain.identifiers import PersonId


class SearchField(QLineEdit):
    """Escape empties it and then leaves; Enter leaves."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape lead back to the film."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ListHeader(QWidget):
    """``choice`` and ``order`` are what is asked for; ``changed`` tells that it is something else now."""

    changed = Signal()
    left = Signal()

    def __init__(
        self, people: Sequence[Person], pack: Pack | None, starred: str, parent: QWidget | None = None
    ) -> None:
        """``starred`` says what a moment with a star is."""
        super().__init__(parent)
        self.choice, self.order = Choice(), Order.FILM
        self.search = SearchField()
        self.search.setPlaceholderText(tr("Search the moments"))
        self.search.setAccessibleName(tr("Search the moments"))
        self.search.setClearButtonEnabled(True)
        for inner in self.search.findChildren(QToolButton):
            inner.setAccessibleName(tr("Empty the search"))
        self.search.textChanged.connect(lambda text: self._choose(replace(self.choice, text=text)))
        self.search.left.connect(self.left)
        self.filters, self.orders = QMenu(self), QMenu(self)
        self.filter_button = quiet_button(
            "",
            "list-filter",
            lambda: _open(self.filters, self.filter_button),
            name=tr("Choose which moments are shown"),
        )
        self.order_button = quiet_button(
            "", "arrow-down-up", lambda: _open(self.orders, self.order_button), name=tr("Order of the moments")
        )
        self.told = label("", "small", wrap=True)
        self.all_button = quiet_button(tr("Show all"), "", self.show_all, rank=Rank.LINK)
        self.persons: dict[PersonId, QAction] = {}
        self.categories: dict[str, QAction] = {}
        self.starred = _entry(self.filters, starred, self._filter)
        self._fill_filters(people, pack)
        self.order_entries = self._fill_orders()
        self._lay_out()
        self.show_shown(0, 0)

    def show_shown(self, shown: int, of: int) -> None:
        """Say in words how many moments are shown, where some are left out."""
        hidden = not self.choice.everything
        words = tr("{shown} of {all} moments are shown").format(shown=shown, all=of)
        told = words if shown else tr("No moment fits this.")
        if hidden and told != self.told.text():
            announce(self.told, told)
        self.told.setText(told)
        self.told.setVisible(hidden)
        self.all_button.setVisible(hidden)
        self.filter_button.set_icon("list-filter")
        self.filter_button.setAccessibleDescription(words if hidden else "")

    def show_all(self) -> None:
        """Leave nothing out."""
        for entry in (self.starred, *self.persons.values(), *self.categories.values()):
            entry.setChecked(False)
        self.search.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.search.clear()
        self.search.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._choose(Choice())

    def _filter(self) -> None:
        person = next((one for one, entry in self.persons.items() if entry.isChecked()), None)
        category = next((one for one, entry in self.categories.items() if entry.isChecked()), "")
        chosen = Choice(self.choice.text, starred=self.starred.isChecked(), category=category, person=person)
        self._choose(chosen)

    def _choose(self, choice: Choice) -> None:
        if choice != self.choice:
            self.choice = choice
            self.changed.emit()

    def _sort(self, order: Order) -> None:
        if order != self.order:
            self.order = order
            self.changed.emit()

    def _fill_filters(self, people: Sequence[Person], pack: Pack | None) -> None:
        self.filters.setAccessibleName(tr("Choose which moments are shown"))
        if pack is not None:
            self.filters.addSeparator()
            group = _one_or_none(self.filters)
            for category in sorted(pack.categories, key=lambda one: one.key):
                name = f"{category.key}  {category.name.in_language(language())}"
                self.categories[category.id] = _entry(self.filters, name, self._filter, group)
        if people:
            self.filters.addSeparator()
            group = _one_or_none(self.filters)
            for person in people:
                name = tr("A turn of {name}").format(name=person.name)
                self.persons[person.id] = _entry(self.filters, name, self._filter, group)

    def _fill_orders(self) -> dict[Order, QAction]:
        self.orders.setAccessibleName(tr("Order of the moments"))
        group, entries = QActionGroup(self.orders), {}
        for order, words in order_words().items():
            entries[order] = _entry(self.orders, words, partial(self._sort, order), group)
        entries[self.order].setChecked(True)
        return entries

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.SMALL, Space.SMALL)
        column.setSpacing(0)
        column.addLayout(row(self.search, self.filter_button, self.order_button, gap=Space.HAIR))
        column.addLayout(row(self.told, None, self.all_button))


def order_words() -> dict[Order, str]:
    """Each order, in words."""
    return {
        Order.FILM: tr("As in the film"),
        Order.OWN: tr("In your own order"),
        Order.TITLE: tr("By title"),
        Order.NEWEST: tr("Last marked first"),
    }


def _one_or_none(menu: QMenu) -> QActionGroup:
    group = QActionGroup(menu)
    group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
    return group


def _entry(menu: QMenu, words: str, chosen: Callable[[], object], group: QActionGroup | None = None) -> QAction:
    entry = menu.addAction(words.replace("&", "&&"))
    entry.setCheckable(True)
    entry.triggered.connect(lambda _checked=False: chosen())
    if group is not None:
        group.addAction(entry)
    return entry


def _open(menu: QMenu, button: Button) -> None:
    menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height())))
