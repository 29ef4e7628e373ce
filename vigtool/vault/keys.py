"""One small key file per recording and per case: destroying one film or family is removing one file.

Each key is an age identity, sealed to the guider's identity and to the printed recovery key.
"""

from dataclasses import dataclass

from vigtool.vault.age import AgeError, X25519Identity, X25519Recipient
from vigtool.vault.atomic import shred, write_whole
from vigtool.vault.errors import Damaged, IdTaken, KeyDestroyed, Part
from vigtool.vault.folder import Layout
from vigtool.vault.sealed import key_text, parse_key_text, seal, unseal


@dataclass(frozen=True, slots=True)
class Holders:
    """The public keys that every key file is sealed to."""

    guider: X25519Recipient
    recovery: X25519Recipient

    @property
    def both(self) -> tuple[X25519Recipient, X25519Recipient]:
        """In the order of the stanzas."""
        return self.guider, self.recovery


def seal_vault_key(vault_id: str, key: X25519Identity, holders: Holders) -> bytes:
    """Return the file of the vault's own key, which also says to whom all keys are sealed.

    The holders stand inside, sealed with the key itself: who cannot open the vault cannot put in another recipient.
    """
    return seal(key_text(f"vault key {vault_id}", key, [str(holder) for holder in holders.both]), holders.both)


def unseal_vault_key(vault_id: str, file: bytes, holder: X25519Identity) -> tuple[X25519Identity, Holders]:
    """Read what ``seal_vault_key`` gave. Raises ``AgeError``, ``ValueError``."""
    key, remarks = parse_key_text(unseal(file, holder), f"vault key {vault_id}")
    guider, recovery = (X25519Recipient.parse(remark) for remark in remarks)
    return key, Holders(guider, recovery)


class KeyRing:
    """The key files of an open vault. ``get`` may be called by any thread; the rest belongs to the vault's."""

    def __init__(self, layout: Layout, holder: X25519Identity, holders: Holders) -> None:
        self._layout = layout
        self._holder = holder
        self._holders = holders
        self._cache: dict[str, X25519Identity] = {}

    def make(self, id_: str) -> X25519Identity:
        """Make and keep a new key. Raises ``IdTaken``, and as ``atomic.storage`` does."""
        path = self._layout.key(id_)
        if path.exists():
            raise IdTaken(id_)
        key = X25519Identity.generate()
        write_whole(path, seal(key_text(f"key {id_}", key), self._holders.both))
        self._cache[id_] = key
        return key

    def get(self, id_: str) -> X25519Identity:
        """Return a key, remembered while the vault is open. Raises ``KeyDestroyed``, ``Damaged``."""
        key = self._cache.get(id_)
        if key is None:
            key = self._cache[id_] = self._read(id_)
        return key

    def has(self, id_: str) -> bool:
        """Tell whether there is a file for this key, whole or not."""
        return self._layout.key(id_).exists()

    def shred(self, id_: str) -> bool:
        """Destroy a key if it exists; tell whether its bytes could be overwritten first."""
        self._cache.pop(id_, None)
        return shred(self._layout.key(id_))

    def check(self, id_: str) -> None:
        """Read a key from its file, whatever is remembered. Raises ``KeyDestroyed``, ``Damaged``."""
        self._read(id_)

    def forget(self) -> None:
        """Drop all keys."""
        self._cache.clear()

    def _read(self, id_: str) -> X25519Identity:
        try:
            file = self._layout.key(id_).read_bytes()
        except FileNotFoundError as error:
            raise KeyDestroyed(id_) from error
        except OSError as error:
            raise Damaged(Part.KEY, id_) from error
        try:
            return parse_key_text(unseal(file, self._holder), f"key {id_}")[0]
        except (AgeError, ValueError) as error:
            raise Damaged(Part.KEY, id_) from error
