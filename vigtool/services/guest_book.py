"""Which packages were taken in before, and what day it is: what decides whether one more may be."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import PackageId
from vigtool.domain.supervision import GuestOpened
from vigtool.services.supervision_errors import PackageExpired, PackageKnown
from vigtool.services.workspace import Workspace

CLOCK_BELIEVED: Final = timedelta(days=366)
"""Nobody is away for longer, so by more than that a clock is believed to be wrong."""


class GuestBook:
    """As things are when it is made; may be asked in any thread.

    Packages are told by the envelopes of the journal, which stay when a guest is erased: none is taken in twice.
    """

    def __init__(self, ws: Workspace) -> None:
        self._known = {one.object for one in ws.index.entries(acts={ACT_NAMES[GuestOpened]})}
        self.today = today(ws)

    def demand_takeable(self, package: PackageId, expires: date) -> None:
        """Raise ``PackageKnown`` or ``PackageExpired``."""
        if package in self._known:
            raise PackageKnown(package)
        if expires < self.today:
            raise PackageExpired(expires)


def today(ws: Workspace) -> date:
    """The day by the clock, or of the journal's last entry: a clock that was set back gives nobody a day more.

    An entry that is years ahead of the clock was made by one that was wrong, and does not count.
    """
    now = ws.clock()
    last = [one.time.astimezone(now.tzinfo) for one in ws.index.entries_from(max(ws.vault.journal.count - 1, 0))]
    return max([now.date(), *(one.date() for one in last if one - now <= CLOCK_BELIEVED)])


def is_believed(now: datetime, since: Iterable[datetime]) -> bool:
    """Tell whether a clock has come to ``now`` without a leap by years from the times of entries up to it.

    What was written down at a later time than now came of a clock that was set right since, and says nothing.
    """
    known = sorted(one for one in since if one <= now)
    return all(later - earlier <= CLOCK_BELIEVED for earlier, later in pairwise([*known, now]))
