"""What a packet says of itself without being decoded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

Parser: TypeAlias = Callable[[memoryview, bool], "PacketFacts"]
"""Given a packet's bytes and the container's key flag, in file order. It may remember the packets before."""


@dataclass(frozen=True, slots=True)
class PacketFacts:
    """``entry``: decoding may begin here, and all pictures not shown before this one come out right.

    ``pictures``: how many pictures begin in the packet and are shown; 0 too for the second field of the picture
    that the packet before began.
    ``sound``: the packet's own lengths agree with its size, and it follows from the one before.
    ``reference``: True for a picture that is shown only when the next such picture comes, False for one that is
    shown at once (MPEG-1, -2 and -4); None where only the times tell the order.
    """

    entry: bool
    pictures: int = 1
    sound: bool = True
    reference: bool | None = None


PLAIN: Final = PacketFacts(entry=False)
ENTRY: Final = PacketFacts(entry=True)
HIDDEN: Final = PacketFacts(entry=False, pictures=0)
BROKEN: Final = PacketFacts(entry=False, sound=False)
