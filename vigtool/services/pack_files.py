"""Principle packs on the user's own disk: brought from a trainer, handed on, or opened in a text editor."""

from pathlib import Path
from typing import Final

from vigtool.domain.principles import Pack
from vigtool.exchange.pack_form import MOST_BYTES
from vigtool.exchange.principle_packs import draft_to_json
from vigtool.services.errors import FileUnreadable
from vigtool.services.outgoing import small_file

ENDING: Final = ".json"


def read_pack_file(path: Path) -> bytes:
    """The bytes of a file, one more than a pack can have at most. Raises ``FileUnreadable``."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero in it
        raise FileUnreadable(getattr(error, "errno", None)) from error


def write_pack_file(vault_folder: Path, pack: Pack, target: Path) -> None:
    """Write a pack as a file that ``read_pack_file`` gives back; a draft, too.

    Raises ``TargetInVault``, ``CannotWrite`` or ``NoSpace``.
    """
    outgoing = small_file(target, draft_to_json(pack), vault_folder)
    try:
        outgoing.publish()
    finally:
        outgoing.close()
