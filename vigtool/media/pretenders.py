"""What a file is that is no film, told from its first bytes, so that the refusal can say it.

Only names the reason of a refusal; whether a file is a film is decided by the allowed containers. The one
exception are pictures in a film's container (HEIC, AVIF): those are refused here.
"""

from typing import Final

from vigtool.media.errors import Pretender

HEAD_BYTES: Final = 4096

_PICTURES: Final = (
    b"\xff\xd8\xff",  # JPEG
    b"\x89PNG\r\n\x1a\n",
    b"GIF8",
    b"BM",
    b"II*\x00",  # TIFF and most raw formats of cameras
    b"MM\x00*",
    b"8BPS",
    b"\x00\x00\x01\x00",  # ICO
    b"\x00\x00\x00\x0cjP  ",  # JPEG 2000
    b"\xff\x0a",  # JPEG XL
)
_PICTURE_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2", b"avif", b"miaf"})
_FILMS: Final = (
    b"\x1aE\xdf\xa3",  # Matroska, WebM
    b"OggS",
    b"0&\xb2u\x8ef\xcf\x11",  # ASF
    b"FLV\x01",
    b"\x00\x00\x01\xba",  # MPEG program stream
    b"\x06\x0e+4\x02\x05\x01\x01",  # MXF
)
_BOXES: Final = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"styp", b"moof", b"pnot"})


def is_picture(head: bytes) -> bool:
    """Tell whether a file that begins with ``head`` is a still picture (ISO/IEC 23008-12 brands included)."""
    if head[:4] == b"RIFF":
        return head[8:12] == b"WEBP"
    return head.startswith(_PICTURES) or (head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS)


def has_film_boxes(head: bytes) -> bool:
    """Tell whether ``head`` begins like a QuickTime or MP4 file."""
    return head[4:8] in _BOXES


def begins_like_a_film(head: bytes) -> bool:
    """Tell whether ``head`` carries the signature of an allowed container, whole or not."""
    avi = head[:4] == b"RIFF" and head[8:12] == b"AVI "
    return has_film_boxes(head) or avi or head.startswith(_FILMS)


def pretender(head: bytes) -> Pretender:
    """Name what a file is that no allowed container accepted, from its first ``HEAD_BYTES`` bytes."""
    if not head:
        return "empty"
    if is_picture(head):
        return "picture"
    return "text" if _is_text(head) else "unknown"


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return False
        text = head[: error.start].decode("utf-8")
    return all(letter.isprintable() or letter.isspace() for letter in text.removeprefix("\ufeff"))
