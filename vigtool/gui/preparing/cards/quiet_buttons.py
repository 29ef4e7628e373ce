"""Buttons on the card: a click does not take the keys away from the film, Tab reaches them all the same."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.key_tips import does
from vigtool.gui.shared.buttons import Button, Rank


def quiet_button(
    text: str,
    icon: str,
    pressed: Callable[[], object],
    *,
    name: str = "",
    deed: Deed | None = None,
    rank: Rank = Rank.QUIET,
) -> Button:
    """Return a button that does something when pressed; ``deed`` is what a key does too: its tooltip tells the key."""
    made = Button(text, icon, rank, name=name)
    if deed is not None:
        made.setAccessibleName(name or text)
        does(made, deed)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda _checked=False: pressed())
    return made
