"""Noticing that a folder is copied to somebody else's computers: a vault there is safe to read, but hard to erase."""

import os
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


MARKS: Final = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".seafile-data": "Seafile",
}
"""What such services leave in the folder that they copy."""


def synced_by(folder: Path) -> str | None:
    """The name of the service that seems to copy a folder; None when none is seen.

    Told from the names on its path, and from what lies in the folders on the way to it.
    """
    for part in folder.parts:
        lowered = part.casefold()
        for begin, name in SERVICES.items():
            if lowered.startswith(begin):
                return name
    for place in (folder, *folder.parents):
        for mark, name in MARKS.items():
            if os.path.lexists(place / mark):
                return name
    return None
