"""Looking at one place of the window as who cannot see it, or has no mouse, meets it: what is wrong there, in words."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QSlider,
    QWidget,
)

from tests.gui.seen import CONTROLS, clipped, visible
from vigtool.gui.shared.tab_order import in_reading_order

Role = QAccessible.Role
ROLES: tuple[tuple[type[QWidget], frozenset[Role]], ...] = (
    (QRadioButton, frozenset({Role.RadioButton})),
    (QAbstractButton, frozenset({Role.Button, Role.CheckBox, Role.ButtonMenu, Role.RadioButton, Role.PageTab})),
    (QComboBox, frozenset({Role.ComboBox})),
    (QAbstractSpinBox, frozenset({Role.SpinBox})),
    (QLineEdit, frozenset({Role.EditableText, Role.StaticText})),
    (QPlainTextEdit, frozenset({Role.EditableText})),
    (QProgressBar, frozenset({Role.ProgressBar})),
    (QSlider, frozenset({Role.Slider})),
)
OPERATED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox, QSlider)
"""What the user does something with."""

NOTHING = frozenset({Role.NoRole, Role.Client})
"""Roles that say nothing of what a widget is."""

MOST_STEPS = 400
PARTS_OF_A_DATE = 6
PASSES = 50


def nameless(page: QWidget) -> Iterator[str]:
    """Controls, and whatever takes the keyboard, without a name; or with a role that tells nothing, or a wrong one."""
    for widget in visible(page):
        if not (isinstance(widget, CONTROLS) or takes_keys(widget)):
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or not _is_named(widget, told):
            yield f"nameless: {named(widget)}"
        role = Role.NoRole if told is None else told.role()
        wanted = next((roles for kind, roles in ROLES if isinstance(widget, kind)), None)
        if role in NOTHING or (wanted is not None and role not in wanted):
            yield f"role {role.name}: {named(widget)}"


def cut_off(page: QWidget) -> Iterator[str]:
    """Words that have no room, in their widget or in what holds it."""
    yield from (f"clipped: {words}" for words in clipped(page))
    for widget in visible(page, (QLabel, QAbstractButton, QComboBox, QLineEdit)):
        if isinstance(widget, QComboBox) and _too_long(widget):
            yield f"clipped: {widget.currentText()} in {named(widget)}"
        if isinstance(widget, QLineEdit) and _placeholder_too_long(widget):
            yield f"clipped: {widget.placeholderText()} in {named(widget)}"
        if _outside(widget, page):
            yield f"outside of what holds it: {named(widget)}"


def doubled_letters(page: QWidget) -> Iterator[str]:
    """Mnemonics that two buttons of a place, or two entries of one menu, share."""
    buttons = [one.text() for one in visible(page, QAbstractButton) if isinstance(one, QAbstractButton)]
    menus = [[entry.text() for entry in menu.actions()] for menu in page.findChildren(QMenu)]
    for texts in (buttons, *menus):
        letters = [_mnemonic(text) for text in texts]
        for letter in sorted(set(letters) - {""}):
            if letters.count(letter) > 1:
                yield f"mnemonic twice: {letter}"


def sentences(page: QWidget) -> set[str]:
    """Everything that a place says, to be seen, pointed at or heard."""
    found: set[str] = set()
    for widget in visible(page):
        found |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
        if isinstance(widget, (QLabel, QAbstractButton)):
            found.add(widget.text())
        elif isinstance(widget, (QLineEdit, QPlainTextEdit)):
            found.add(widget.placeholderText())
        elif isinstance(widget, QComboBox):
            found |= {widget.itemText(place) for place in range(widget.count())}
        if widget.isWindow():
            found.add(widget.windowTitle())
    for menu in page.findChildren(QMenu):
        found |= {entry.text() for entry in menu.actions()}
    return found - {""}


def by_keyboard(page: QWidget, known: set[str]) -> Iterator[str]:
    """What is wrong for who goes through a place by Tab; ``known`` gathers the kinds of stops that were looked at."""
    stops, trap = tab_stops(page)
    yield from _unreached(page, stops, trap)
    yield from _out_of_order(stops)
    yield from _unseen_focus(stops, known)


def _unreached(page: QWidget, stops: list[QWidget], trap: QWidget | None) -> Iterator[str]:
    """What takes the keyboard and is not come to by Tab; a control that keeps Tab for itself is a trap."""
    if trap is not None:
        yield f"keyboard trap: {named(trap)}"
        return
    came_to = {id(one) for one in stops}
    for widget in visible(page):
        if _for_the_mouse_alone(widget) and widget.isEnabledTo(page):
            yield f"not for the keyboard: {named(widget)}"
        wanted = takes_keys(widget) and widget.isEnabledTo(page) and widget.focusProxy() is None
        if wanted and id(widget) not in came_to and not _by_arrows(widget):
            yield f"not reached by Tab: {named(widget)}"


def _out_of_order(stops: list[QWidget]) -> Iterator[str]:
    """Stops of Tab that lead up the page without leading to a column further right."""
    for before, after in pairwise(stops):
        first, second = _parts(before, after)
        if second.bottom() < first.top() and second.left() < first.right():
            yield f"Tab goes up from {named(before)} to {named(after)}"


def _unseen_focus(stops: list[QWidget], known: set[str]) -> Iterator[str]:
    """Stops that look the same with and without the keyboard; each kind is looked at once."""
    for widget in stops:
        kind = f"{type(widget).__name__} {widget.property('rank') or widget.property('role') or ''}"
        if kind in known:
            continue
        known.add(kind)
        elsewhere = next((one for one in stops if one is not widget and not widget.isAncestorOf(one)), None)
        if elsewhere is None:
            continue
        elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if widget.grab().toImage() == without:
            yield f"focus not to be seen: {named(widget)}"


def tab_stops(page: QWidget) -> tuple[list[QWidget], QWidget | None]:
    """The widgets to which Tab leads, from the first on, and the one that does not let go of the keyboard."""
    window = page.window()
    window.activateWindow()
    for _ in range(PASSES):
        QApplication.processEvents()
        if window.isActiveWindow():
            break
    first = next((one for one in in_reading_order(page) if takes_keys(one) and one.isEnabledTo(page)), None)
    if first is None:
        return [], None
    first.setFocus(Qt.FocusReason.TabFocusReason)
    begin = window.focusWidget()
    stops: list[QWidget] = []
    at = begin
    while at is not None and len(stops) < MOST_STEPS:
        if page.isAncestorOf(at) or at is page:
            stops.append(at)
        after = _by_tab(window, at)
        if after is at:
            return stops, (at if len(stops) > 1 else None)
        if after is begin or any(after is one for one in stops):
            break
        at = after
    return stops, None


def _by_tab(window: QWidget, at: QWidget) -> QWidget:
    """Where Tab leads; a date is gone through part by part first."""
    for _ in range(PARTS_OF_A_DATE if isinstance(at, QAbstractSpinBox) else 1):
        QTest.keyClick(at, Qt.Key.Key_Tab)
        if window.focusWidget() is not at:
            break
    return window.focusWidget() or window


def told_children(window: QWidget) -> list[str]:
    """The names of what a screen reader finds directly in a window."""
    told = QAccessible.queryAccessibleInterface(window)
    return [told.child(number).text(QAccessible.Text.Name) for number in range(told.childCount())]


def press_escape(place: QWidget) -> None:
    """Press Escape where the keyboard is."""
    QTest.keyClick(place.focusWidget() or place, Qt.Key.Key_Escape)
    QApplication.processEvents()


def takes_keys(widget: QWidget) -> bool:
    """Whether Tab is meant to come here."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not isinstance(widget, QMenu)


