"""What the file of a clip may hold beside pictures and sound: nothing that could carry words, places or devices."""

from typing import BinaryIO, Final

from av.container import InputContainer

from vigtool.media.errors import ClipNotExact
from vigtool.media.mp4_boxes import boxes

_OWN_TAGS: Final = {
    "major_brand": "isom",
    "minor_version": "512",
    "compatible_brands": "isomiso2avc1mp41",
    "language": "und",
    "handler_name": "",
    "vendor_id": "",
}
_FREE_TEXT: Final = frozenset({"VideoHandler", "SoundHandler", "[0][0][0][0]"})
_METADATA_BOXES: Final = frozenset({"udta", "meta", "uuid", "tref", "gmhd", "tmcd"})
_EMPTY_UDTA: Final = b"\0\0\0\x35meta\0\0\0\0\0\0\0\x21hdlr" + bytes(8) + b"mdirappl" + bytes(9) + b"\0\0\0\x08ilst"
"""The muxer writes a list of tags even where there is none."""


def demand_layout(clip: BinaryIO) -> None:
    """Raise ``ClipNotExact`` unless the index lies before the pictures (faststart) and no box is one of metadata."""
    found = list(boxes(clip))
    top = [box.path for box in found if "/" not in box.path and box.path != "free"]
    if top != ["ftyp", "moov", "mdat"]:
        raise ClipNotExact("layout")
    for box in found:
        if box.path.rsplit("/", 1)[-1] not in _METADATA_BOXES:
            continue
        clip.seek(box.start)
        if box.path != "moov/udta" or clip.read(box.end - box.start) != _EMPTY_UDTA:
            raise ClipNotExact("metadata")


def demand_no_words(container: InputContainer) -> None:
    """Raise ``ClipNotExact`` for other streams than pictures and one sound, chapters, or a tag of somebody else."""
    kinds = [stream.type for stream in container.streams]
    if kinds not in (["video"], ["video", "audio"]):
        raise ClipNotExact("streams")
    tags = [container.metadata, *(stream.metadata for stream in container.streams)]
    if container.chapters() or any(_is_foreign(name, value) for group in tags for name, value in group.items()):
        raise ClipNotExact("metadata")


def _is_foreign(name: str, value: str) -> bool:
    return value != _OWN_TAGS.get(name, "") and not (name in _OWN_TAGS and value in _FREE_TEXT)
