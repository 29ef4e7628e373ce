"""A text as a QR code, so that a checkpoint on paper can be read back by any telephone."""

from io import BytesIO
from typing import Final

import segno

_QUIET_ZONE: Final = 4
"""Modules of white around it, as ISO/IEC 18004 asks for."""


def qr_svg(text: str) -> str:
    """The code of a text of up to 2,331 bytes of UTF-8 as an SVG document without a size of its own.

    Error correction level M (15 %), or higher where it costs no room. Raises ``ValueError`` for a longer text.
    """
    code = segno.make(text, error="m", micro=False, encoding="utf-8")
    drawn = BytesIO()
    code.save(drawn, kind="svg", border=_QUIET_ZONE, omitsize=True, light="white", xmldecl=False, nl=False)
    return drawn.getvalue().decode()
