"""Buttons on the card: a click does not take the keys away from the film, Tab reaches them all the same."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from vigtool.gui.shared.buttons import Button, Rank


def quiet_button(
    text: str, icon: str, pressed: Callable[[], object], *, name: str = "", key: str = "", rank: Rank = Rank.QUIET
) -> Button:
    """Return a button that does something when pressed; ``key`` is told where the key does the same."""
    made = Button(text, icon, rank, name=name)
    words = name or text
    if key or name:
        made.setToolTip(f"{words} ({key})" if key else words)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda _checked=False: pressed())
    return made
