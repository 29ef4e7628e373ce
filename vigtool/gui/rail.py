"""The places of the window, always at its left."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from vigtool.gui.actions import Action, ActionId, action
from vigtool.gui.settings_menu import SettingsMenu
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.icons import icon
from vigtool.gui.shared.key_words import keys_in_words
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.tokens import ICON, RAIL_WIDTH, Space
from vigtool.wording.translation import tr

PLACES: Final = (
    ActionId.CASES,
    ActionId.PREPARE,
    ActionId.REVIEW,
    ActionId.SUPERVISION,
    ActionId.LOG,
    ActionId.KEEPING,
)
MOST: Final = 0.18
"""Share of the window that the rail takes at most beside a film."""
LINE: Final = 2
"""Pixels of the line at its right, where it is thickest."""
BELOW: Final = (ActionId.KEYS, ActionId.LOCK)


class PlaceButton(QPushButton):
    """An entry of the rail; its icon follows colours and choice."""

    def __init__(self, shown: Action, *, checkable: bool) -> None:
        super().__init__(shown.text)
        self._icon_name, self._words = shown.icon, shown.text
        self.setAccessibleName(shown.text)
        self.setProperty("rank", "place")
        self.setCheckable(checkable)
        side = with_text(ICON)
        self.setIconSize(QSize(side + Space.SMALL, side))
        self.show_keys(shown.shortcuts)
        self.toggled.connect(self._paint_icon)
        self._paint_icon()

    def show_keys(self, keys: Sequence[str]) -> None:
        """Tell in the tooltip which keys lead here."""
        self.setToolTip(f"{self._words}  ({keys_in_words(keys)})" if keys else self._words)

    def show_words(self, *, shown: bool) -> None:
        """Stand with words or without; the name stays."""
        self.setText(self._words if shown else "")

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the icon when the colours change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_icon()

    def _paint_icon(self) -> None:
        mine = colours()
        self.setIcon(
            icon(self._icon_name, mine.on_accent_soft if self.isChecked() else mine.muted, with_text(ICON), Space.SMALL)
        )


class Rail(QFrame):
    """``chosen`` carries an ``ActionId``."""

    chosen = Signal(object)

    def __init__(self, settings: SettingsMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(tr("Places"))
        self.buttons: dict[ActionId, PlaceButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.LARGE, Space.MEDIUM, Space.LARGE)
        column.setSpacing(Space.HAIR)
        self._brand = label("vigtool", "brand")
        self._brand.setContentsMargins(Space.MEDIUM, Space.HAIR, 0, Space.LARGE)
        column.addWidget(self._brand)
        for place in PLACES:
            column.addWidget(self._button(place, checkable=True))
        column.addStretch(1)
        self.settings = PlaceButton(settings_action(), checkable=False)
        self.settings.clicked.connect(lambda _checked=False: settings.open_above(self.settings))
        column.addWidget(self.settings)
        for place in BELOW:
            column.addWidget(self._button(place, checkable=False))
        self._column = column
        self._whole = max(RAIL_WIDTH, column.minimumSize().width() + LINE)
        self._room, self._place = 0, ActionId.CASES
        self.setFixedWidth(self._whole)

    def show_keys(self, changed: Mapping[str, Sequence[str]]) -> None:
        """Tell the keys as they are now; ``changed`` are those that the user has changed."""
        for wanted, one in self.buttons.items():
            one.show_keys(action(wanted, changed).shortcuts)

    def show_place(self, place: ActionId) -> None:
        """Mark the place in which the user is."""
        self._place = place
        self.fit(self._room)
        for one in PLACES:
            self.buttons[one].setChecked(one is place)

    def fit(self, room: int) -> None:
        """Stand without words where a film needs the room that large text takes; ``room``: the window's width."""
        self._room = room
        words = self._place is not ActionId.PREPARE or self._whole <= room * MOST
        self._brand.setVisible(words)
        for one in (*self.buttons.values(), self.settings):
            one.show_words(shown=words)
        self._column.activate()
        self.setFixedWidth(self._whole if words else self._column.minimumSize().width() + LINE)

    def _button(self, wanted: ActionId, *, checkable: bool) -> PlaceButton:
        made = PlaceButton(action(wanted), checkable=checkable)
        made.clicked.connect(lambda _checked=False: self.chosen.emit(wanted))
        self.buttons[wanted] = made
        return made


def settings_action() -> Action:
    """The button that opens the menu of language and colours, in the table's form."""
    return Action(ActionId.KEYS, tr("Settings"), (), "languages")
