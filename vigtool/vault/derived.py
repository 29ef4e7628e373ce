"""What can be made again from a film (frame index, filmstrip, waveform), sealed under the film's own key."""

from vigtool.vault.age import AgeError
from vigtool.vault.atomic import write_whole
from vigtool.vault.errors import Damaged, Part
from vigtool.vault.folder import Layout
from vigtool.vault.keys import KeyRing
from vigtool.vault.sealed import seal, unseal


def put_derived(layout: Layout, keys: KeyRing, id_: str, name: str, data: bytes) -> None:
    """Keep ``data``, in place of what was kept under this name. Raises as ``KeyRing.get`` and ``write_whole`` do."""
    write_whole(layout.derived(id_, name), seal(data, [keys.get(id_).recipient]))


def get_derived(layout: Layout, keys: KeyRing, id_: str, name: str) -> bytes | None:
    """Return what was kept, None when nothing was. Raises ``Damaged`` (DERIVED), ``KeyDestroyed``."""
    try:
        file = layout.derived(id_, name).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Damaged(Part.DERIVED, id_) from error
    try:
        return unseal(file, keys.get(id_))
    except AgeError as error:
        raise Damaged(Part.DERIVED, id_) from error
