"""All keys in one sealed file, for the time in which the key files are being sealed to other holders.

So the change has one moment at which it happens, the replacing of the vault key's file: before it the holders of old
open everything, after it the new ones, whichever key files a crash left in between. The file is opened by a transit key
that stands in the vault key's file alone, and it is destroyed at the end of the change.
"""

from collections.abc import Mapping

from vigtool.domain.identifiers import is_identifier
from vigtool.vault.age import AgeError, X25519Identity
from vigtool.vault.folder import Layout
from vigtool.vault.replacing import replace_whole
from vigtool.vault.sealed import key_text, parse_key_text, seal, unseal

_TITLE = "# vigtool key "


def keep_bundle(layout: Layout, keys: Mapping[str, X25519Identity], transit: X25519Identity) -> None:
    """Write the file; stock age takes what is in it as identities. Raises as ``atomic.storage`` does."""
    text = b"".join(key_text(f"key {id_}", key) for id_, key in sorted(keys.items()))
    replace_whole(layout.resealing, seal(text, [transit.recipient]))


def open_bundle(layout: Layout, transit: X25519Identity) -> dict[str, X25519Identity] | None:
    """Return the keys by their ids: none when the file is gone, as it is when all are sealed anew.

    None when it is damaged: then the change cannot be brought to its end.
    """
    try:
        return dict(_keys(unseal(layout.resealing.read_bytes(), transit).decode("ascii")))
    except FileNotFoundError:
        return {}
    except (OSError, AgeError, ValueError):
        return None


def _keys(text: str) -> list[tuple[str, X25519Identity]]:
    found = []
    for part in text.split(_TITLE)[1:]:
        id_ = part.partition("\n")[0]
        if not is_identifier(id_):
            raise ValueError("key")
        found.append((id_, parse_key_text((_TITLE + part).encode("ascii"), f"key {id_}")[0]))
    return found
