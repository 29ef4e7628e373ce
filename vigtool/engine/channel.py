"""Typed messages over one connection between app and engine: every message is bounded, checked and awaited for so long.

No pickle: what the engine sends is decoded as one of the structs that are due, or refused.
"""

import os
import socket
import struct
import sys
from threading import Lock
from typing import Final, TypeVar

import msgspec

from vigtool.engine.connections import Connection
from vigtool.engine.errors import ChannelClosed, ChannelGarbled, ChannelSilent

T = TypeVar("T")

LARGEST_MESSAGE: Final = 256 << 20
"""Bytes; a still of the largest film or the index of a day is far below."""
GARBLED: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises for bytes that are no message: text that is not UTF-8 and endless nesting in their own way."""
_ENCODER: Final = msgspec.msgpack.Encoder()


class Channel:
    """One end of a conversation. Any thread may ``send``; one thread at a time receives.

    To end it from another thread, end the process at the other side first: then whoever waits gets ``ChannelClosed``.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sending = Lock()
        self._receiving = Lock()

    def fileno(self) -> int:
        """The descriptor (on Windows the handle) of this end."""
        return self._connection.fileno()

    def limit(self, seconds: float) -> None:
        """Let a message that is begun, in either direction, take so long at most (where the system has sockets)."""
        if sys.platform != "win32":
            span = struct.pack("ll", int(seconds), int(seconds % 1 * 1_000_000))
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=os.dup(self.fileno())) as same:
                same.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, span)
                same.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, span)

    def send(self, message: msgspec.Struct) -> None:
        """Send a message. Raises ``ChannelClosed``, and ``ChannelSilent`` when the other side does not take it."""
        data = _ENCODER.encode(message)
        with self._sending:
            try:
                self._connection.send_bytes(data)
            except BlockingIOError as error:
                raise ChannelSilent from error
            except OSError as error:
                raise ChannelClosed from error

    def ready(self, timeout: float | None) -> bool:
        """Wait until something can be received, the end included; False when ``timeout`` seconds went by."""
        with self._receiving:
            try:
                return self._connection.poll(timeout)
            except (OSError, EOFError):
                return True

    def receive(self, decoder: msgspec.msgpack.Decoder[T], timeout: float | None = None) -> T:
        """Return the next message, waiting ``timeout`` seconds (None: for ever) for its beginning.

        Raises ``ChannelSilent``, ``ChannelClosed``, ``ChannelGarbled``.
        """
        if not self.ready(timeout):  # also without a time limit: ``limit`` is for messages that are begun
            raise ChannelSilent
        with self._receiving:
            try:
                data = self._connection.recv_bytes(LARGEST_MESSAGE)
            except BlockingIOError as error:
                raise ChannelSilent from error
            except (OSError, EOFError) as error:
                raise ChannelClosed from error
        try:
            return decoder.decode(data)
        except GARBLED as error:
            raise ChannelGarbled from error

    def close(self) -> None:
        """Let go of this end once nobody sends or waits: a descriptor in use must not become another's."""
        with self._sending, self._receiving:
            self._connection.close()
