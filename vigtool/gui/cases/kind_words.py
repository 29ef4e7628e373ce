"""What a case's kind calls the things in it, in the chosen language."""

from collections.abc import Mapping
from dataclasses import dataclass

from vigtool.domain.cycles import Part
from vigtool.domain.kinds import CaseKind, KindWord
from vigtool.domain.people import Role
from vigtool.wording.names import role_name
from vigtool.wording.translation import language


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words of one kind."""

    kind: CaseKind

    @property
    def cycle(self) -> str:
        """What a cycle is called."""
        return self._said(KindWord.CYCLE)

    @property
    def question(self) -> str:
        """What the helping question is called."""
        return self._said(KindWord.QUESTION)

    @property
    def client(self) -> str:
        """What those are called with whom the guider works."""
        return self._said(KindWord.CLIENT)

    @property
    def session(self) -> str:
        """What a meeting is called."""
        return self._said(KindWord.SESSION)

    @property
    def about(self) -> str:
        """What is special about this kind."""
        return self.kind.description.in_language(language())

    @property
    def parts(self) -> Mapping[Part, str]:
        """What the films of a cycle are called."""
        return {Part.FAMILY: self._said(KindWord.FAMILY_FILM), Part.REVIEW: self._said(KindWord.REVIEW_FILM)}

    def role(self, role: Role) -> str:
        """What a role is called; by its general name where the kind does not offer it."""
        named = self.kind.role_name(role)
        return role_name(role) if named is None else named.in_language(language())

    def _said(self, key: KindWord) -> str:
        return self.kind.word(key).in_language(language())
