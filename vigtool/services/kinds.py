"""The kinds of cases that this version knows, and what is done with a case of one that it does not know."""

from functools import cache

from vigtool.domain.cases import FAMILY_KIND, Case
from vigtool.domain.identifiers import CaseId, KindId
from vigtool.domain.kinds import CaseKind
from vigtool.domain.purposes import STANDARD_PURPOSES
from vigtool.exchange.case_kinds import built_in_kinds
from vigtool.services.errors import ServiceError
from vigtool.services.lookups import find
from vigtool.services.projection import CASE
from vigtool.services.workspace import Workspace


class UnknownKind(ServiceError):
    """A kind of case that this version does not know, asked for by its id."""

    def __init__(self, kind: KindId) -> None:
        super().__init__(kind)
        self.kind = kind


def kinds() -> tuple[CaseKind, ...]:
    """All kinds, the family's first."""
    return built_in_kinds()


def kind(kind_id: KindId) -> CaseKind:
    """One kind. Raises ``UnknownKind``."""
    found = next((one for one in kinds() if one.id == kind_id), None)
    if found is None:
        raise UnknownKind(kind_id)
    return found


def is_known(kind_id: KindId) -> bool:
    """Tell whether this version knows a kind."""
    return any(one.id == kind_id for one in kinds())


def kind_of_case(ws: Workspace, case_id: CaseId) -> CaseKind:
    """The kind of a case; the stand-in for one that only a newer version knows. Raises ``UnknownId``."""
    named = find(ws.index, CASE, Case, case_id).kind
    return kind(named) if is_known(named) else stand_in(named)


@cache
def stand_in(kind_id: KindId) -> CaseKind:
    """A kind under a strange id that calls things as a family's case does and asks for what any kind asks for.

    So a case of a newer version's kind can be worked on with nothing lost, and no film of it with less consent.
    """
    family = kind(FAMILY_KIND)
    asked = {purpose for one in kinds() for purpose in one.film_purposes}
    return CaseKind(
        id=kind_id,
        version=0,
        name=family.name,
        description=family.description,
        roles=family.roles,
        purposes=STANDARD_PURPOSES,
        film_purposes=tuple(purpose for purpose in STANDARD_PURPOSES if purpose in asked),
        pack=family.pack,
        cycles=family.cycles,
        chooser=family.chooser,
        families=True,
        speakers=True,
        words=family.words,
    )
