"""The own contact card of a vault as a page with a QR code; apart, since what sets pages takes long to load."""

from pathlib import Path

from vigtool.exchange.contact_card_page import card_page
from vigtool.services.contact_cards import own_card, short_card
from vigtool.services.outgoing import write_file
from vigtool.services.workspace import Workspace


def save_card_page(ws: Workspace, target: Path, language: str, name: str = "") -> None:
    """Write the page (PDF). Raises ``CardNameUnfit``, ``TargetInVault``, ``CannotWrite``, ``NoSpace``."""
    page = card_page(own_card(ws, name).name, short_card(ws, name), language, ws.clock())
    write_file(target, page, ws.folder)
