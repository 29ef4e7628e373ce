"""The formats of other programs by name, apart from what reads and writes them."""

from enum import StrEnum
from typing import Final


class Format(StrEnum):
    """A format that marks leave in; the values are the command line's words."""

    EAF = "eaf"
    VTT = "vtt"
    VTT_CAPTIONS = "vtt-captions"
    BORIS = "boris"
    BORIS_EVENTS = "boris-events"
    CSV = "csv"
    DATA_CSV = "data-csv"
    OTIO = "otio"
    FCP7 = "fcp7"
    WEB_ANNOTATION = "webannotation"


SUFFIXES: Final = {
    Format.EAF: ".eaf",
    Format.VTT: ".vtt",
    Format.VTT_CAPTIONS: ".vtt",
    Format.BORIS: ".boris",
    Format.BORIS_EVENTS: ".csv",
    Format.CSV: ".csv",
    Format.DATA_CSV: ".csv",
    Format.OTIO: ".otio",
    Format.FCP7: ".xml",
    Format.WEB_ANNOTATION: ".jsonld",
}
"""How the names of such files end."""

OVER_CLIPS: Final = frozenset({Format.OTIO, Format.FCP7})
"""Edit lists: they speak of clips that lie beside them."""
