"""Sentences for what can go otherwise with a case: its kind, its cycles, its families."""

from collections.abc import Callable
from typing import Final, TypeAlias

from vigtool.domain.case_edits import FilmInAnotherCycle, NameMissing, NameTaken, NotInCase, UnfitGuardians
from vigtool.domain.cycles import NotOnOneClock
from vigtool.exchange.errors import BadTemplate
from vigtool.media.errors import OffsetNotClear
from vigtool.services.errors import (
    EvidenceTooLarge,
    MomentNotShown,
    NobodyToTell,
    NotAsked,
    NotCovered,
    NotEvidence,
    NothingToFollow,
    NotTheirFilm,
    PeopleNotNamed,
    ViewersNotNamed,
)
from vigtool.services.kinds import UnknownKind
from vigtool.services.purposes import UnknownPurpose
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr

Wording: TypeAlias = Callable[[], Sentence]


def _not_their_film() -> Sentence:
    return Sentence(
        tr("This film shows another family. Each family sees only its own films."),
        tr("Choose a film that somebody of the family is in, or look at who belongs to which family."),
    )


def _viewers_not_named() -> Sentence:
    return Sentence(
        tr("There are several families in this case, so it counts for whom a film is."), tr("Say who it is for.")
    )


def _people_not_named() -> Sentence:
    return Sentence(
        tr("There are several families in this case, so it counts whose a film is."), tr("Say who is in the film.")
    )


def _nobody_to_tell() -> Sentence:
    return Sentence(
        tr("Nobody has a copy that a letter would have to be about."),
        tr("A letter is made after a withdrawal, when a clip or a still had left before."),
    )


def _unknown_kind() -> Sentence:
    return Sentence(
        tr("This vigtool does not know such a kind of case."), tr("Choose one of the kinds that are listed.")
    )


def _not_in_case() -> Sentence:
    return Sentence(tr("There is nothing with this id in the case."), tr("List what there is, and try again."))


def _in_another_cycle() -> Sentence:
    return Sentence(
        tr("The film is in another cycle of the case already."), tr("Take it out of that cycle first, then try again.")
    )


def _not_on_one_clock() -> Sentence:
    return Sentence(
        tr("These two films do not share a time."),
        tr(
            "Choose two films of the same part of one cycle. Where others of it have a common time, one of the two"
            " is to be among them."
        ),
    )


def _offset_not_clear() -> Sentence:
    return Sentence(
        tr("The sound of the two films does not show clearly how they belong together."),
        tr("Find one moment that both films show, and set it by eye and ear."),
    )


def _name_missing() -> Sentence:
    return Sentence(tr("A name is needed here."), tr("Type a name."))


def _name_taken() -> Sentence:
    return Sentence(
        tr("Another family of this case has that name."),
        tr("Choose another name. If the two are one family, change it person by person."),
    )


def _unfit_guardians() -> Sentence:
    return Sentence(
        tr("Nobody is their own guardian, and two decide for a person at most."), tr("Choose one or two others.")
    )


def _not_covered() -> Sentence:
    return Sentence(
        tr("In some pictures it is not yet known where somebody is who is to be covered."),
        tr("Nothing was handed out. Look under Cover somebody: the gaps are marked there."),
    )


def _nothing_to_follow() -> Sentence:
    return Sentence(
        tr("In this picture it is not known where the person is."),
        tr("Draw a box around them here, or go to a picture that has one, and follow from there."),
    )


def _not_asked() -> Sentence:
    return Sentence(
        tr("A view of their own is noted for children, and for whom others decide for."),
        tr("For everybody else, note the consent."),
    )


def _unknown_purpose() -> Sentence:
    return Sentence(
        tr("Nobody has described this purpose here, so nobody can agree to it."),
        tr("Choose one of the purposes that are offered, or update vigtool."),
    )


def _not_evidence() -> Sentence:
    return Sentence(
        tr("This is neither a PDF nor a picture that can be shown again."), tr("Choose a PDF, JPEG or PNG file.")
    )


def _evidence_too_large() -> Sentence:
    return Sentence(
        tr("The file is larger than a scanned form should be."), tr("Scan it with fewer pixels, or page by page.")
    )


def _bad_template() -> Sentence:
    return Sentence(
        tr("The organisation's own form cannot be used as it is."),
        tr("The built-in form stays. Let whoever made the template look at it."),
    )


def _moment_not_shown() -> Sentence:
    return Sentence(
        tr("Somebody wished that this moment is not shown."),
        tr("It stays as it is marked. It can be shown after all when they wish so."),
    )


CASE_SENTENCES: Final[dict[type[Exception], Wording]] = {
    NotTheirFilm: _not_their_film,
    NotCovered: _not_covered,
    NothingToFollow: _nothing_to_follow,
    MomentNotShown: _moment_not_shown,
    ViewersNotNamed: _viewers_not_named,
    PeopleNotNamed: _people_not_named,
    NobodyToTell: _nobody_to_tell,
    UnknownKind: _unknown_kind,
    NotInCase: _not_in_case,
    FilmInAnotherCycle: _in_another_cycle,
    NotOnOneClock: _not_on_one_clock,
    OffsetNotClear: _offset_not_clear,
    NameMissing: _name_missing,
    NameTaken: _name_taken,
    UnfitGuardians: _unfit_guardians,
    NotAsked: _not_asked,
    UnknownPurpose: _unknown_purpose,
    NotEvidence: _not_evidence,
    EvidenceTooLarge: _evidence_too_large,
    BadTemplate: _bad_template,
}
