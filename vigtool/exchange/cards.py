"""Words as pictures: title cards, and captions that are laid over a film. Set with the program's own fonts."""

from typing import Final

import msgspec
import typst

from vigtool.exchange.errors import ReportNotMade
from vigtool.exchange.report_setting import fonts, settable
from vigtool.exchange.resource_files import resource

_PICTURE = "card_picture"
MOST_LETTERS: Final = 4000
"""More cannot be read on a picture; setting them takes minutes, which nobody can cancel."""


def card_png(title: str, words: str, size: tuple[int, int]) -> bytes:
    """A plain picture with a title and words, as PNG of exactly (width, height) pixels.

    Words that would not fit are set smaller; what does not fit at a quarter of the size runs over the edge, and more
    than ``MOST_LETTERS`` are left out, which shows. Raises ``ReportNotMade``.
    """
    return _drawn({"kind": "card", "title": _readable(title), "words": _readable(words)}, size)


def caption_png(words: str, size: tuple[int, int]) -> bytes:
    """Words on a dark field at the lower edge, all else clear, as PNG with alpha of exactly (width, height) pixels.

    No more than ``MOST_LETTERS``. Raises ``ReportNotMade``.
    """
    return _drawn({"kind": "caption", "words": _readable(words)}, size)


def _readable(words: str) -> str:
    return settable(words if len(words) <= MOST_LETTERS else words[:MOST_LETTERS] + "…")


def _drawn(content: dict[str, str], size: tuple[int, int]) -> bytes:
    width, height = size
    page = {**content, "width": width, "height": height}
    try:
        return typst.compile(
            resource("reports", f"{_PICTURE}.typ").read_bytes(),
            format="png",
            ppi=72.0,  # a point is a pixel then
            font_paths=fonts(),
            sys_inputs={"page": msgspec.json.encode(page).decode()},
        )
    except typst.TypstError:
        # "from None": typst quotes the text that it could not set.
        raise ReportNotMade(_PICTURE) from None
