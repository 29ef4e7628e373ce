"""age v1 files (C2SP age.md) on the primitives of ``cryptography``: the format of everything that the vault keeps.

Own implementation because a player must read at any place and the installable ones cannot
(``docs/decisions/0002-own-age-on-cryptography.md``). Any other age tool opens what is written here, and the reverse.

What stands here is imported when it is first asked for: a reader of one film needs few of these modules.
"""

from typing import TYPE_CHECKING, Final

from vigtool.vault.on_demand import names_on_demand

if TYPE_CHECKING:
    from vigtool.vault.age.errors import (
        AgeError,
        ArmorError,
        ArmorFault,
        HeaderError,
        HeaderFault,
        HmacError,
        KeyFault,
        KeyFormatError,
        NoMatchError,
        PayloadError,
        PayloadFault,
        RecipientMixError,
        WorkFactorError,
    )
    from vigtool.vault.age.hybrid import HybridIdentity, HybridRecipient
    from vigtool.vault.age.identity import parse_identity, parse_recipient
    from vigtool.vault.age.opening import unwrap_file_key
    from vigtool.vault.age.recipient import Identity, Recipient
    from vigtool.vault.age.scrypt import ScryptIdentity, ScryptRecipient
    from vigtool.vault.age.seekable import SeekableReader
    from vigtool.vault.age.sequential import SequentialReader
    from vigtool.vault.age.writer import AgeWriter, encrypt
    from vigtool.vault.age.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "AgeError",
    "AgeWriter",
    "ArmorError",
    "ArmorFault",
    "HeaderError",
    "HeaderFault",
    "HmacError",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "KeyFault",
    "KeyFormatError",
    "NoMatchError",
    "PayloadError",
    "PayloadFault",
    "Recipient",
    "RecipientMixError",
    "ScryptIdentity",
    "ScryptRecipient",
    "SeekableReader",
    "SequentialReader",
    "WorkFactorError",
    "X25519Identity",
    "X25519Recipient",
    "encrypt",
    "parse_identity",
    "parse_recipient",
    "unwrap_file_key",
]

_PLACES: Final = {
    "AgeError": "errors",
    "AgeWriter": "writer",
    "ArmorError": "errors",
    "ArmorFault": "errors",
    "HeaderError": "errors",
    "HeaderFault": "errors",
    "HmacError": "errors",
    "HybridIdentity": "hybrid",
    "HybridRecipient": "hybrid",
    "Identity": "recipient",
    "KeyFault": "errors",
    "KeyFormatError": "errors",
    "NoMatchError": "errors",
    "PayloadError": "errors",
    "PayloadFault": "errors",
    "Recipient": "recipient",
    "RecipientMixError": "errors",
    "ScryptIdentity": "scrypt",
    "ScryptRecipient": "scrypt",
    "SeekableReader": "seekable",
    "SequentialReader": "sequential",
    "WorkFactorError": "errors",
    "X25519Identity": "x25519",
    "X25519Recipient": "x25519",
    "encrypt": "writer",
    "parse_identity": "identity",
    "parse_recipient": "identity",
    "unwrap_file_key": "opening",
}

if not TYPE_CHECKING:  # a type checker shall not think that every name is here
    __getattr__ = names_on_demand(__name__, _PLACES)
