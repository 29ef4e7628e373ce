"""A seccomp filter: a list of allowed system calls, compiled to the kernel's small machine (classic BPF).

Source: the kernel's ``Documentation/userspace-api/seccomp_filter.rst``, ``linux/seccomp.h`` and ``linux/filter.h``.
"""

import ctypes
import errno
import os
from collections.abc import Iterator
from typing import Final, NamedTuple

from vigtool.engine.sandbox.allowed_calls import ANSWERED, AnyBit, Call, Condition, NoBit, Null, OneOf, allowed_calls
from vigtool.engine.sandbox.kernel import Numbers, address_of, numbers, processor, system_call

_LOAD, _JUMP_EQUAL, _JUMP_BITS, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW: Final = 0x7FFF0000
_ERRNO: Final = 0x00050000
_KILL_PROCESS: Final = 0x80000000
_NUMBER_AT, _PROCESSOR_AT, _ARGUMENTS_AT, _ARGUMENT_SIZE = 0, 4, 16, 8
_SET_MODE_FILTER: Final = 1
_ALL_THREADS: Final = 1
"""SECCOMP_FILTER_FLAG_TSYNC."""


class Instruction(NamedTuple):
    """One instruction: code, jumps when true and when false, operand."""

    code: int
    yes: int
    no: int
    operand: int


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("operand", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def filter_program(known: Numbers, machine: str, pid: int) -> list[Instruction]:
    """Return the filter for process ``pid`` on a processor whose calls are numbered as ``machine``'s."""
    program = [
        _load(_PROCESSOR_AT),
        Instruction(_JUMP_EQUAL, 1, 0, known.audit),
        _return(_KILL_PROCESS),
        _load(_NUMBER_AT),
    ]
    for call in allowed_calls(pid).values():
        program += _rule(_number(call, machine), [one for each in call.conditions for one in _demand(each)], _ALLOW)
    for call, error in ANSWERED.values():
        program += _rule(_number(call, machine), [], _ERRNO | error)
    return [*program, _return(_ERRNO | errno.EPERM)]


def install_filter() -> bool:
    """Put the filter on all threads of this process; ``no_new_privs`` must be set. Return False where it is not had."""
    known = numbers()
    if known is None:
        return False
    program = [_Instruction(*one) for one in filter_program(known, processor(), os.getpid())]
    array = (_Instruction * len(program))(*program)
    whole = _Program(len(program), ctypes.cast(array, ctypes.POINTER(_Instruction)))
    try:
        system_call(known.seccomp, _SET_MODE_FILTER, _ALL_THREADS, address_of(whole))
    except OSError:
        return False
    return True


def _number(call: Call, machine: str) -> int | None:
    return call.x86_64 if machine == "x86_64" else call.aarch64


def _rule(number: int | None, demands: list[Instruction], verdict: int) -> list[Instruction]:
    if number is None:
        return []
    body = [*demands, _return(verdict)]
    return [Instruction(_JUMP_EQUAL, 0, len(body), number), *body]


def _demand(condition: Condition) -> Iterator[Instruction]:
    """Yield instructions that go on behind themselves where the condition holds, and refuse where not."""
    match condition:
        case OneOf(argument, values):
            yield _load_argument(argument)
            for left, value in zip(range(len(values), 0, -1), values, strict=True):
                yield Instruction(_JUMP_EQUAL, left, 0, value)
        case AnyBit(argument, bits):
            yield _load_argument(argument)
            yield Instruction(_JUMP_BITS, 1, 0, bits)
        case NoBit(argument, bits):
            yield _load_argument(argument)
            yield Instruction(_JUMP_BITS, 0, 1, bits)
        case Null(argument):
            yield _load_argument(argument)
            yield Instruction(_JUMP_EQUAL, 0, 2, 0)
            yield _load_argument(argument, upper_half=True)
            yield Instruction(_JUMP_EQUAL, 1, 0, 0)
    yield _return(_ERRNO | errno.EPERM)


def _load(offset: int) -> Instruction:
    return Instruction(_LOAD, 0, 0, offset)


def _load_argument(argument: int, *, upper_half: bool = False) -> Instruction:
    """Load 32 of an argument's 64 bits; both processors keep the lower half first."""
    return _load(_ARGUMENTS_AT + argument * _ARGUMENT_SIZE + 4 * upper_half)


def _return(verdict: int) -> Instruction:
    return Instruction(_RETURN, 0, 0, verdict)
