"""Cryptography only here: age files, keys, the sealed journal, the index in memory.

What stands here is imported when it is first asked for: the engine reads one film, and starts without all the rest.
"""

from typing import TYPE_CHECKING, Final

from vigtool.vault.on_demand import names_on_demand

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
    __getattr__ = names_on_demand(__name__, _PLACES)
