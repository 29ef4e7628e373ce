"""What assistive technology is told a widget is, where Qt cannot know it: painted widgets, parts of a painted widget.

Traps of the binding, measured with PySide6 6.11: it keeps a reference to each interface that a factory made for as
long as the program runs, although Qt deletes the interface with its object. So an interface holds nothing, least of
all its widget: it asks ``object()``. An interface without an object would be deleted twice at the end: parts of a
widget are small QObjects of their own (``docs/decisions``).
"""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Maker = Callable[[QObject], QAccessibleInterface]
Kind = TypeVar("Kind", bound=type[QObject])

_makers: Final[dict[str, Maker]] = {}


def spoken_by(maker: Maker) -> Callable[[Kind], Kind]:
    """Have the interfaces of a class, and of those derived from it, made by ``maker``."""

    def known(kind: Kind) -> Kind:
        if not _makers:
            QAccessible.installFactory(_made)
        _makers[kind.__name__] = maker
        return kind

    return known


def spoken_as(role: QAccessible.Role) -> Callable[[Kind], Kind]:
    """Let a class of widgets, and those derived from it, be of a role; names and children are Qt's."""
    return spoken_by(lambda widget: QAccessibleWidget(_widget(widget), role))


def _made(class_name: str, shown: QObject | None) -> QAccessibleInterface | None:
    """Called by Qt with each class name of an object, the most derived first."""
    maker = _makers.get(class_name)
    return None if maker is None or shown is None else maker(shown)


def _widget(shown: QObject) -> QWidget:
    if not isinstance(shown, QWidget):
        raise TypeError(type(shown).__name__)
    return shown
