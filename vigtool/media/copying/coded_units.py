"""The units of an H.264 packet in MP4, and which of them may go along when it is copied.

Sources: ISO/IEC 14496-15 5.3.2 (lengths), ITU-T H.264 table 7-1 (kinds of units) and annex D (SEI messages).
"""

from collections.abc import Collection, Sequence
from typing import Final

from vigtool.media.h264_headers import IDR_SLICE
from vigtool.media.h264_sei import sei_messages

_SLICE, _SEI, _SEQUENCE_SET, _PICTURE_SET, _DELIMITER, _FILLER = 1, 6, 7, 8, 9, 12
_SLICES: Final = frozenset({_SLICE, IDR_SLICE})
_SETS: Final = frozenset({_SEQUENCE_SET, _PICTURE_SET})
_LEFT_BEHIND: Final = frozenset({_DELIMITER, _FILLER})
_CHANGES_WHAT_IS_SEEN: Final = frozenset({19, 23, 45, 47, 137, 144, 147, 150, 151, 154, 155})
"""Film grain, tone mapping, two views in a picture, orientation, HDR, another transfer, spheres: without these
messages, and none goes along, the picture would look otherwise."""
LENGTH_BYTES: Final = 4


def units_of(data: bytes, length_bytes: int) -> list[bytes] | None:
    """Return the units of a packet, or None if their lengths do not agree with its size."""
    units: list[bytes] = []
    at = 0
    while at < len(data):
        start = at + length_bytes
        at = start + int.from_bytes(data[at:start], "big")
        if start > len(data) or at > len(data):
            return None
        if at > start:
            units.append(data[start:at])
    return units


def packet_of(units: Sequence[bytes]) -> bytes:
    """Return units as a packet, each after its length in ``LENGTH_BYTES`` bytes."""
    return b"".join(len(unit).to_bytes(LENGTH_BYTES, "big") + unit for unit in units)


def picture_units(units: Sequence[bytes], sets: Collection[bytes]) -> list[bytes] | None:
    """Return the slices, which are all that a clip needs, or None if something else is needed to see them alike.

    ``sets``: the film's parameter sets. Messages (SEI) stay behind: in them are places, devices and words.
    """
    slices: list[bytes] = []
    for unit in units:
        kind = unit[0] & 0x1F
        if kind in _SLICES:
            slices.append(unit)
        elif not (kind in _LEFT_BEHIND or (kind in _SETS and unit in sets) or (kind == _SEI and _is_idle(unit))):
            return None
    return slices or None


def is_instant_refresh(units: Sequence[bytes]) -> bool:
    """Tell whether slices are those of a picture after which nothing before it is needed (IDR)."""
    return all(unit[0] & 0x1F == IDR_SLICE for unit in units)


def _is_idle(unit: bytes) -> bool:
    return all(kind not in _CHANGES_WHAT_IS_SEEN for kind, _ in sei_messages(unit))
