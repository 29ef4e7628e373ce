"""``vault.json`` while files change: it names the hash of a file before the file is there, and the old one until after.

So a wrong secret is told from damage at every point of a change, wherever a crash may cut it.
"""

import hashlib
from collections.abc import Collection
from pathlib import Path

import msgspec

from vigtool.vault.errors import VaultError
from vigtool.vault.folder import FIRST_VERSION, VERSION, Facts, Layout, load_facts, save_facts


class FactBook:
    """The public facts of one vault. What writes raises as ``atomic.storage`` does."""

    def __init__(self, layout: Layout, facts: Facts) -> None:
        self._layout = layout
        self.facts = facts

    def await_vault_key(self, file: bytes) -> None:
        """Say that the vault key's file may be this one from now on, and that a change of keys is under way."""
        known = _with(self.facts.vault_key_sha256, file)
        self._keep(msgspec.structs.replace(self.facts, vault_key_sha256=known, version=VERSION))

    def await_identity(self, user: str, file: bytes) -> None:
        """Say that a user's identity may be this file from now on."""
        facts = self.facts
        if user == facts.id:
            known = _with(facts.identity_sha256, file)
            self._keep(msgspec.structs.replace(facts, identity_sha256=known))
        else:
            identities = {**facts.identities, user: _with(facts.identities.get(user, ""), file)}
            self._keep(msgspec.structs.replace(facts, identities=identities, version=VERSION))

    def keep_users(self, users: Collection[str]) -> None:
        """Say no more of any other users."""
        facts = self.facts
        identities = {user: known for user, known in facts.identities.items() if user in users}
        own = facts.identity_sha256 if facts.id in users else ""
        self._keep(msgspec.structs.replace(facts, identities=identities, identity_sha256=own))

    def settle(self) -> None:
        """Say of each file what it is, now that no change is under way; a file that it is not said of stays so."""
        facts = self.facts
        paths = {user: self._layout.identity_of(user, facts.id) for user in facts.identities}
        own = _settled(facts.identity_sha256, self._layout.identity)
        plain = bool(own) and not paths
        self._keep(
            msgspec.structs.replace(
                facts,
                version=FIRST_VERSION if plain else VERSION,
                identity_sha256=own,
                vault_key_sha256=_settled(facts.vault_key_sha256, self._layout.key(facts.id)),
                identities={user: _settled(facts.identities[user], path) for user, path in paths.items()},
            )
        )

    def _keep(self, facts: Facts) -> None:
        if facts == self.facts:
            return
        try:
            save_facts(self._layout, facts)
        except VaultError:
            self.facts = load_facts(self._layout)  # a disk may fail after the file was replaced
            raise
        self.facts = facts


def is_known(known: str, file: bytes) -> bool:
    """Tell whether a file is one of those that the facts name: it is intact."""
    return _sha256(file) in known.split()


def _with(known: str, file: bytes) -> str:
    return " ".join(dict.fromkeys([*known.split(), _sha256(file)]))


def _settled(known: str, path: Path) -> str:
    try:
        found = _sha256(path.read_bytes())
    except OSError:
        return known  # it is missing or cannot be read, which the opening tells
    return found if found in known.split() else known


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
