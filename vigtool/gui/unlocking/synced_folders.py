"""Noticing that a folder is copied to somebody else's computers: a vault there is safe to read, but hard to erase."""

from pathlib import Path
from typing import Final

SERVICES: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "pcloud": "pCloud",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
    "box sync": "Box",
}


def synced_by(folder: Path) -> str | None:
    """The name of the service that seems to copy a folder, told from the names on its path; None when none is seen."""
    for part in folder.parts:
        lowered = part.casefold()
        for begin, name in SERVICES.items():
            if lowered.startswith(begin):
                return name
    return None
