"""A page has one filled button, the next thing to do; which one it is changes while the user works."""

from vigtool.gui.shared.buttons import Button, Rank


def give_rank(button: Button, rank: Rank, icon_name: str) -> None:
    """Let a button speak louder or softer from now on."""
    if button.property("rank") == rank.value:
        return
    button.setProperty("rank", rank.value)
    button.style().unpolish(button)
    button.style().polish(button)
    button.set_icon(icon_name)
