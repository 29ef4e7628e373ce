"""What can be done from everywhere, as data: one table makes menus, shortcuts and the page of keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from vigtool.wording.translation import tr


class ActionId(StrEnum):
    """An action of the window itself; what belongs to a page stands in the page's own table."""

    CASES = "cases"
    PREPARE = "prepare"
    REVIEW = "review"
    SUPERVISION = "supervision"
    LOG = "log"
    KEEPING = "keeping"
    KEYS = "keys"
    LOCK = "lock"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Action:
    """An action as it is shown: ``shortcuts`` in Qt's portable writing, ``icon`` a name in ``resources/icons``."""

    id: ActionId
    text: str
    shortcuts: tuple[str, ...]
    icon: str


def actions(changed: Mapping[str, Sequence[str]] | None = None) -> tuple[Action, ...]:
    """The table, in the chosen language; ``changed`` are the keys that the user has changed, by ``key_id``."""
    table = (
        Action(ActionId.CASES, tr("Cases"), ("Ctrl+1",), "users"),
        Action(ActionId.PREPARE, tr("Prepare"), ("Ctrl+2",), "clapperboard"),
        Action(ActionId.REVIEW, tr("Review"), ("Ctrl+3",), "message-circle"),
        Action(ActionId.SUPERVISION, tr("Supervision"), ("Ctrl+6",), "messages-square"),
        Action(ActionId.LOG, tr("Log"), ("Ctrl+4",), "scroll-text"),
        Action(ActionId.KEEPING, tr("The vault"), ("Ctrl+5",), "folder-lock"),
        Action(ActionId.KEYS, tr("Keys"), ("F1",), "keyboard"),
        Action(ActionId.LOCK, tr("Lock"), ("Ctrl+L",), "lock"),
        Action(ActionId.QUIT, tr("Quit"), ("Ctrl+Q",), "log-out"),
    )
    keys = changed or {}
    return tuple(replace(one, shortcuts=tuple(keys.get(key_id(one.id), one.shortcuts))) for one in table)


def action(wanted: ActionId, changed: Mapping[str, Sequence[str]] | None = None) -> Action:
    """One action of the table."""
    return next(one for one in actions(changed) if one.id is wanted)


def key_id(of: ActionId) -> str:
    """What the preferences know an action's keys by."""
    return f"window-{of}"
