"""Where others seal packages to: a vault's own age identities, one classical and one against quantum computers.

Both come from the vault key, so they live as long as the vault, whatever passphrase or users it has meanwhile.
"""

from vigtool.vault.age import HybridIdentity, Identity, X25519Identity
from vigtool.vault.derivation import Label, derive


class Mailbox:
    """The identities of the vault whose key has this 32-byte secret; the same secret always gives the same ones.

    ``recipient`` ("age1...") and ``hybrid`` ("age1pq1...") are the public halves, for a contact card; ``identities``
    open what was sealed to either.
    """

    def __init__(self, secret: bytes) -> None:
        classical = X25519Identity(derive(secret, Label.MAILBOX))
        hybrid = HybridIdentity(derive(secret, Label.HYBRID_MAILBOX))
        self.recipient = str(classical.recipient)
        self.hybrid = str(hybrid.recipient)
        self.identities: tuple[Identity, ...] = (hybrid, classical)
