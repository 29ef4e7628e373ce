"""Where a package that leaves is offered to go first: into the watched folder, if there is one."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from vigtool.gui.shared.choosing import choose_target, documents
from vigtool.gui.supervising.folder_watch import FolderWatch
from vigtool.services.package_folder import new_file
from vigtool.services.package_making import EXTENSION
from vigtool.wording.translation import tr

Outlet: TypeAlias = Callable[[], Path | None]
"""The folder that is watched now, None where there is none."""


def no_outlet() -> Path | None:
    """No folder is watched."""
    return None


def next_in(part: QWidget | None) -> Callable[[], Path | None]:
    """What names a file in the folder that is watched in the window of a part, as long as there is one."""

    def place() -> Path | None:
        watch = None if part is None else part.window().findChild(FolderWatch)
        folder = None if watch is None else watch.folder()
        return None if folder is None else new_file(folder)

    return place


def first_place(outlet: Outlet) -> Path:
    """A free name that says nothing, in the watched folder or else among the documents."""
    return new_file(outlet() or documents())


def choose_package(parent: QWidget, outlet: Outlet) -> Path | None:
    """Where a package is to be written, as the user chooses in the system's window; None when they thought better."""
    kind = tr("Package") + f" (*{EXTENSION})"
    return choose_target(parent, tr("Where to put it"), first_place(outlet), kind)