def named(widget: QWidget) -> str:
    """A widget as a maker finds it."""
    holder = type(widget.parentWidget()).__name__
    text = widget.accessibleName() or (widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else "")
    return f"{type(widget).__name__} {text!r} in {holder}"


def _is_named(widget: QWidget, told: QAccessibleInterface) -> bool:
    """Whether it can be told from others. Qt calls a choice field by what is chosen on Linux: its label, or else its
    description, has to tell there.
    """
    if not isinstance(widget, QComboBox):
        return bool(told.text(QAccessible.Text.Name).strip())
    label_beside = told.relations(QAccessible.RelationFlag.Label)
    return bool(widget.accessibleName() and (label_beside or told.text(QAccessible.Text.Description)))


def _for_the_mouse_alone(widget: QWidget) -> bool:
    return isinstance(widget, OPERATED) and not takes_keys(widget) and not _by_arrows(widget)


def _by_arrows(widget: QWidget) -> bool:
    """Whether it is one of a group of which Tab leads to another one."""
    holder = widget.parentWidget()
    if not isinstance(widget, QAbstractButton) or not widget.autoExclusive() or holder is None:
        return False
    beside = holder.findChildren(type(widget), options=Qt.FindChildOption.FindDirectChildrenOnly)
    return any(one is not widget and takes_keys(one) for one in beside)


def _too_long(box: QComboBox) -> bool:
    return not box.isEditable() and box.minimumSizeHint().width() > box.width() + 1


def _placeholder_too_long(line: QLineEdit) -> bool:
    return line.fontMetrics().horizontalAdvance(line.placeholderText()) > line.contentsRect().width()


def _outside(widget: QWidget, page: QWidget) -> bool:
    holder = widget.parentWidget()
    if widget is page or holder is None or isinstance(holder.parentWidget(), QAbstractScrollArea):
        return False
    return not holder.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())


def _parts(one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Where the two parts lie that hold one each, in what holds both: however far anything is scrolled."""
    holders = [one, *_holders(one)]
    theirs = next(holder for holder in (other, *_holders(other)) if holder.parentWidget() in holders)
    mine = next((holder for holder in holders if holder.parentWidget() is theirs.parentWidget()), one)
    return mine.geometry(), theirs.geometry()


def _holders(widget: QWidget) -> Iterator[QWidget]:
    holder = widget.parentWidget()
    while holder is not None:
        yield holder
        holder = holder.parentWidget()


def _mnemonic(text: str) -> str:
    plain = text.replace("&&", "")
    return plain[plain.index("&") + 1].lower() if "&" in plain[:-1] else ""
