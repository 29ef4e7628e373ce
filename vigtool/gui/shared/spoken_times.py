"""Dates and lengths as people of the chosen language write them."""

from datetime import date, datetime
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QDate, QLocale

from vigtool.wording.translation import language

_LOCALES: Final = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}


def locale() -> QLocale:
    """The locale of the chosen language."""
    return QLocale(_LOCALES[language()])


def day_format() -> str:
    """How a field for a day is written, in Qt's letters."""
    return locale().dateFormat(QLocale.FormatType.ShortFormat)


def spoken_date(day: date) -> str:
    """A day, such as 22 Nov 2026; of a moment its day in its own zone."""
    shown = day.date() if isinstance(day, datetime) else day
    return locale().toString(QDate(shown.year, shown.month, shown.day), QLocale.FormatType.ShortFormat)


def spoken_time(moment: datetime) -> str:
    """A day and a time of day."""
    return f"{spoken_date(moment)}  {moment:%H:%M}"


def spoken_length(seconds: Fraction) -> str:
    """A length such as 4:05 (minutes and seconds, rounded) or 1:02:03."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def spoken_seconds(seconds: Fraction) -> str:
    """A short length, such as 4.2 s, with the decimal sign of the language."""
    return f"{locale().toString(float(seconds), 'f', 1)} s"
