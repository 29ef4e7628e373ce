"""JPEGs on pages: a template takes pictures as text alone, for it reads no files."""

import base64
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A JPEG file of (width, height) pixels."""

    file: bytes
    width: int
    height: int


def as_svg(jpeg: Jpeg) -> str:
    """The picture as an SVG, with its bytes in it."""
    data = base64.b64encode(jpeg.file).decode()
    width, height = jpeg.width, jpeg.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/></svg>'
    )
