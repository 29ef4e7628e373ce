"""What a person opens a vault with: the passphrase, or the printed recovery key."""

import unicodedata
from dataclasses import dataclass, field
from typing import Final

from vigtool.vault.age import AgeError, X25519Identity
from vigtool.vault.errors import WrongSecret

_RECOVERY: Final = "AGE-SECRET-KEY-1"


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The printed key; ``str`` gives the text "AGE-SECRET-KEY-1...", ``repr`` shows nothing of it.

    Blanks, line breaks and small letters from typing it off do no harm.
    """

    text: str = field(repr=False)

    def __str__(self) -> str:
        return self.text

    @property
    def identity(self) -> X25519Identity:
        """The key as an age identity. Raises ``WrongSecret`` when the text is none."""
        try:
            return X25519Identity.parse("".join(self.text.split()).upper())
        except AgeError as error:
            raise WrongSecret from error


def as_recovery_key(secret: str) -> RecoveryKey | None:
    """Return the recovery key in what was typed, None when it does not begin like one and so is a passphrase."""
    return RecoveryKey(secret) if "".join(secret.split()).upper().startswith(_RECOVERY) else None


def normalised(passphrase: str) -> str:
    """Return the form that is used: Unicode NFC, so that an "ä" is the same from every keyboard."""
    return unicodedata.normalize("NFC", passphrase)
