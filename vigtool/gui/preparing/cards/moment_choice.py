"""Which moments the list shows, and in which order: pure functions over the marks of a film."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.gui.preparing.cards.moment_words import folded


class Order(StrEnum):
    """The orders in which moments can stand."""

    FILM = "film"
    OWN = "own"
    TITLE = "title"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list is asked for; everything asked has to hold. ``category`` is the id of one in the case's pack."""

    text: str = ""
    starred: bool = False
    category: str = ""
    person: PersonId | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return not (self.text.strip() or self.starred or self.category or self.person)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the choice has to know of a moment: its words, its principles' categories, and what a full search finds."""

    words: Callable[[Moment], str]
    categories: Callable[[Moment], Collection[str]]
    search: Callable[[str], Collection[MomentId]] | None = None


def in_order(marks: Marks, order: Order) -> Sequence[Moment]:
    """Return all moments in an order; those without a title stand after those with one, in the film's order."""
    match order:
        case Order.OWN:
            return marks.in_own_order()
        case Order.NEWEST:
            return marks.moments[::-1]
        case Order.TITLE:
            titled = sorted(marks.in_film_order(), key=lambda moment: moment.title.casefold())
            return sorted(titled, key=lambda moment: not moment.title)
        case _:
            return marks.in_film_order()


def chosen(
    moments: Sequence[Moment], choice: Choice, knowledge: Knowledge, always: MomentId | None = None
) -> Sequence[Moment]:
    """Return those that fit, in the order given; the moment ``always`` is worked on, so it is among them."""
    if choice.everything:
        return moments
    parts = folded(choice.text).split()
    found = knowledge.search(choice.text) if knowledge.search is not None and parts else ()

    def fits(moment: Moment) -> bool:
        return (
            (moment.starred or not choice.starred)
            and (choice.person is None or any(turn.person == choice.person for turn in moment.turns))
            and (not choice.category or choice.category in knowledge.categories(moment))
            and (not parts or moment.id in found or holds(knowledge.words(moment), parts))
        )

    return [moment for moment in moments if moment.id == always or fits(moment)]


def holds(words: str, parts: Sequence[str]) -> bool:
    """Tell whether all parts stand somewhere in the words, within compounds too; both are casefolded."""
    return all(part in words for part in parts)
