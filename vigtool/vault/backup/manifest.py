"""The list of a backup, ``backup.json``: what belongs to it, with sizes and hashes. A new one takes effect by a rename.

Two lines of ASCII: the list as JSON, and the SHA-256 of the first line. It protects nothing (whoever can write it can
write the hash, too); it tells a damaged list from a whole one.
"""

import hashlib
import re
from pathlib import Path
from typing import Final, Literal

import msgspec

from vigtool.domain.identifiers import is_identifier
from vigtool.vault.atomic import write_whole
from vigtool.vault.backup.errors import NotABackup
from vigtool.vault.errors import Damaged, NewerFormat, Part

MANIFEST: Final = "backup.json"
VERSION: Final = 1
LOG: Final = "journal/log"
HEAD: Final = "journal/head"
FACTS: Final = "vault.json"
IDENTITY: Final = "identity.age"

_NAME: Final = re.compile(
    r"(?:[a-z0-9-]{1,40}/)?[a-z0-9][a-z0-9.-]{0,99}\.(?:age|age\.next|json|note)|journal/(?:log|head|torn-\d+)"
)
"""Every file of a vault that is worth a copy; nothing that leads out of the folder."""


class FileFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of a backup: bytes, SHA-256 in hex, when the original was changed last (ns; 0 when that is no sign)."""

    size: int
    sha256: str
    changed: int = 0


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``generation`` 0 has no files: the first backup was begun. ``entries``: of the journal."""

    format: Literal["vigtool-backup"]
    version: int
    vault: str
    generation: int
    made_at: str
    entries: int
    files: dict[str, FileFacts]

    @classmethod
    def begun(cls, vault_id: str) -> "Manifest":
        """Return the list of a backup of which nothing is there yet."""
        return cls("vigtool-backup", VERSION, vault_id, 0, "", 0, {})


class _Format(msgspec.Struct):
    format: Literal["vigtool-backup"]
    version: int


def is_backed_up(name: str) -> bool:
    """Tell whether a file of this name, relative to the vault's folder and with "/", is one that backups hold."""
    return name != MANIFEST and _NAME.fullmatch(name) is not None


def is_backup(folder: Path) -> bool:
    """Tell whether a folder is a backup, or the begin of one, rather than a vault to work in."""
    return (folder / MANIFEST).exists()


def load_manifest(folder: Path) -> Manifest:
    """Read the list of a backup. Raises ``NotABackup``, ``NewerFormat``, ``Damaged`` (BACKUP)."""
    try:
        text = (folder / MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotABackup from error
    except OSError as error:
        raise Damaged(Part.BACKUP) from error
    line, _, rest = text.partition(b"\n")
    if rest != _check(line):
        raise Damaged(Part.BACKUP)
    try:
        version = msgspec.json.decode(line, type=_Format).version
        if version > VERSION:
            raise NewerFormat(version)
        manifest = msgspec.json.decode(line, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Damaged(Part.BACKUP) from error
    if not is_identifier(manifest.vault) or not all(is_backed_up(name) for name in manifest.files):
        raise Damaged(Part.BACKUP)
    if any(facts.size < 0 for facts in manifest.files.values()):
        raise Damaged(Part.BACKUP)
    return manifest


def save_manifest(folder: Path, manifest: Manifest) -> str:
    """Put a list into force and return its SHA-256 in hex. Raises as ``atomic.storage`` does."""
    line = msgspec.json.encode(manifest)
    write_whole(folder / MANIFEST, line + b"\n" + _check(line))
    return hashlib.sha256(line).hexdigest()


def _check(line: bytes) -> bytes:
    return hashlib.sha256(line).hexdigest().encode() + b"\n"
