"""Where cards stand below each other when all are equally high but one: pure arithmetic, in pixels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """``count`` cards ``small`` pixels high, ``gap`` apart; the one at ``open_at`` (None: none) is ``tall`` high."""

    count: int
    small: int
    gap: int
    open_at: int | None = None
    tall: int = 0

    @property
    def whole(self) -> int:
        """The height of all together."""
        return max(self.top(self.count) - self.gap, 0)

    def top(self, place: int) -> int:
        """Where the card at a place begins."""
        more = self.tall - self.small if self.open_at is not None and place > self.open_at else 0
        return place * (self.small + self.gap) + more

    def height(self, place: int) -> int:
        """How high the card at a place is."""
        return self.tall if place == self.open_at else self.small

    def within(self, top: int, bottom: int) -> range:
        """The places of the cards of which something lies between two heights."""
        return range(self._at(top), min(self._at(bottom) + 1, self.count))

    def gap_near(self, y: int) -> int:
        """The place before which a card goes that is dropped at a height; ``count`` is after all others."""
        place = self._at(y)
        if place >= self.count:
            return self.count
        return place + (y > self.top(place) + self.height(place) / 2)

    def _at(self, y: int) -> int:
        step = self.small + self.gap
        if self.open_at is not None and y >= self.top(self.open_at):
            beyond = y - self.top(self.open_at) - self.tall - self.gap
            return self.open_at if beyond < 0 else self.open_at + 1 + beyond // step
        return max(y, 0) // step
