"""Which Dolby Vision films have a base layer that can be shown by its own tags.

Profiles 7, 8 and 10 have one (HDR10, HLG or SDR), and it is what ``picture`` shows. That of profile 5 is coded in
Dolby's own IPT and would come out green and violet.
"""

import struct
from typing import TYPE_CHECKING, Final, cast

from av import VideoFrame

if TYPE_CHECKING:
    from av.sidedata.sidedata import SideDataContainer

_HEAD: Final = struct.Struct("=3Q")
_COLOUR_OFFSET: Final = 2
_SPACE_OFFSET: Final = 185
_IPT: Final = 2


def is_ipt(metadata: bytes) -> bool:
    """Tell whether Dolby Vision metadata (FFmpeg's ``AVDOVIMetadata``) is that of a picture in IPT.

    The structure begins with the offsets of its parts; the third is that of ``AVDOVIColorMetadata``, in which
    ``signal_color_space`` is byte 185: 0 Y'CbCr, 1 RGB, 2 IPT. False for what is too short to tell.
    """
    if len(metadata) < _HEAD.size:
        return False
    place = _HEAD.unpack_from(metadata)[_COLOUR_OFFSET] + _SPACE_OFFSET
    return bool(place < len(metadata) and metadata[place] == _IPT)


def has_no_base_layer(picture: VideoFrame) -> bool:
    """Tell whether a picture's numbers mean no colours without Dolby's own processing (profile 5).

    Not for every picture of a film: see ``orientation``.
    """
    # PyAV's stub says TypedDict; the object is a container of side data blocks
    blocks = cast("SideDataContainer", picture.side_data)
    return any(data.type.name == "DOVI_METADATA" and is_ipt(bytes(data)) for data in blocks)
