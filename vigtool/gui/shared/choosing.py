"""Asking the system for files and folders, in one place so that a page can be driven without a dialog."""

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from vigtool.wording.translation import tr

FILM_ENDINGS: Final = (
    "*.mp4 *.mov *.m4v *.3gp *.mkv *.webm *.avi *.mts *.m2ts *.ts *.mpg *.mpeg *.vob *.wmv *.mxf *.ogv"
)


def typed_path(text: str) -> Path | None:
    """Return the path that was typed, None if nothing was; a ``~`` stands for the home folder where there is one."""
    text = text.strip()
    return Path(os.path.expanduser(text)) if text else None  # noqa: PTH111 - Path's own raises where there is none


def documents() -> Path:
    """The folder that the system suggests for documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def choose_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """A folder, or None when the user thought better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start or documents()))
    return Path(chosen) if chosen else None


def choose_films(parent: QWidget) -> list[Path]:
    """Films to be brought in; empty when the user thought better of it."""
    films, everything = tr("Films"), tr("All files")
    pattern = f"{FILM_ENDINGS} {FILM_ENDINGS.upper()}"
    filters = ";;".join((f"{films} ({pattern})", f"{everything} (*)"))
    chosen, _filter = QFileDialog.getOpenFileNames(parent, tr("Choose films"), "", filters)
    return [Path(one) for one in chosen]


def choose_file(parent: QWidget, title: str, kind: str) -> Path | None:
    """A file to read (``kind`` is a filter such as ``JSON (*.json)``), or None."""
    everything = tr("All files")
    chosen, _filter = QFileDialog.getOpenFileName(parent, title, str(documents()), f"{kind};;{everything} (*)")
    return Path(chosen) if chosen else None


def choose_target(parent: QWidget, title: str, suggested: Path, kind: str) -> Path | None:
    """A file to write, with its ending (``kind`` is a filter such as ``Video (*.mp4)``), or None."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(suggested), kind)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(suggested.suffix)


def choose_pdf(parent: QWidget, title: str, name: str) -> Path | None:
    """A PDF to write, or None; ``name``, without an ending, is suggested among the documents."""
    return choose_target(parent, title, documents() / f"{name}.pdf", "PDF (*.pdf)")


def show_in_folder(path: Path) -> None:
    """Open the folder in which a file lies, in the system's own file window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
