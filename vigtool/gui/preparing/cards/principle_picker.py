"""The items of a category to choose from, with what each means; works with the keys alone."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from vigtool.domain.moments import Moment
from vigtool.domain.principles import Category, Item
from vigtool.gui.preparing.cards.ground import Ground
from vigtool.gui.shared.accessible_windows import stands_in_window
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import language, tr

WIDTH: Final = 380
LINES: Final = 9
"""Items that are seen at once at most."""
ID: Final = Qt.ItemDataRole.UserRole
INDENT: Final = "\u2003"


class Lines(QListWidget):
    """A list that tells of Space and Enter: ``chosen``. Qt's own would keep Space to itself."""

    chosen = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter choose the line."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


@stands_in_window
class PrinciplePicker(QFrame):
    """``toggled`` carries the id of a category or item. Space or Enter chooses, Escape closes."""

    toggled = Signal(str)
    closed = Signal()

    def __init__(self, ground: Ground, category: Category, moment: Moment, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(with_text(WIDTH))
        self._ground, self._category = ground, category
        name = category.name.in_language(language())
        self.setAccessibleName(name)
        self.items = Lines()
        self.items.setAccessibleName(name)
        self.items.setWordWrap(True)
        self.items.setFrameShape(QFrame.Shape.NoFrame)
        self.meaning = label("", "muted", wrap=True)
        self._parts: dict[str, Category | Item] = {category.id: category}
        self._add_line(category, 0)
        for depth, item in category.in_order():
            self._parts[item.id] = item
            self._add_line(item, depth + 1)
        self._lay_out(name)
        self.show_moment(moment)
        self.items.currentRowChanged.connect(self._explain)
        self.items.itemClicked.connect(self._toggle)
        self.items.chosen.connect(lambda: self._toggle(self.items.currentItem()))
        self.items.setCurrentRow(1 if self.items.count() > 1 else 0)

    def show_moment(self, moment: Moment) -> None:
        """Show which are seen now."""
        for place in range(self.items.count()):
            line = self.items.item(place)
            seen = self._ground.principles.is_seen(moment, line.data(ID))
            line.setCheckState(Qt.CheckState.Checked if seen else Qt.CheckState.Unchecked)

    def open_beside(self, button: QWidget) -> None:
        """Open at the left of a button, within its screen, and take the keys."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(-self.width(), 0))
        room = button.screen().availableGeometry()
        x = min(max(corner.x(), room.left()), room.right() - self.width())
        y = min(max(corner.y(), room.top()), room.bottom() - self.height())
        self.move(x, y)
        self.show()
        self.items.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it is gone."""
        super().closeEvent(event)
        self.closed.emit()

    def _toggle(self, line: QListWidgetItem) -> None:
        if not self._ground.read_only:
            self.toggled.emit(line.data(ID))

    def _add_line(self, part: Category | Item, depth: int) -> None:
        line = QListWidgetItem(INDENT * max(depth - 1, 0) + part.name.in_language(language()))
        line.setData(ID, part.id)
        line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.items.addItem(line)

    def _explain(self, place: int) -> None:
        part = self._parts[self.items.item(place).data(ID)]
        words = [part.description.in_language(language())]
        if isinstance(part, Item) and part.examples:
            examples = "\n".join(f"\u2013 {one.in_language(language())}" for one in part.examples)
            words.append(tr("For example:") + f"\n{examples}")
        self.meaning.setText("\n\n".join(words))

    def _lay_out(self, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addWidget(label(f"{self._category.key}  {name}", "strong", wrap=True))
        column.addWidget(self.items)
        column.addWidget(self.meaning)
        high = self.items.sizeHintForRow(0) + Space.HAIR
        self.items.setFixedHeight(high * min(self.items.count(), LINES) + Space.SMALL)
        # Room for the longest meaning, so that nothing jumps while the lines are gone through.
        self.meaning.setMinimumHeight(6 * self.meaning.fontMetrics().lineSpacing())
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
