"""A kind calls things by its own words."""

import pytest

from vigtool.domain.identifiers import KindId, PackId
from vigtool.domain.kinds import CaseKind, Chooser, KindRole, KindWord, PlannedCycles
from vigtool.domain.people import Role
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import Purposes

KIND = CaseKind(
    id=KindId("team"),
    version=1,
    name=Wording("Tiimi", "Team", "Team"),
    description=Wording("a", "b", "c"),
    roles=(KindRole(Role.PROFESSIONAL, Wording("Työkaveri", "Kollega", "Colleague")),),
    purposes=(Purposes.GUIDANCE,),
    film_purposes=(Purposes.GUIDANCE,),
    pack=PackId("pack"),
    cycles=PlannedCycles(1, 6),
    chooser=Chooser.GUIDER,
    families=False,
    speakers=True,
    words=((KindWord.CYCLE, Wording("Sykli", "Cykel", "Cycle")),),
)


def test_a_kind_has_words_and_names_of_its_own() -> None:
    assert KIND.word(KindWord.CYCLE).in_language("sv") == "Cykel"
    assert KIND.role_name(Role.PROFESSIONAL) == Wording("Työkaveri", "Kollega", "Colleague")


def test_what_a_kind_does_not_offer_has_no_name() -> None:
    assert KIND.role_name(Role.CHILD) is None
    with pytest.raises(KeyError):
        KIND.word(KindWord.STAR)
