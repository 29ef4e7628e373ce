"""Where Tab leads: through what is shown as one reads it, by rows, a part of the window at a time.

Qt's own order is that in which widgets were made, which is another one as soon as a form opens between two others.
So the order is taken from the places of the widgets, anew with each press.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def go_on_by_tab(window: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next widget in a window (the one before if not ``forward``); tell if there is one.

    For ``focusNextPrevChild`` of a window.
    """
    following = _following(window, window.focusWidget(), forward=forward)
    if following is None:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    following.setFocus(reason)
    _bring_into_view(following)
    return True


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """The widget and what is shown in it, each part as a whole before the next."""
    yield widget
    for row in _rows(widget):
        for part in sorted(row, key=lambda one: one.x()):
            yield from in_reading_order(part)


def _following(window: QWidget, at: QWidget | None, *, forward: bool) -> QWidget | None:
    shown = list(in_reading_order(window))
    place = next((number for number, one in enumerate(shown) if one is at), None)
    if place is None:
        begin = shown if forward else shown[::-1]
    elif forward:
        begin = shown[place + 1 :] + shown[:place]
    else:
        begin = shown[:place][::-1] + shown[place + 1 :][::-1]
    return next((one for one in begin if _takes_tab(one)), None)


def _rows(holder: QWidget) -> Iterable[list[QWidget]]:
    """What a widget holds, by rows: what has its middle beside the first of a row belongs to that row."""
    parts = [one for one in holder.children() if isinstance(one, QWidget) and one.isVisible() and not one.isWindow()]
    rows: list[list[QWidget]] = []
    lowest = 0
    for part in sorted(parts, key=lambda one: (one.y(), one.x())):
        if rows and part.geometry().center().y() < lowest:
            rows[-1].append(part)
        else:
            rows.append([part])
            lowest = part.geometry().bottom()
    return rows


def _takes_tab(widget: QWidget) -> bool:
    tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return tabbed and widget.isEnabled() and widget.focusProxy() is None


def _bring_into_view(widget: QWidget) -> None:
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget)
        holder = holder.parentWidget()
