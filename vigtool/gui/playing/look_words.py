"""What the small sign on the picture says about how it is looked at."""

from vigtool.gui.playing.look import Look
from vigtool.gui.playing.time_words import decimal_mark
from vigtool.wording.translation import tr


def zoom_words(zoom: float) -> str:
    """How many times as large as the whole picture."""
    return f"{zoom:.1f}".removesuffix(".0").replace(".", decimal_mark()) + "\u00d7"


def look_words(look: Look) -> str:
    """Nearness, and that the picture is shown otherwise than it was filmed; nothing when it is shown plainly."""
    words = [] if look.near.is_whole else [zoom_words(look.near.zoom)]
    if look.display_changed:
        words.append(tr("display changed"))
    return " \u00b7 ".join(words)
