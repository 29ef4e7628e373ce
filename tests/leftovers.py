"""Finding what a test left running: threads, timers."""

import gc
import threading
import time
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer

PATIENCE = 5.0
"""Seconds that a thread which was told to stop may take to do so."""

_Found = TypeVar("_Found", bound=QObject)


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
    timers = [timer for timer in _alive(QTimer) if timer.isActive()]
    threads = [thread for thread in _alive(QThread) if thread.isRunning() and thread is not own]
    return [*timers, *threads]


def leftover_qt_objects(before: list[QObject]) -> list[str]:
    """Name those that run now and did not ``before``."""
    known = {id(found) for found in before}
    new = [found for found in running_qt_objects() if id(found) not in known]
    return [f"{type(found).__name__} {found.objectName()!r}" for found in new]


def _alive(kind: type[_Found]) -> list[_Found]:
    # type(), not isinstance(): the latter asks proxies for their __class__ and so may run their code.
    known = [found for found in gc.get_objects() if issubclass(type(found), kind)]
    return [found for found in known if shiboken6.isValid(found)]
