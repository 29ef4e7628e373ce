"""Finding what a test left running: threads, timers."""

import gc
import threading
import time

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer

PATIENCE = 30.0
"""Seconds that a thread which was told to stop may take to do so."""


def running_threads() -> set[threading.Thread]:
    """Give Python's own threads; those of C libraries that only called into Python are not ours to end."""
    dummy = threading._DummyThread  # noqa: SLF001 - there is no public name for such a thread
    return {thread for thread in threading.enumerate() if not isinstance(thread, dummy)}


def leftover_threads(before: set[threading.Thread], patience: float = PATIENCE) -> list[str]:
    """Name the threads that run now, did not ``before``, and do not end within ``patience`` seconds."""
    deadline = time.monotonic() + patience
    for thread in running_threads() - before:
        thread.join(max(0.0, deadline - time.monotonic()))
    return sorted(thread.name for thread in running_threads() - before)


def running_qt_objects() -> list[QObject]:
    """Give the active timers and running QThreads that Python knows of, but for the thread of the window."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    application = QCoreApplication.instance()
    own = application.thread() if application else None
    return [found for found in _alive((QTimer, QThread)) if _runs(found) and found is not own]


def _runs(found: QTimer | QThread) -> bool:
    return found.isActive() if isinstance(found, QTimer) else found.isRunning()


def leftover_qt_objects(before: list[QObject]) -> list[str]:
    """Name those that run now and did not ``before``."""
    known = {id(found) for found in before}
    new = [found for found in running_qt_objects() if id(found) not in known]
    return [f"{type(found).__name__} {found.objectName()!r}" for found in new]


def _alive(kinds: tuple[type[QTimer], type[QThread]]) -> list[QTimer | QThread]:
    # type(), not isinstance(): the latter asks proxies for their __class__ and so may run their code. Whether a type
    # is of the kinds is asked once: half a million objects are of some thousand types.
    is_one: dict[type, bool] = {}
    known = []
    for found in gc.get_objects():
        kind = type(found)
        if kind not in is_one:
            is_one[kind] = issubclass(kind, kinds)
        if is_one[kind]:
            known.append(found)
    return [found for found in known if shiboken6.isValid(found)]
