"""Cryptography only here: age files, keys, the sealed journal, the index in memory.

What stands here is imported when it is first asked for: the engine reads one film, and starts without all the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vigtool.vault.opening import create_vault, open_vault
    from vigtool.vault.secret import RecoveryKey
    from vigtool.vault.signing import Signature, verify_signature
    from vigtool.vault.vault import Vault

__all__ = ["RecoveryKey", "Signature", "Vault", "create_vault", "open_vault", "verify_signature"]

_PLACES: Final = {
    "RecoveryKey": "secret",
    "Signature": "signing",
    "Vault": "vault",
    "create_vault": "opening",
    "open_vault": "opening",
    "verify_signature": "signing",
}

if not TYPE_CHECKING:  # a type checker shall not think that every name is here

    def __getattr__(name: str) -> object:
        if name not in _PLACES:
            raise AttributeError(name)
        return getattr(import_module(f"vigtool.vault.{_PLACES[name]}"), name)
