"""One small key file per recording and per case: destroying one film or family is removing one file.

Each key is an age identity, sealed to the identities of all users and to the printed recovery key.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from vigtool.vault.age import AgeError, NoMatchError, X25519Identity
from vigtool.vault.atomic import write_whole
from vigtool.vault.errors import Damaged, IdTaken, KeyDestroyed, Part
from vigtool.vault.folder import SUFFIX, Layout
from vigtool.vault.holders import Holders
from vigtool.vault.replacing import shred_with_generations
from vigtool.vault.sealed import key_text, parse_key_text, seal, unseal


class KeyRing:
    """The key files of an open vault, for any thread.

    ``spare`` are keys whose files may not be sealed to ``holder`` yet: a change of holders is under way.
    """

    def __init__(
        self,
        layout: Layout,
        holder: X25519Identity,
        holders: Holders,
        spare: Mapping[str, X25519Identity] | None = None,
    ) -> None:
        self._layout = layout
        self._holder = holder
        self._holders = holders
        self._spare = dict(spare or {})
        self._cache: dict[str, X25519Identity] = {}
        self._changing = threading.RLock()  # a film may be coming in, with a key of its own, while the holders change

    def make(self, id_: str) -> X25519Identity:
        """Make and keep a new key. Raises ``IdTaken``, and as ``atomic.storage`` does."""
        path = self._layout.key(id_)
        with self._changing:
            if path.exists():
                raise IdTaken(id_)
            key = X25519Identity.generate()
            write_whole(path, sealed_key(id_, key, self._holders))
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
        with self._changing:
            self._cache.pop(id_, None)
            return shred_with_generations(self._layout.key(id_))

    def check(self, id_: str) -> None:
        """Read a key from its file, whatever is remembered. Raises ``KeyDestroyed``, ``Damaged``."""
        self._read(id_)

    def forget(self) -> None:
        """Drop all keys."""
        self._cache.clear()
        self._spare.clear()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let no key be made or destroyed meanwhile."""
        with self._changing:
            yield

    def readable(self, vault_id: str) -> dict[str, X25519Identity]:
        """Return all keys but the vault's own, by their ids, and remember them; damaged files are left out."""
        for id_ in self._layout.listed("keys", SUFFIX):
            if id_ != vault_id and id_ not in self._cache:
                try:
                    self._cache[id_] = self._read(id_)
                except Damaged:
                    continue  # nobody can open it: neither can it be sealed to anybody else; checking names it
        return {id_: key for id_, key in self._cache.items() if self.has(id_)}

    def hand_over(self, holder: X25519Identity, holders: Holders, spare: Mapping[str, X25519Identity]) -> None:
        """Seal keys to other holders from now on; ``spare`` are those whose files are not sealed to ``holder`` yet."""
        self._holder, self._holders, self._spare = holder, holders, dict(spare)

    def _read(self, id_: str) -> X25519Identity:
        try:
            file = self._layout.key(id_).read_bytes()
        except FileNotFoundError as error:
            raise KeyDestroyed(id_) from error
        except OSError as error:
            raise Damaged(Part.KEY, id_) from error
        try:
            return parse_key_text(unseal(file, self._holder), f"key {id_}")[0]
        except NoMatchError as error:
            if id_ in self._spare:
                return self._spare[id_]
            raise Damaged(Part.KEY, id_) from error
        except (AgeError, ValueError) as error:
            raise Damaged(Part.KEY, id_) from error


def sealed_key(id_: str, key: X25519Identity, holders: Holders) -> bytes:
    """Return the file of a recording's or a case's key."""
    return seal(key_text(f"key {id_}", key), holders.everyone)
