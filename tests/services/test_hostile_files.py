"""Files that were made to harm, or are simply far too large: each is refused for what it is, and nothing comes in.

What bounds the time is tried by what must be refused before it is gone through; the times stand in docs/exchange.md.
"""

import os
from pathlib import Path

import pytest

from tests.services.casework import Family
from vigtool.domain.cases import Recording
from vigtool.exchange.annotations.errors import MOST_BYTES, FileUnfit, Unfit
from vigtool.services.errors import FileUnreadable
from vigtool.services.marking import moments
from vigtool.services.marks_reading import import_marks

OPENED = '<?xml version="1.0" encoding="UTF-8"?>'
EAF = '<ANNOTATION_DOCUMENT FORMAT="3.0" VERSION="3.0"><HEADER TIME_UNITS="milliseconds">'
VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\n"
BOMB = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
GRID = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n10\n<exists>\n1\n"IntervalTier"\n"t"\n0\n10\n'

ATTRIBUTES = " ".join(f'b{n}=""' for n in range(5000))

HOSTILE: dict[str, tuple[str | bytes, Unfit]] = {
    "document type": (f"{OPENED}<!DOCTYPE a SYSTEM 'file:///etc/passwd'>{EAF}", Unfit.ENTITIES),
    "entity bomb": (f"{OPENED}<!DOCTYPE a [<!ENTITY l0 'lol'>{BOMB}]>{EAF}&l9;", Unfit.ENTITIES),
    "external entity": (f"{OPENED}<!DOCTYPE a [<!ENTITY x SYSTEM '/etc/passwd'>]>{EAF}&x;", Unfit.ENTITIES),
    "parameter entity": (f"{OPENED}<!DOCTYPE a [<!ENTITY % p 'x'> %p;]>{EAF}", Unfit.ENTITIES),
    "entity of nobody": (f"{OPENED}{EAF}&nbsp;", Unfit.ENTITIES),
    "deep xml": (f"{EAF}{'<a>' * 100_000}", Unfit.TOO_DEEP),
    "many elements": (f"{EAF}{'<a/>' * 200_000}", Unfit.TOO_LARGE),
    "many annotations": (f"{EAF}{'<ANNOTATION>' * 20_001}", Unfit.TOO_LARGE),
    "many attributes": (EAF + f"<a {ATTRIBUTES}/>" * 100, Unfit.TOO_LARGE),
    "a long tag": (f"{EAF}<a {'b' * 70_000}", Unfit.TOO_LARGE),
    "100 MB of xml": (f"{EAF}{'x' * 100_000_000}", Unfit.TOO_LARGE),
    "xml in latin 1": (f"{EAF}ä".encode("latin-1"), Unfit.NOT_TEXT),
    "xml that lies about itself": (f'<?xml version="1.0" encoding="UTF-16"?>{EAF}', Unfit.NOT_TEXT),
    "xml in UTF-7": (f'<?xml version="1.0" encoding="UTF-7"?>{EAF}', Unfit.NOT_TEXT),
    "xml with a zero": (f"{EAF}\0", Unfit.NOT_TEXT),
    "other xml": ("<xmeml version='5'/>", Unfit.NOT_THIS_FORMAT),
    "deep json": ('{"@context":' + "[" * 900_000, Unfit.TOO_DEEP),
    "many things": ('{"OTIO_SCHEMA":"Timeline.1","children":[' + "{}," * 1_500_000, Unfit.TOO_LARGE),
    "100 MB of json": ('{"@context":"' + "x" * 100_000_000, Unfit.TOO_LARGE),
    "a number of a million digits": (
        '{"behaviors_conf":{},"observations":{"o":{"events":[[' + "9" * 1_000_000 + ',"","",""]]}}}',
        Unfit.BAD_TIME,
    ),
    "json in latin 1": ('{"@context":"ä"}'.encode("latin-1"), Unfit.NOT_TEXT),
    "100 MB of cues": (VTT + "x" * 100_000_000, Unfit.TOO_LARGE),
    "many tags": (VTT + "<" * 200_000, Unfit.TOO_LARGE),
    "many cues": ("WEBVTT\n" + "\n00:00.000 --> 00:01.000\n" * 20_001, Unfit.TOO_LARGE),
    "many lines": ("WEBVTT" + "\n" * 500_000, Unfit.TOO_LARGE),
    "cues in latin 1": ((VTT + "ä").encode("latin-1"), Unfit.NOT_TEXT),
    "an end before its begin": ("WEBVTT\n\n00:02.000 --> 00:01.000\nx\n", Unfit.BAD_TIME),
    "many intervals": (GRID + "20001\n", Unfit.TOO_LARGE),
    "an interval of no end": (GRID + "1\n0\n1" + "0" * 400, Unfit.BAD_TIME),
    "100 MB of a table": ("a,b\n" * 25_000_000, Unfit.TOO_LARGE),
    "a table of a million columns": ("Time,Subject,Behavior,Status" + ",x" * 1_000_000, Unfit.TOO_LARGE),
    "100 MB of zeros": (b"\0" * 100_000_000, Unfit.NOT_THIS_FORMAT),
    "a program": (b"\x7fELF\x02\x01\x01" + b"\0" * 100, Unfit.NOT_THIS_FORMAT),
    "a zip": (b"PK\x03\x04\x14\0", Unfit.NOT_THIS_FORMAT),
    "half a character": (b"\xff\xfe\x00", Unfit.NOT_TEXT),
}


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    return family.film(tmp_path)


@pytest.mark.parametrize(("data", "why"), HOSTILE.values(), ids=HOSTILE)
def test_it_is_refused_for_what_it_is(
    family: Family, film: Recording, tmp_path: Path, data: str | bytes, why: Unfit
) -> None:
    path = tmp_path / "hostile.eaf"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    count = family.ws.vault.journal.count
    with pytest.raises(FileUnfit) as refused:
        import_marks(family.ws, film.id, path, "en")
    assert refused.value.why is why
    assert (moments(family.ws, film.id), family.ws.vault.journal.count) == ([], count)


def test_no_more_of_a_file_is_read_than_can_be_meant(family: Family, film: Recording, tmp_path: Path) -> None:
    path = tmp_path / "endless.vtt"
    with path.open("wb") as file:
        file.truncate(100 * MOST_BYTES)
    with pytest.raises(FileUnfit):
        import_marks(family.ws, film.id, path, "en")


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def _loop(folder: Path) -> Path:
    (folder / "loop").symlink_to(folder / "loop")
    return folder / "loop"


HOSTILE_PATHS = {
    "a device": lambda _folder: Path("/dev/zero"),
    "a pipe": _pipe,
    "a link in a circle": _loop,
    "a folder": lambda folder: folder,
    "nothing": lambda folder: folder / "nothing",
    "a name with a zero": lambda folder: folder / "a\0b",
    "a name that is too long": lambda folder: folder / ("x" * 5000),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes nor devices with names like these")
@pytest.mark.parametrize("made", HOSTILE_PATHS.values(), ids=HOSTILE_PATHS)
def test_a_path_that_leads_to_no_file_is_not_followed(
    family: Family, film: Recording, tmp_path: Path, made: object
) -> None:
    assert callable(made)
    path = made(tmp_path)
    with pytest.raises(FileUnreadable):
        import_marks(family.ws, film.id, path, "en")
