"""Times as people read them: minutes, seconds and tenths, with the decimal mark of the language."""

from fractions import Fraction
from math import floor

from vigtool.wording.translation import language, tr, trn

MINUTE, HOUR = 60, 3600


def decimal_mark() -> str:
    """Comma in Finnish and Swedish, point in English."""
    return "." if language() == "en" else ","


def clock_words(seconds: Fraction | float, places: int = 1) -> str:
    """A time in a film as ``m:ss.t``, with the hours before it once there are any; cut off, never rounded up."""
    unit = 10**places
    # A float time of the ruler may lie a hair below the mark that it stands for.
    total = floor(seconds * unit + (1e-6 if isinstance(seconds, float) else 0))
    whole, rest = divmod(total, unit)
    hours, minutes = whole // HOUR, whole % HOUR // MINUTE
    words = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    words += f":{whole % MINUTE:02}"
    return f"{words}{decimal_mark()}{rest:0{places}}" if places else words


def length_words(seconds: Fraction, frames: int) -> str:
    """A moment's length in seconds and frames."""
    tenths = f"{float(seconds):.1f}".replace(".", decimal_mark())
    return tr("{seconds} s \u00b7 {frames}").format(seconds=tenths, frames=frames_words(frames))


def frames_words(frames: int) -> str:
    """A number of frames."""
    return trn("{count} frame", "{count} frames", frames).format(count=frames)
