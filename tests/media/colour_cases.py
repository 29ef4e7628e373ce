"""Pixel formats and colour tags of the films that colours are proved for."""

from typing import Final

from tests.media.colour_reference import Tags

SDR: Final = [
    ("yuv420p", Tags(1, 1, 1)),
    ("yuv420p", Tags(1, 1, 1, full=True)),
    ("yuvj420p", Tags(6, 6, 1, full=True)),
    ("nv12", Tags(1, 1, 1)),
    ("yuv440p", Tags(1, 1, 1)),
    ("yuv422p10le", Tags(1, 1, 1)),
    ("yuv444p12le", Tags(1, 1, 1, full=True)),
    ("yuva444p10le", Tags(1, 1, 1)),
    ("yuv420p", Tags(6, 6, 6)),
    ("yuv422p", Tags(6, 6, 6, full=True)),
    ("yuv420p", Tags(5, 6, 5)),
    ("yuv411p", Tags(5, 6, 5)),
    ("yuv420p", Tags(5, 5, 5)),
    ("yuv420p", Tags(4, 4, 4)),
    ("yuv420p", Tags(7, 7, 7)),
    ("yuv420p", Tags(1, 1, 22)),
    ("yuv420p", Tags(1, 1, 11)),
    ("yuv420p", Tags(1, 1, 8)),
    ("yuv420p", Tags(9, 14, 9)),
    ("yuv420p10le", Tags(9, 14, 9)),
    ("yuv422p12le", Tags(9, 15, 9)),
    ("yuv420p10le", Tags(10, 14, 9)),
    ("yuv444p", Tags(1, 13, 1)),
    ("yuv420p", Tags(1, 13, 12)),
    ("yuv444p10le", Tags(1, 8, 1)),
    ("yuv444p", Tags(8, 13, 1)),
    ("yuv420p10le", Tags(8, 1, 1, full=True)),
    ("gbrp", Tags(0, 13, 1, full=True)),
    ("gbrp", Tags(0, 13, 1)),
    ("gbrp12le", Tags(0, 14, 9, full=True)),
    ("bgra", Tags(0, 13, 1, full=True)),
    ("argb", Tags(0, 13, 12, full=True)),
]
HDR: Final = [
    ("yuv420p10le", Tags(9, 16, 9)),
    ("yuv420p10le", Tags(9, 18, 9)),
    ("yuv444p10le", Tags(9, 18, 9, full=True)),
    ("yuv422p12le", Tags(9, 16, 9)),
    ("yuv420p10le", Tags(9, 18, 12)),
    ("gbrp12le", Tags(0, 16, 9, full=True)),
    ("yuv444p12le", Tags(14, 16, 9)),
    ("yuv420p10le", Tags(14, 18, 9)),
]
