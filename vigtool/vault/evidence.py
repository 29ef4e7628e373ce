"""Scans and photos of forms, each a small age file of its own, sealed under the key of the case that it belongs to.

Unlike derived data they cannot be made again; unlike films they are read as a whole, to memory only. Destroying the
case's key makes them unreadable with all else of the case.
"""

from vigtool.vault.age import AgeError, X25519Identity
from vigtool.vault.atomic import storage, sync_folder, write_whole
from vigtool.vault.errors import Damaged, IdTaken, Part
from vigtool.vault.folder import Layout
from vigtool.vault.sealed import seal, unseal


def put_evidence(layout: Layout, key: X25519Identity, id_: str, data: bytes) -> None:
    """Keep a file's bytes under a new id; the disk has them when this returns.

    Raises ``IdTaken``, and as ``atomic.storage`` does.
    """
    path = layout.evidence(id_)
    if path.exists():
        raise IdTaken(id_)
    with storage():
        if not path.parent.is_dir():
            path.parent.mkdir(0o700)
            sync_folder(layout.root)
    write_whole(path, seal(data, [key.recipient]))


def get_evidence(layout: Layout, key: X25519Identity, id_: str) -> bytes:
    """Return a file's bytes. Raises ``Damaged`` (EVIDENCE)."""
    try:
        return unseal(layout.evidence(id_).read_bytes(), key)
    except (AgeError, OSError) as error:
        raise Damaged(Part.EVIDENCE, id_) from error
