"""The formats of other programs by name: what writes each, what it loses, and which of them a file that comes in is.

What a file is, its content says: its name is anybody's choice, and may be made to mislead.
"""

import codecs
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import msgspec

from vigtool.exchange.annotations.boris_coding import boris_losses
from vigtool.exchange.annotations.boris_events_reading import read_boris_events
from vigtool.exchange.annotations.boris_events_writing import write_boris_events
from vigtool.exchange.annotations.boris_reading import read_boris
from vigtool.exchange.annotations.boris_writing import write_boris
from vigtool.exchange.annotations.clips_on_disk import ClipOnDisk
from vigtool.exchange.annotations.csv_writing import csv_losses, write_csv
from vigtool.exchange.annotations.data_package_writing import (
    PACKAGE_NAME,
    data_package_losses,
    write_data_package,
)
from vigtool.exchange.annotations.elan_reading import read_elan
from vigtool.exchange.annotations.elan_writing import elan_losses, write_elan
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.fcp7_writing import fcp7_losses, write_fcp7
from vigtool.exchange.annotations.format_names import Format
from vigtool.exchange.annotations.json_reading import read_json
from vigtool.exchange.annotations.marked_film import FoundMarks, Loss, MarkedFilm
from vigtool.exchange.annotations.otio_reading import read_otio
from vigtool.exchange.annotations.otio_writing import otio_losses, write_otio
from vigtool.exchange.annotations.textgrid_reading import read_textgrid
from vigtool.exchange.annotations.web_annotation_reading import read_web_annotation
from vigtool.exchange.annotations.web_annotation_writing import web_annotation_losses, write_web_annotation
from vigtool.exchange.annotations.webvtt_reading import read_webvtt
from vigtool.exchange.annotations.webvtt_writing import (
    webvtt_captions_losses,
    webvtt_chapters_losses,
    write_webvtt_captions,
    write_webvtt_chapters,
)

NO_FORMAT: Final = "file"
"""The name under which a file is refused that is of no format at all."""

Clips: TypeAlias = Sequence[ClipOnDisk]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was made; ``beside`` are others that belong to it, by the names that they must have."""

    data: bytes
    beside: Mapping[str, bytes]


_WRITERS: Final[Mapping[Format, Callable[[MarkedFilm, Clips, str], bytes]]] = {
    Format.EAF: lambda film, _clips, language: write_elan(film, language),
    Format.VTT: lambda film, _clips, _language: write_webvtt_chapters(film),
    Format.VTT_CAPTIONS: lambda film, _clips, _language: write_webvtt_captions(film),
    Format.BORIS: lambda film, _clips, language: write_boris(film, language),
    Format.BORIS_EVENTS: lambda film, _clips, language: write_boris_events(film, language),
    Format.CSV: lambda film, _clips, language: write_csv(film, language),
    Format.OTIO: lambda film, clips, _language: write_otio(film, clips),
    Format.FCP7: write_fcp7,
    Format.WEB_ANNOTATION: lambda film, _clips, _language: write_web_annotation(film),
}

_LOSSES: Final[Mapping[Format, Callable[[MarkedFilm, Clips], tuple[Loss, ...]]]] = {
    Format.EAF: lambda film, _clips: elan_losses(film),
    Format.VTT: lambda film, _clips: webvtt_chapters_losses(film),
    Format.VTT_CAPTIONS: lambda film, _clips: webvtt_captions_losses(film),
    Format.BORIS: lambda film, _clips: boris_losses(film),
    Format.BORIS_EVENTS: lambda film, _clips: boris_losses(film),
    Format.CSV: lambda film, _clips: csv_losses(film),
    Format.DATA_CSV: lambda film, _clips: data_package_losses(film),
    Format.OTIO: otio_losses,
    Format.FCP7: fcp7_losses,
    Format.WEB_ANNOTATION: lambda film, _clips: web_annotation_losses(film),
}


def written(format_: Format, film: MarkedFilm, language: str, file_name: str, clips: Clips = ()) -> Written:
    """A film's marks in a format, worded in ``fi``, ``sv`` or ``en`` where it has words of its own.

    ``file_name`` is what the file will be called, for those that lie beside it and name it.
    """
    if format_ is Format.DATA_CSV:
        package = write_data_package(film, file_name)
        return Written(package.data, {PACKAGE_NAME: package.package})
    return Written(_WRITERS[format_](film, clips, language), {})


def losses_in(format_: Format, film: MarkedFilm, clips: Clips = ()) -> tuple[Loss, ...]:
    """What a format cannot hold of a film, each once, with how often."""
    counts: dict[str, int] = {}
    for one in _LOSSES[format_](film, clips):
        counts[one.what] = counts.get(one.what, 0) + one.count
    return tuple(Loss(what, count) for what, count in counts.items())


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file turned out to be (the name that ``FileUnfit`` has for its format), and what was found in it."""

    format: str
    found: FoundMarks


def read_marks(data: bytes, language: str) -> ReadFile:
    """The marks of a file of any format that is read here; vocabularies in ``language`` where a file has them.

    Raises ``FileUnfit``, whose ``format`` is ``NO_FORMAT`` where it is none of them.
    """
    name, read = _reader(data, language)
    return ReadFile(name, read(data))


_Reader: TypeAlias = Callable[[bytes], FoundMarks]

_LOOKED_AT: Final = 4096
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KEYS: Final[Mapping[str, tuple[str, _Reader]]] = {
    "OTIO_SCHEMA": ("otio", read_otio),
    "behaviors_conf": ("boris", read_boris),
    "@context": ("web-annotation", read_web_annotation),
}
"""JSON: what the outermost object has tells what it is."""


def _reader(data: bytes, language: str) -> tuple[str, _Reader]:
    begin = _beginning(data)
    if begin.startswith("<"):
        return "elan", lambda one: read_elan(one, language)
    if begin.startswith("WEBVTT"):
        return "webvtt", read_webvtt
    if "ooTextFile" in begin.partition("\n")[0]:
        return "textgrid", read_textgrid
    if begin.startswith("["):
        return _KEYS["@context"]
    if begin.startswith("{"):
        keys = read_json(data, NO_FORMAT, dict[str, msgspec.Raw])
        found = next((reader for key, reader in _KEYS.items() if key in keys), None)
        if found is not None:
            return found
    elif "\0" not in begin:
        return "boris", _read_table
    raise FileUnfit(NO_FORMAT, Unfit.NOT_THIS_FORMAT)


def _read_table(data: bytes) -> FoundMarks:
    """A table of BORIS; any other text is of no format."""
    try:
        return read_boris_events(data)
    except FileUnfit as error:
        if error.why is Unfit.NOT_THIS_FORMAT and error.line is None:
            raise FileUnfit(NO_FORMAT, error.why) from None
        raise


def _beginning(data: bytes) -> str:
    """The first characters, whatever the encoding; only to look at."""
    utf_16 = data.startswith(_UTF_16)
    text = data[:_LOOKED_AT].decode("utf-16" if utf_16 else "utf-8-sig", errors="replace")
    return text.lstrip()
