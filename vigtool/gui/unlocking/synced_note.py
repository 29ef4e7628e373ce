"""A word about folders that another program copies to other computers."""

from pathlib import Path

from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.vault.synced_folders import synced_by
from vigtool.wording.translation import tr


class SyncedNote(MessagePanel):
    """Speaks up where a vault would lie in such a folder."""

    def look_at(self, folder: Path | None) -> None:
        """Say what there is to say about a folder."""
        service = synced_by(folder) if folder else None
        if service is None:
            self.clear()
        else:
            self.warn(
                tr("{service} copies this folder to other computers.").format(service=service),
                tr("The copies are encrypted, but what you erase here may live on there. Another folder is better."),
            )
