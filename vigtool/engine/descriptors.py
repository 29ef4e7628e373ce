"""How an open file goes from one process to another: beside a byte on a socket, on Windows as a duplicated handle.

The Windows side follows the documentation of ``DuplicateHandle``, the acknowledgement on macOS what the standard
library's ``multiprocessing.reduction`` does there; neither has been run.
"""

import os
import socket
import sys
from typing import Final

from vigtool.engine.channel import Channel
from vigtool.engine.errors import ChannelClosed, ChannelGarbled, ChannelSilent
from vigtool.engine.messages import HANDLES, Handle

if sys.platform == "win32":
    import _winapi
    import msvcrt

_ACKNOWLEDGED: Final = sys.platform == "darwin"
"""macOS loses a descriptor that its sender closes before it was received."""
_SAME_ACCESS: Final = 2
"""DUPLICATE_SAME_ACCESS."""


def send_descriptor(channel: Channel, descriptor: int, process_handle: int = 0) -> None:
    """Give the process behind ``channel`` a descriptor of its own for the same open file.

    ``process_handle`` is that process's on Windows. Raises ``ChannelClosed``, ``ChannelSilent``.
    """
    if sys.platform == "win32":
        own = msvcrt.get_osfhandle(descriptor)
        given = _winapi.DuplicateHandle(_winapi.GetCurrentProcess(), own, process_handle, 0, False, _SAME_ACCESS)  # noqa: FBT003 - no keywords
        channel.send(Handle(given))
        return
    try:
        with _socket_of(channel) as same:
            socket.send_fds(same, [b"\0"], [descriptor])
            if _ACKNOWLEDGED and not same.recv(1):
                raise ChannelClosed
    except BlockingIOError as error:
        raise ChannelSilent from error
    except OSError as error:
        raise ChannelClosed from error


def receive_descriptor(channel: Channel) -> int:
    """Take a descriptor that the other process sends next. Raises ``ChannelClosed``, ``ChannelGarbled``."""
    if sys.platform == "win32":
        return msvcrt.open_osfhandle(channel.receive(HANDLES).number, os.O_RDONLY)
    try:
        with _socket_of(channel) as same:
            data, descriptors, _flags, _address = socket.recv_fds(same, 1, 1)
            if _ACKNOWLEDGED:
                same.send(b"\0")
    except OSError as error:
        raise ChannelClosed from error
    if not data:
        raise ChannelClosed
    if len(descriptors) != 1:
        raise ChannelGarbled
    return descriptors[0]


def _socket_of(channel: Channel) -> socket.socket:
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=os.dup(channel.fileno()))
