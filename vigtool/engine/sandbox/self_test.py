"""The process tries what it must not be able to do, and tells what was refused.

Each attempt is harmless where it succeeds, so that it can be made on every platform.
"""

import ctypes
import errno
import mmap
import os
import socket
import sys
from collections.abc import Callable
from typing import Final

from vigtool.engine.sandbox.kernel import address_of, numbers, system_call

_PTRACE_SEIZE: Final = 0x4206
_REFUSALS: Final = frozenset({errno.EPERM, errno.EACCES})


class _Span(ctypes.Structure):
    _fields_ = (("start", ctypes.c_void_p), ("length", ctypes.c_size_t))


def self_test() -> dict[str, bool]:
    """Return for each attempt whether it was refused."""
    return {name: _is_refused(attempt) for name, attempt in _ATTEMPTS.items()}


def _is_refused(attempt: Callable[[], None]) -> bool:
    try:
        attempt()
    except OSError as error:
        return error.errno in _REFUSALS
    return False


def _open_socket() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()


def _open_file() -> None:
    os.close(os.open(sys.executable, os.O_RDONLY))


def _execute() -> None:
    """A folder cannot be executed: unconfined the answer is EACCES, and only a filter says EPERM."""
    try:
        os.execv("/", ["/"])  # noqa: S606 - there is no shell in this
    except PermissionError as error:
        if error.errno == errno.EPERM:
            raise


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _signal_parent() -> None:
    os.kill(os.getppid(), 0)


def _trace_parent() -> None:
    """Seizing does not stop the parent, and ends with this process."""
    known = numbers()
    if known is not None:
        system_call(known.ptrace, _PTRACE_SEIZE, os.getppid(), 0, 0)


def _read_parent() -> None:
    known = numbers()
    if known is not None:
        space = ctypes.create_string_buffer(1)
        span = _Span(ctypes.addressof(space), 1)
        system_call(known.process_vm_readv, os.getppid(), address_of(span), 1, address_of(span), 1, 0)


def _run_own_code() -> None:
    """Ask for memory that can be executed."""
    mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_EXEC).close()


_ATTEMPTS: Final[dict[str, Callable[[], None]]] = {
    "socket": _open_socket,
    "open": _open_file,
    "exec": _execute,
    "fork": _fork,
    "kill": _signal_parent,
    "ptrace": _trace_parent,
    "read_memory": _read_parent,
    "executable_memory": _run_own_code,
}
