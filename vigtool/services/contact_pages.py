"""The own contact card of a vault as a page with a QR code; what sets pages is loaded only when it is made."""

from pathlib import Path

from vigtool.domain.progress import Progress
from vigtool.services.contact_cards import keep_card_name, own_card, short_card
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import write_file
from vigtool.services.workspace import Workspace


class CardPageMaking:
    """The job of making the page (PDF); its result is where it lies."""

    def __init__(self, ws: Workspace, target: Path, language: str, name: str = "") -> None:
        """Sign the card. Raises ``CardNameUnfit``."""
        self._ws, self._target, self._language, self._called = ws, target, language, name
        self._name, self._card = own_card(ws, name).name, short_card(ws, name)
        self._made_at = ws.clock()
        self._page: bytes | None = None

    def run(self, progress: Progress) -> None:
        """Set the page, in memory. Raises ``UnknownLanguage``, ``ReportNotMade``."""
        from vigtool.exchange.contact_card_page import card_page  # noqa: PLC0415 - what sets pages loads slowly

        progress(0, 1)
        self._page = card_page(self._name, self._card, self._language, self._made_at)
        progress(1, 1)

    def finish(self) -> Path:
        """Write the file, and remember the name. Raises ``TargetInVault``, ``CannotWrite``, ``NoSpace``."""
        if self._page is None:
            raise NotRun
        write_file(self._target, self._page, self._ws.folder)
        keep_card_name(self._ws, self._called)
        return self._target

    def abandon(self) -> None:
        """Forget the page; nothing was written yet."""
        self._page = None


def save_card_page(ws: Workspace, target: Path, language: str, name: str = "") -> None:
    """Make the page on this thread; raises as ``CardPageMaking`` does."""
    complete(CardPageMaking(ws, target, language, name))
