"""Days, clock times and film times as a report writes them in its language; the patterns are among its words."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from vigtool.exchange.field_types import LoggedTime


def day_text(day: date, words: Mapping[str, str]) -> str:
    """A day: "22.11.2026", "2026-11-22", "22 November 2026"."""
    return words["pattern.day"].format(**_parts(day, words))


def instant_text(instant: datetime, words: Mapping[str, str]) -> str:
    """A point in time to the minute, on the clock of its own time zone: "22.11.2026 klo 14.05"."""
    parts = _parts(instant, words)
    return words["pattern.instant"].format(**parts, hour=instant.hour, minute=instant.minute)


def film_time_text(time: LoggedTime, words: Mapping[str, str]) -> str:
    """A place in a film, from its first frame: "1:05,033", "1:01:05,033"."""
    milliseconds = round(Fraction(time.exact) * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest // 1000:02d}{words['pattern.decimal']}{rest % 1000:03d}"
    return f"{hours}:{minutes:02d}:{seconds}" if hours else f"{minutes}:{seconds}"


def length_text(time: LoggedTime, words: Mapping[str, str]) -> str:
    """A length in seconds: "4,337"."""
    return time.decimal.replace(".", words["pattern.decimal"])


def _parts(day: date, words: Mapping[str, str]) -> dict[str, int | str]:
    return {"day": day.day, "month": day.month, "month_name": words[f"month.{day.month}"], "year": day.year}
