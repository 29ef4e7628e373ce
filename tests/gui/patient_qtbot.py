"""Waiting in tests of the window, on a machine that has much else to do."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, SignalInstance
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

PATIENCE = 60_000
"""Milliseconds after which what a test waits for will not come."""


def catch_up() -> None:
    """Let Qt do what it put off to its event loop's next turn, as it does with showing what is added to a page."""
    QCoreApplication.sendPostedEvents()


class PatientBlocker(SignalBlocker):
    """Goes on when all that the signal set going in the window is done, too."""

    def wait(self) -> None:
        """Wait until the signal was heard."""
        super().wait()  # type: ignore[no-untyped-call]
        catch_up()


class PatientQtBot(QtBot):
    """Waits long where no other time is asked for, and then for what follows at once from what was waited for."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:  # noqa: N802 - its name
        """Wait until ``callback`` returns True, or None without an AssertionError."""
        super().waitUntil(callback, timeout=timeout)
        catch_up()

    def waitSignal(  # noqa: N802 - its name
        self,
        signal: SignalInstance,
        *,
        timeout: int = PATIENCE,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        """Wait at the end of a ``with`` block until ``signal`` was heard."""
        heard = {"timeout": timeout, "raising": raising is not False, "check_params_cb": check_params_cb}
        blocker = PatientBlocker(**heard)  # type: ignore[no-untyped-call]
        blocker.connect(signal)  # type: ignore[no-untyped-call]
        return blocker
