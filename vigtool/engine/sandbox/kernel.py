"""System calls for which Python has no function, through the C library that is in the process anyway."""

import ctypes
import os
import platform
from dataclasses import dataclass
from functools import cache
from typing import Final

PR_GET_DUMPABLE: Final = 3
PR_SET_DUMPABLE: Final = 4
PR_SET_NAME: Final = 15
PR_GET_NAME: Final = 16
PR_SET_NO_NEW_PRIVS: Final = 38
PR_GET_NO_NEW_PRIVS: Final = 39


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that differ between processors: ``audit`` names the processor in a seccomp filter."""

    audit: int
    seccomp: int
    ptrace: int
    process_vm_readv: int


_NUMBERS: Final = {
    "x86_64": Numbers(audit=0xC000003E, seccomp=317, ptrace=101, process_vm_readv=310),
    "aarch64": Numbers(audit=0xC00000B7, seccomp=277, ptrace=117, process_vm_readv=270),
}


def processor() -> str:
    """The processor that this process runs for: a 32-bit Python on a 64-bit system has other system calls."""
    return platform.machine() if ctypes.sizeof(ctypes.c_void_p) == ctypes.sizeof(ctypes.c_uint64) else ""


def numbers() -> Numbers | None:
    """The numbers for this processor, None for one that nobody has looked up."""
    return _NUMBERS.get(processor())


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def system_call(number: int, *arguments: int | ctypes.c_void_p | None) -> int:
    """Return what the call gives. Raises ``OSError``."""
    full = [one if isinstance(one, ctypes.c_void_p) else ctypes.c_ulong(one or 0) for one in arguments]
    return _checked(_library().syscall(ctypes.c_long(number), *full))


def prctl(option: int, value: int = 0) -> int:
    """Change or ask something about this process. Raises ``OSError``."""
    zero = ctypes.c_ulong(0)
    return _checked(_library().prctl(ctypes.c_int(option), ctypes.c_ulong(value), zero, zero, zero))


def set_attribute(option: int, value: int, question: int) -> bool:
    """Set an attribute of this process, and tell whether the kernel says that it is so."""
    try:
        prctl(option, value)
        return prctl(question) == value
    except OSError:
        return False


def address_of(structure: ctypes.Structure) -> ctypes.c_void_p:
    """Return a structure's place in memory, for ``system_call``."""
    return ctypes.cast(ctypes.pointer(structure), ctypes.c_void_p)


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
