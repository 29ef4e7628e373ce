"""A recording's bytes as the media layer wants them: an open binary file."""

from io import BufferedReader
from typing import Final

from vigtool.vault import Vault

BUFFER: Final = 65_536
"""One chunk of an age file."""


def open_film_file(vault: Vault, recording_id: str) -> BufferedReader:
    """Open a recording for reading, on a descriptor of its own. Raises ``Damaged``, ``KeyDestroyed``."""
    return BufferedReader(vault.open_recording(recording_id), BUFFER)
