"""Which system calls decoding needs, and under which conditions; every other is refused.

Numbers: ``asm/unistd_64.h`` (x86_64) and ``asm-generic/unistd.h`` (aarch64) of Linux.
"""

import errno
from typing import Final, NamedTuple, TypeAlias

from vigtool.engine.sandbox.kernel import PR_GET_DUMPABLE, PR_GET_NAME, PR_SET_NAME


class OneOf(NamedTuple):
    """Argument number ``argument`` has one of these values (32 bits)."""

    argument: int
    values: tuple[int, ...]


class AnyBit(NamedTuple):
    """At least one of these bits of an argument is set."""

    argument: int
    bits: int


class NoBit(NamedTuple):
    """None of these bits of an argument is set."""

    argument: int
    bits: int


class Null(NamedTuple):
    """A pointer that points nowhere."""

    argument: int


Condition: TypeAlias = OneOf | AnyBit | NoBit | Null


class Call(NamedTuple):
    """A system call's numbers on both processors (None: not there), and what must all hold of its arguments."""

    x86_64: int | None
    aarch64: int | None
    conditions: tuple[Condition, ...] = ()


_PLAIN: Final = {
    "read": Call(0, 63),
    "write": Call(1, 64),
    "readv": Call(19, 65),
    "writev": Call(20, 66),
    "pread64": Call(17, 67),
    "lseek": Call(8, 62),
    "close": Call(3, 57),
    "dup": Call(32, 23),
    "fstat": Call(5, 80),
    "poll": Call(7, None),
    "ppoll": Call(271, 73),
    "select": Call(23, None),
    "pselect6": Call(270, 72),
    "recvfrom": Call(45, 207),
    "recvmsg": Call(47, 212),
    "sendmsg": Call(46, 211),
    "getsockname": Call(51, 204),
    "getsockopt": Call(55, 209),
    "munmap": Call(11, 215),
    "mremap": Call(25, 216),
    "madvise": Call(28, 233),
    "brk": Call(12, 214),
    "futex": Call(202, 98),
    "set_robust_list": Call(273, 99),
    "set_tid_address": Call(218, 96),
    "rseq": Call(334, 293),
    "membarrier": Call(324, 283),
    "sched_yield": Call(24, 124),
    "sched_getaffinity": Call(204, 123),
    "getcpu": Call(309, 168),
    "nanosleep": Call(35, 101),
    "clock_nanosleep": Call(230, 115),
    "clock_gettime": Call(228, 113),
    "clock_getres": Call(229, 114),
    "gettimeofday": Call(96, 169),
    "time": Call(201, None),
    "restart_syscall": Call(219, 128),
    "rt_sigaction": Call(13, 134),
    "rt_sigprocmask": Call(14, 135),
    "rt_sigreturn": Call(15, 139),
    "sigaltstack": Call(131, 132),
    "getpid": Call(39, 172),
    "gettid": Call(186, 178),
    "getppid": Call(110, 173),
    "getpriority": Call(140, 141),
    "getrandom": Call(318, 278),
    "getrusage": Call(98, 165),
    "times": Call(100, 153),
    "sysinfo": Call(99, 179),
    "uname": Call(63, 160),
    "exit": Call(60, 93),
    "exit_group": Call(231, 94),
}

_PROT_EXEC: Final = 0x4
_CLONE_THREAD: Final = 0x10000
_NEW_NAMESPACES: Final = 0x7E020000
_AT_EMPTY_PATH: Final = 0x1000
_FCNTL_COMMANDS: Final = (0, 1, 2, 3, 4, 1030)
"""F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC; not F_SETOWN, which can send signals."""


def allowed_calls(pid: int) -> dict[str, Call]:
    """Return all calls that process ``pid`` may make.

    ``fstat`` is ``newfstatat`` without a path in recent C libraries; its condition cannot see whether a path is given
    beside the flag, so metadata of a file whose path is known can be had, never content.
    """
    return {
        **_PLAIN,
        "clone": Call(56, 220, (AnyBit(0, _CLONE_THREAD), NoBit(0, _NEW_NAMESPACES))),
        "mmap": Call(9, 222, (NoBit(2, _PROT_EXEC),)),
        "mprotect": Call(10, 226, (NoBit(2, _PROT_EXEC),)),
        "fcntl": Call(72, 25, (OneOf(1, _FCNTL_COMMANDS),)),
        "prctl": Call(157, 167, (OneOf(0, (PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE)),)),
        "setpriority": Call(141, 140, (OneOf(0, (0,)), OneOf(1, (0,)))),
        "tgkill": Call(234, 131, (OneOf(0, (pid,)),)),
        "newfstatat": Call(262, 79, (AnyBit(3, _AT_EMPTY_PATH),)),
        "prlimit64": Call(302, 261, (OneOf(0, (0,)), Null(2))),
    }


ANSWERED: Final = {"clone3": (Call(435, 435), errno.ENOSYS)}
"""Refused with an error of their own: without clone3 the C library takes clone, whose flags a filter can see."""
