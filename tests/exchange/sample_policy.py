"""An organisation's policy in which everything is said."""

import json
from collections.abc import Callable
from typing import Any

PURPOSE = {
    "id": "team-learning",
    "name": {"fi": "Tiimin oppiminen", "sv": "Teamets lärande", "en": "Learning in the team"},
    "says": {
        "fi": "Tiimi katsoo valittuja hetkiä yhdessä.",
        "sv": "Teamet ser utvalda ögonblick tillsammans.",
        "en": "The team looks at chosen moments together.",
    },
    "acts": ["show", "screen"],
    "basis": "public-task",
}
WHOLE: dict[str, Any] = {
    "format": "vigtool-policy",
    "format_version": 1,
    "version": 3,
    "organisation": {
        "name": "Rannikon hyvinvointialue",
        "contacts": [{"what": "Tietosuojavastaava", "how": "tietosuoja@rannikko.example"}],
    },
    "retention": {"film_months": 1, "log_years": 12, "remind_days": 7},
    "lock_after_minutes": 15,
    "backup_reminder_days": 3,
    "legal_basis": "public-task",
    "notice_languages": ["sv", "fi"],
    "templates": "/srv/vigtool/forms",
    "purposes": [PURPOSE],
}


def as_text(policy: dict[str, Any]) -> str:
    return json.dumps(policy, ensure_ascii=False, indent=2)


def policy_text(change: Callable[[dict[str, Any]], object] = lambda _policy: None) -> str:
    """The text of the whole policy, changed."""
    policy = json.loads(json.dumps(WHOLE))
    change(policy)
    return as_text(policy)
