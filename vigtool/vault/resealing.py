"""Sealing every key to other holders so that a crash at any point leaves a vault that opens.

The steps: all keys go into one sealed file (``key_bundle``); the vault key's file is replaced by one that names the new
holders and the transit key of that file: **this is the change**; each key file is replaced; a next identity takes its
place; the vault key's file is replaced by its final form; the file with all keys is destroyed, which nothing opens any
more. What comes after the change is finished by the next opening, with whichever secret. Of each replaced file the old
bytes are overwritten.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from vigtool.domain.progress import Progress
from vigtool.vault.age import X25519Identity
from vigtool.vault.errors import VaultError
from vigtool.vault.fact_book import FactBook
from vigtool.vault.folder import NEXT_SUFFIX, SUFFIX, Layout
from vigtool.vault.holders import VaultKey, seal_vault_key
from vigtool.vault.key_bundle import keep_bundle
from vigtool.vault.keys import sealed_key
from vigtool.vault.replacing import clear_replaced, replace_by, replace_whole, shred_with_generations


class Resealing:
    """The files of one vault; the caller sees to it that no key is made or destroyed meanwhile.

    All methods raise as ``atomic.storage`` does.
    """

    def __init__(self, layout: Layout, vault_id: str, book: FactBook) -> None:
        self._layout = layout
        self._vault_id = vault_id
        self._book = book

    def begin(self, content: VaultKey, keys: Mapping[str, X25519Identity]) -> VaultKey:
        """Make the change; ``content`` names the new holders. Return what the vault key's file says now.

        When it raises, nothing has changed; ``clear`` then removes what was prepared.
        """
        transit = X25519Identity.generate()
        begun = replace(content, transit=transit)
        keep_bundle(self._layout, keys, transit)
        file = seal_vault_key(self._vault_id, begun)
        self._book.await_vault_key(file)
        place = self._layout.key(self._vault_id)
        try:
            replace_whole(place, file)
        except VaultError:
            if place.read_bytes() != file:
                raise  # else it was changed, and only then the disk failed: what comes next says so if it lasts
        return begun

    def finish(self, content: VaultKey, keys: Mapping[str, X25519Identity], progress: Progress) -> VaultKey:
        """Bring a change to its end; progress counts keys. Return what the vault key's file says now."""
        for done, (id_, key) in enumerate(sorted(keys.items())):
            progress(done, len(keys))
            if self._layout.key(id_).exists():
                replace_whole(self._layout.key(id_), sealed_key(id_, key, content.holders))
        if content.moving is not None:
            self._move(content.moving)
        final = VaultKey(content.key, content.holders)
        file = seal_vault_key(self._vault_id, final)
        self._book.await_vault_key(file)
        replace_whole(self._layout.key(self._vault_id), file)
        self.clear(final)
        self._book.settle()
        return final

    def clear(self, content: VaultKey) -> None:
        """Destroy what belongs to no holder and what a crash left of replaced files; often there is nothing."""
        for folder in ("", "identities", "keys", "evidence"):
            clear_replaced(self._layout.root / folder)
        self._book.keep_users(content.holders.users)
        mine = {self._identity(user) for user in content.holders.users}
        there = [self._layout.identity, self._layout.resealing]
        there += map(self._identity, self._layout.listed("identities", SUFFIX))
        there += map(self._layout.next_identity, self._layout.listed("identities", NEXT_SUFFIX))
        for path in there:
            if path not in mine and path.exists():
                shred_with_generations(path)

    def _move(self, user: str) -> None:
        waiting = self._layout.next_identity(user)
        if waiting.exists():
            replace_by(self._identity(user), waiting)

    def _identity(self, user: str) -> Path:
        return self._layout.identity_of(user, self._vault_id)


def is_unfinished(content: VaultKey) -> bool:
    """Tell whether a change of holders was cut short."""
    return content.transit is not None or content.moving is not None
