"""What the edits of a case are called in the menu of what can be undone."""

from vigtool.domain.case_edits import CaseStep
from vigtool.wording.translation import tr


def case_step_words(step: str) -> str:
    """The name of a step; a step of a newer version has a general one."""
    return _words().get(step, tr("a change of the case"))


def _words() -> dict[str, str]:
    return {
        CaseStep.CASE: tr("name or helping question"),
        CaseStep.KIND: tr("kind of case"),
        CaseStep.PACK: tr("principles of the case"),
        CaseStep.CASE_ENDED: tr("end of the guidance"),
        CaseStep.CASE_REOPENED: tr("the guidance goes on"),
        CaseStep.PERSON_NAME: tr("name of a person"),
        CaseStep.PERSON_FAMILY: tr("family of a person"),
        CaseStep.FAMILY_NAME: tr("name of a family"),
        CaseStep.PERSON_GUARDIANS: tr("who decides for a person"),
        CaseStep.FILM_LABEL: tr("name of a film"),
        CaseStep.FILM_PEOPLE: tr("who is in a film"),
        CaseStep.FILM_AWAY: tr("put a film away"),
        CaseStep.FILM_BACK: tr("bring a film back"),
        CaseStep.CYCLE_ADDED: tr("a new cycle"),
        CaseStep.CYCLE_WORDS: tr("name or question of a cycle"),
        CaseStep.CYCLE_REMOVED: tr("remove a cycle"),
        CaseStep.CYCLE_FILM: tr("put a film into a cycle"),
        CaseStep.CYCLE_FILM_OUT: tr("take a film out of its cycle"),
        CaseStep.FILMS_SYNCED: tr("put films on one clock"),
        CaseStep.FILM_UNSYNCED: tr("take a film off the clock"),
        CaseStep.FILM_BEGAN: tr("lay a film beside what was shown"),
    }
