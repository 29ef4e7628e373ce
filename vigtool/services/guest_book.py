"""Which packages were taken in before, and what day it is: what decides whether one more may be."""

from datetime import date

from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import PackageId
from vigtool.domain.supervision import GuestOpened
from vigtool.services.supervision_errors import PackageExpired, PackageKnown
from vigtool.services.workspace import Workspace


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
    """The day by the clock, or of the journal's last entry: a clock that was set back gives nobody a day more."""
    now = ws.clock()
    last = ws.index.entries_from(max(ws.vault.journal.count - 1, 0))
    return max([now.date(), *(one.time.astimezone(now.tzinfo).date() for one in last)])
