"""Cryptography only here: age files, keys, the sealed journal, the index in memory."""

from vigtool.vault.opening import create_vault, open_vault
from vigtool.vault.secret import RecoveryKey
from vigtool.vault.signing import Signature, verify_signature
from vigtool.vault.vault import Vault

__all__ = ["RecoveryKey", "Signature", "Vault", "create_vault", "open_vault", "verify_signature"]
