"""Principle packs on the user's own disk: brought from a trainer, handed on, or opened in a text editor."""

from pathlib import Path

from vigtool.domain.principles import Pack
from vigtool.exchange.pack_form import MOST_BYTES
from vigtool.exchange.principle_packs import draft_to_json
from vigtool.services.incoming import beginning_of
from vigtool.services.outgoing import write_file


def read_pack_file(path: Path) -> bytes:
    """The bytes of a file, one more than a pack can have at most. Raises ``FileUnreadable``."""
    return beginning_of(path, MOST_BYTES + 1)


def write_pack_file(vault_folder: Path, pack: Pack, target: Path) -> None:
    """Write a pack as a file that ``read_pack_file`` gives back; a draft, too.

    Raises ``TargetInVault``, ``CannotWrite`` or ``NoSpace``.
    """
    write_file(target, draft_to_json(pack), vault_folder)
