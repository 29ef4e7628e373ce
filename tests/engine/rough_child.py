"""The engine with tasks that no program has: they crash, hang, and try to break out. Run as a module, by tests only."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO

from vigtool.domain.errors import VigtoolError
from vigtool.domain.progress import Progress
from vigtool.engine.__main__ import main
from vigtool.engine.failures import failure_of
from vigtool.engine.film_results import StillWish, pack_still_wish
from vigtool.engine.sandbox.kernel import PR_GET_DUMPABLE, prctl
from vigtool.engine.serving.task_table import TASKS
from vigtool.media.errors import NoSuchFrame
from vigtool.media.index_bytes import unpack_index
from vigtool.vault.errors import Damaged, Part


def abort(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    yield b"before"
    os.abort()


def fault(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    ctypes.string_at(0)
    yield b""


def leave(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    os._exit(7)
    yield b""


def hang(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    yield b"last sign"
    threading.Event().wait()


def hang_deaf(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    """Hang and keep the interpreter's lock, so that no other thread of Python runs."""
    yield b"last sign"
    ctypes.PyDLL(None).sleep(1000)


def speak_to_the_end_of_time(_file: BinaryIO, _argument: bytes, progress: Progress) -> Iterator[bytes]:
    for step in range(1_000_000):
        time.sleep(0.01)
        progress(step, 1_000_000)
    yield b""


def stop_in_a_message(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    """Begin a message on the control connection, whose number is the first argument, and never end it."""
    os.write(int(sys.argv[1]), b"\0\0\0\x64half")
    threading.Event().wait()
    yield b""


def talk_nonsense(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    os.write(int(sys.argv[1]), b"\0\0\0\x03abc")
    yield b""


def unforeseen(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    raise RuntimeError("Aino's film")
    yield b""


def damaged(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    raise Damaged(Part.RECORDING, "abcdefghjkmn")
    yield b""


def no_such_frame(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    raise NoSuchFrame(n=7, frames=3)
    yield b""


def unreadable(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    raise OSError(5, "Aino's film")
    yield b""


def parts(file: BinaryIO, argument: bytes, progress: Progress) -> Iterator[bytes]:
    """Yield the film's content in pieces of the size that the argument says."""
    while piece := file.read(int(argument)):
        yield piece
        progress(file.tell(), 0)


def break_out(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    """Try what is forbidden in other threads than the first; yield what was tried and what came of it.

    One of them ran before the process was confined, as a library's thread may.
    """
    with ThreadPoolExecutor(1) as later:
        for thread in (_EARLIER, later):
            for what in _ATTEMPTS:
                yield f"{what}: {thread.submit(_attempt, what).result()}".encode()


def dumpable(_file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    """Say what the kernel says: 0 for a process into which nobody may look."""
    yield str(prctl(PR_GET_DUMPABLE)).encode()


def whole_round(file: BinaryIO, _argument: bytes, progress: Progress) -> Iterator[bytes]:
    """Do all that is done with a film; yield facts, index, a still, and what was opened or imported meanwhile."""
    reached: list[str] = []
    sys.addaudithook(lambda event, arguments: _note(reached, event, arguments))
    try:
        yield from TASKS["facts"](file, b"", progress)
        for index in TASKS["index"](file, b"", progress):
            yield index
        wish = StillWish(index, unpack_index(index).frames - 1)
        yield from TASKS["still"](file, pack_still_wish(wish), progress)
    except VigtoolError as error:
        yield failure_of(error).kind.encode()
    yield " ".join(reached).encode()


def _note(reached: list[str], event: str, arguments: tuple[object, ...]) -> None:
    if event in ("import", "open"):
        reached.append(f"{event} {arguments[0]}")


def _attempt(what: str) -> str:
    try:
        _ATTEMPTS[what]()
    except OSError as error:
        return os.strerror(error.errno or 0)
    return "done"


_EARLIER = ThreadPoolExecutor(1)
_EARLIER.submit(threading.get_ident).result()


def _write_beside() -> None:
    with open("/tmp/vigtool-broken-out", "wb"):  # noqa: PTH123, S108 - the plainest way is what is tried
        pass


def _raise_limit() -> None:
    import resource  # noqa: PLC0415 - not on Windows

    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))
    except ValueError as error:  # what Python makes of a refusal
        raise PermissionError(1, "") from error


_ATTEMPTS: dict[str, Callable[[], object]] = {
    "open": lambda: open(__file__, "rb"),  # noqa: PTH123, SIM115 - the plainest way is what is tried
    "write": _write_beside,
    "list": lambda: os.listdir("/"),  # noqa: PTH208 - as above
    "socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "unix socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
    "pair": socket.socketpair,
    "fork": os.fork,
    "exec": lambda: os.execv(sys.executable, [sys.executable, "-c", ""]),  # noqa: S606 - there is no shell in this
    "spawn": lambda: subprocess.run([sys.executable, "-c", ""], check=False),
    "signal": lambda: os.kill(os.getppid(), signal.SIGTERM),
    "limit": _raise_limit,
    "remove": lambda: os.unlink(__file__),  # noqa: PTH108 - as above
}

TASKS.update(
    {
        "abort": abort,
        "fault": fault,
        "leave": leave,
        "hang": hang,
        "hang-deaf": hang_deaf,
        "speak": speak_to_the_end_of_time,
        "half-message": stop_in_a_message,
        "nonsense": talk_nonsense,
        "unforeseen": unforeseen,
        "damaged": damaged,
        "no-such-frame": no_such_frame,
        "unreadable": unreadable,
        "parts": parts,
        "break-out": break_out,
        "whole-round": whole_round,
        "dumpable": dumpable,
    }
)

if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))
