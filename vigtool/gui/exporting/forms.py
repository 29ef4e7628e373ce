"""What moments can leave as, and the names of the files that come of it."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from vigtool.domain.purposes import Act
from vigtool.domain.renditions import JPEG
from vigtool.gui.shared.choosing import documents, typed_path
from vigtool.wording.translation import tr


class Form(StrEnum):
    """What moments leave as."""

    CLIPS = "clips"
    """Each in a file of its own."""
    REEL = "reel"
    PICTURE = "picture"
    CARD = "card"
    """The key picture on a page with the clients' words."""
    COPY = "copy"
    """For the family to keep, as plain files in a folder."""
    SEALED = "sealed"
    """For the family to keep, in one file with a passphrase."""


ACTS: Final = {
    Form.CLIPS: Act.CLIP,
    Form.REEL: Act.CLIP,
    Form.PICTURE: Act.STILL,
    Form.CARD: Act.STILL,
    Form.COPY: Act.COPY,
    Form.SEALED: Act.COPY,
}
OF_FILM: Final = frozenset({Form.CLIPS, Form.REEL, Form.COPY, Form.SEALED})
"""Forms that play, and can be slow, stand still, have captions."""
FOR_KEEPING: Final = frozenset({Form.COPY, Form.SEALED})

_ENDINGS: Final = {
    Form.CLIPS: (".mp4",),
    Form.REEL: (".mp4",),
    Form.PICTURE: (".png", *sorted(JPEG)),
    Form.CARD: (".pdf",),
    Form.SEALED: (".age",),
}


def form_name(form: Form, count: int) -> str:
    """What a form is called for so many moments."""
    many = count > 1
    return {
        Form.CLIPS: tr("Single clips") if many else tr("A clip"),
        Form.REEL: tr("One reel of all"),
        Form.PICTURE: tr("Their key pictures") if many else tr("Its key picture"),
        Form.CARD: tr("Cards to be printed") if many else tr("A card to be printed"),
        Form.COPY: tr("The family's copy, on a stick"),
        Form.SEALED: tr("The family's copy, sealed"),
    }[form]


def is_folder(form: Form, count: int) -> bool:
    """Whether more than one file comes of it, which go into a folder."""
    return form is Form.COPY or (count > 1 and form in (Form.CLIPS, Form.PICTURE, Form.CARD))


def filters(form: Form) -> str:
    """What a file of that form is, for the system's own window."""
    kinds = {
        Form.PICTURE: (tr("Picture"), "*.png *.jpg"),
        Form.CARD: ("PDF", "*.pdf"),
        Form.SEALED: (tr("Video with a passphrase"), "*.age"),
    }
    name, pattern = kinds.get(form, (tr("Video"), "*.mp4"))
    return f"{name} ({pattern})"


def offered(form: Form, count: int, folder: Path | None = None) -> Path:
    """A name that is free, among the documents or in another folder."""
    held = folder or documents()
    if is_folder(form, count):
        return held if folder is not None and form is Form.COPY else held / tr("handed out")
    return free((held / _stem(form)).with_suffix(_ENDINGS[form][0]))


def target_of(text: str, form: Form, count: int) -> Path | None:
    """The file or folder that was typed, a file with its ending, in a folder if only that was named; None for none."""
    path = typed_path(text)
    if path is None or is_folder(form, count):
        return path
    ending = _ENDINGS[form][0]
    if path.is_dir():
        return free((path / _stem(form)).with_suffix(ending))
    return path if path.suffix.lower() in _ENDINGS[form] else path.with_name(path.name + ending)


def files_in(folder: Path, form: Form, count: int) -> list[Path]:
    """So many names in a folder that no file has."""
    return [path for path, _number in zip(_numbered(folder, form), range(count), strict=False)]


def free(path: Path, taken: Sequence[Path] = ()) -> Path:
    """The path, or the same with a number, so that no older file is offered to be replaced."""
    number, found = 2, path
    while found in taken or found.exists():
        found = path.with_stem(f"{path.stem} {number}")
        number += 1
    return found


def _numbered(folder: Path, form: Form) -> Iterator[Path]:
    number = 0
    while True:
        number += 1
        path = (folder / f"{_stem(form)} {number:02}").with_suffix(_ENDINGS[form][0])
        if not path.exists():
            yield path


def _stem(form: Form) -> str:
    return {
        Form.REEL: tr("reel"),
        Form.PICTURE: tr("picture"),
        Form.CARD: tr("card"),
        Form.SEALED: tr("videos"),
    }.get(form, tr("clip"))
