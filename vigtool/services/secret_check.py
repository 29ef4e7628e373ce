"""Asking again for the secret that the vault was opened with, where something is left that others look at."""

from vigtool.domain.progress import Progress
from vigtool.services.opening import typed
from vigtool.services.workspace import Workspace


class SecretCheck:
    """The job of checking a passphrase, or the recovery key where that opened the vault.

    ``run`` takes about a second and raises ``WrongSecret``.
    """

    def __init__(self, ws: Workspace, secret: str) -> None:
        self._ws, self._secret = ws, secret

    def run(self, progress: Progress) -> None:
        """Check it."""
        progress(0, 1)
        self._ws.vault.access.demand_secret(typed(self._secret))

    def finish(self) -> None:
        """It was the right one; nothing is put on record."""

    def abandon(self) -> None:
        """Nothing was done."""
