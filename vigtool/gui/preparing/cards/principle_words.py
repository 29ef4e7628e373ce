"""What the principles seen in a moment are called, each in the words of the pack version that it was coded with."""

from collections.abc import Callable

from vigtool.domain.identifiers import PackId
from vigtool.domain.moments import Moment, PrincipleSeen
from vigtool.domain.principles import Category, Pack
from vigtool.gui.preparing.cards.wishes import Changed
from vigtool.gui.preparing.edits import Step, has_principle, with_principle
from vigtool.wording.translation import language, tr

FindPack = Callable[[PackId, int], Pack | None]
"""Gives a version of a pack, None where its words are not at hand."""


class PrincipleWords:
    """The pack that is coded with now (None: there is none), and the words of all that were coded with before."""

    def __init__(self, pack: Pack | None = None, find_pack: FindPack = lambda _id, _version: None) -> None:
        self.pack = pack
        self._find_pack = find_pack
        self._packs: dict[tuple[PackId, int], Pack | None] = {}

    def name(self, seen: PrincipleSeen) -> str:
        """Return what a principle is called; empty where its words are missing."""
        pack = self._pack_of(seen)
        found = None if pack is None else pack.find(seen.item)
        return "" if found is None else found.name.in_language(language())

    def chip(self, seen: PrincipleSeen) -> str:
        """Return what stands on the chip of a principle."""
        return self.name(seen) or tr("Words not at hand")

    def hint(self, seen: PrincipleSeen) -> str:
        """Return what is to be said of a principle besides its name; mostly nothing."""
        if not self.name(seen):
            return tr("The words of this principle are not at hand here. It stays with the moment.")
        if self.pack is None or (seen.pack, seen.version) == (self.pack.id, self.pack.version):
            return ""
        if seen.pack == self.pack.id:
            return tr("In the words of version {version}, with which it was noted.").format(version=seen.version)
        pack = self._pack_of(seen)
        name = "" if pack is None else pack.name.in_language(language())
        return tr("In the words of \u201c{pack}\u201d, with which it was noted.").format(pack=name)

    def category(self, seen: PrincipleSeen) -> Category | None:
        """Return the category to which a principle belongs in its own version of the pack."""
        pack = self._pack_of(seen)
        return None if pack is None else pack.category_of(seen.item)

    def categories(self, moment: Moment) -> set[str]:
        """Return the ids of the categories of the present pack, in any version, that are seen in a moment."""
        mine = None if self.pack is None else self.pack.id
        found = (self.category(seen) for seen in moment.principles if seen.pack == mine)
        return {category.id for category in found if category is not None}

    def is_seen(self, moment: Moment, item: str) -> bool:
        """Tell whether a category or item of the present pack, in any version, is seen in a moment."""
        return self.pack is not None and has_principle(moment, self.pack.seen(item))

    def toggled(self, moment: Moment, item: str) -> Changed:
        """Return the wish to have a category or item of the present pack seen in a moment, or no longer.

        Raises ``KeyError`` for one that the pack does not have, and where there is no pack.
        """
        if self.pack is None:
            raise KeyError(item)
        seen, present = self.pack.seen(item), not self.is_seen(moment, item)
        step = Step.PRINCIPLE if present else Step.PRINCIPLE_REMOVED
        return Changed(step, lambda now: with_principle(now, seen, present=present))

    def _pack_of(self, seen: PrincipleSeen) -> Pack | None:
        asked = seen.pack, seen.version
        if self.pack is not None and asked == (self.pack.id, self.pack.version):
            return self.pack
        if asked not in self._packs:
            self._packs[asked] = self._find_pack(*asked)
        return self._packs[asked]
