"""The timeline strip as Qt's accessibility sees it: a list whose items are the moments, each at its place.

The strip is one painted widget, so its moments are no widgets. Why each has an object: see ``accessible_roles``.
"""

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Shiboken

from vigtool.gui.preparing.spoken_moments import moment_words
from vigtool.gui.preparing.spoken_strip import NOWHERE, MomentPlace, SpokenStrip
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip
from vigtool.gui.shared.accessible_roles import spoken_by


class _Press(QAccessibleActionInterface):
    """What can be done with a moment on the strip: select it."""

    def __init__(self, interface: QAccessibleObject) -> None:
        super().__init__()
        self._interface = interface

    def actionNames(self) -> list[str]:
        """Give the one action."""
        return [self.pressAction()]

    def doAction(self, actionName: str, /) -> None:  # noqa: N803 - Qt's name
        """Select the moment."""
        place = self._interface.object()
        if actionName == self.pressAction() and isinstance(place, MomentPlace):
            place.spoken.picked.emit(place.moment_id)

    def keyBindingsForAction(self, actionName: str, /) -> list[str]:  # noqa: ARG002, N803 - Qt's name
        """Give none: the keys of the workspace do not belong to one moment."""
        return []


class _AccessibleMoment(QAccessibleObject):
    """One moment: an item of the list."""

    def __init__(self, place: QObject) -> None:
        super().__init__(place)
        self._press: _Press | None = None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, t: QAccessible.Text, /) -> str:
        place = self.object()
        if not isinstance(place, MomentPlace) or t != QAccessible.Text.Name:
            return ""
        moment = place.spoken.moment(place.moment_id)
        return "" if moment is None else moment_words(moment, place.spoken.times)

    def state(self) -> QAccessible.State:
        state, place = QAccessible.State(), self.object()
        if isinstance(place, MomentPlace):
            chosen = place.spoken.selected == place.moment_id
            told = {"selectable": True, "focusable": True, "selected": chosen}
            told["focused"] = chosen and place.spoken.strip.hasFocus()
            told["offscreen"] = place.spoken.strip.place_of(place.moment_id) is None
            told["disabled"] = not place.spoken.strip.isEnabled()
            told["invisible"] = not place.spoken.strip.isVisible()
            for name, holds in told.items():
                setattr(state, name, holds)
        return state

    def rect(self) -> QRect:
        place = self.object()
        if not isinstance(place, MomentPlace):
            return QRect()
        lies = place.spoken.strip.place_of(place.moment_id)
        if lies is None:
            return QRect()
        shown = lies.toAlignedRect().intersected(place.spoken.strip.rect())
        return shown.translated(place.spoken.strip.mapToGlobal(QPoint(0, 0)))

    def parent(self) -> QAccessibleInterface:
        place = self.object()
        return QAccessible.queryAccessibleInterface(place.spoken.strip if isinstance(place, MomentPlace) else place)

    def child(self, index: int, /) -> QAccessibleInterface:  # noqa: ARG002 - Qt's signature
        return _none()

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, arg__1: QAccessibleInterface, /) -> int:  # noqa: ARG002 - Qt's signature
        return NOWHERE

    def interface_cast(self, arg__1: QAccessible.InterfaceType, /) -> int:
        """Give the address of what can be done, when that is asked for, else none.

        Trap: a plain int or None ends the process; Qt's void* takes a ``VoidPtr`` alone, though the stubs say int.
        """
        if arg__1 != QAccessible.InterfaceType.ActionInterface:
            return Shiboken.VoidPtr(0)  # type: ignore[return-value]
        self._press = self._press or _Press(self)
        return Shiboken.VoidPtr(Shiboken.getCppPointer(self._press)[0])  # type: ignore[return-value]


class _AccessibleStrip(QAccessibleWidget):
    """The list of the moments; holds nothing (see ``accessible_roles``)."""

    def __init__(self, strip: QWidget) -> None:
        super().__init__(strip, QAccessible.Role.List)

    def text(self, t: QAccessible.Text, /) -> str:
        spoken = self._spoken()
        if spoken is not None and t == QAccessible.Text.Description:
            return spoken.description()
        return super().text(t)

    def childCount(self) -> int:
        spoken = self._spoken()
        return 0 if spoken is None else len(spoken.moments)

    def child(self, index: int, /) -> QAccessibleInterface:
        spoken = self._spoken()
        if spoken is None or not 0 <= index < len(spoken.moments):
            return _none()
        return QAccessible.queryAccessibleInterface(spoken.place(spoken.moments[index].id))

    def indexOfChild(self, child: QAccessibleInterface, /) -> int:
        spoken, place = self._spoken(), child.object()
        if spoken is None or not isinstance(place, MomentPlace):
            return NOWHERE
        return spoken.number(place.moment_id)

    def focusChild(self) -> QAccessibleInterface:
        spoken, strip = self._spoken(), self.widget()
        if spoken is None or not strip.hasFocus() or spoken.selected is None:
            return super().focusChild()
        return self.child(spoken.number(spoken.selected))

    def childAt(self, x: int, y: int, /) -> QAccessibleInterface:
        spoken, strip = self._spoken(), self.widget()
        if spoken is None:
            return _none()
        point = strip.mapFromGlobal(QPoint(x, y))
        for moment in reversed(spoken.moments):
            lies = spoken.strip.place_of(moment.id)
            if lies is not None and lies.contains(point):
                return QAccessible.queryAccessibleInterface(spoken.place(moment.id))
        return _none()

    def _spoken(self) -> SpokenStrip | None:
        strip = self.object()
        return strip.findChild(SpokenStrip) if isinstance(strip, TimelineStrip) else None


def _none() -> QAccessibleInterface:
    """No interface, as Qt wants it; the binding's stubs know nothing of that."""
    return None  # type: ignore[return-value]


spoken_by(_AccessibleStrip)(TimelineStrip)  # type: ignore[arg-type]
spoken_by(_AccessibleMoment)(MomentPlace)
