"""What one affair of the vault is on the keeping page."""

from vigtool.gui.shared.pages import Card


class Section(Card):
    """A card of its own on the keeping page; ``sections.py`` lists them.

    Made with the workspace and the preferences. Dialogs that it opens are its children.
    """

    @property
    def busy(self) -> bool:
        """Whether long work is under way that would be lost by leaving."""
        return False

    def refresh(self) -> None:
        """Show what is so now; called whenever the page is shown."""

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
