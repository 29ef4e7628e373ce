"""Erasing: what goes, what stays, and that nothing brings it back."""

from pathlib import Path

import pytest

from tests.services.casework import (
    CASE_NAME,
    CHILD_NAME,
    NAMES,
    PARENT_NAME,
    PASSPHRASE,
    QUESTION,
    Family,
    found_family,
    happened,
)
from tests.services.erasing.targets import REASON, TITLE, WORDS, in_memory, of_case, of_child, of_film, opened
from vigtool.domain.accountability import ChildViewHeard, Erased, Erasing, ErasureBegun
from vigtool.domain.case_edits import CaseStep, film_put_away
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer, ChildView, Stance
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import CaseId, EvidenceId
from vigtool.domain.purposes import Act, Purposes
from vigtool.services.case_history import CaseDesk
from vigtool.services.cases import add_case, cases
from vigtool.services.checkpoints import checkpoint
from vigtool.services.consents import child_views, consents, is_permitted, record_consent
from vigtool.services.erasing import Erasure, erase
from vigtool.services.erasure_plans import Target, plan_erasure
from vigtool.services.errors import FilmsFrozen, NoReasonToSpare, NothingToErase, ReasonMissing
from vigtool.services.evidence import keep_evidence, read_evidence
from vigtool.services.film_keeping import freeze
from vigtool.services.jobs import NotRun
from vigtool.services.lookups import find
from vigtool.services.marking import MarkingDesk, mark_frames, moments
from vigtool.services.opening import open_workspace
from vigtool.services.people import add_person, everyone, people, person
from vigtool.services.projection import PERSON, leaf_of
from vigtool.services.recordings import is_erased
from vigtool.services.session_log_gathering import gather
from vigtool.services.sessions import add_session
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import KeyDestroyed, VaultReadOnly


def test_a_film_goes_and_its_words_stay(family: Family, film: Recording) -> None:
    ws = family.ws
    report = erase(ws, of_film(film), REASON)
    assert is_erased(ws, film.id)
    assert not list(ws.folder.rglob(f"{film.id}*"))
    assert [one.title for one in moments(ws, film.id)] == [TITLE]
    assert report.done.overwritten == (film.id,)
    assert report.begun.reason == REASON
    assert verify_vault(ws).damage == ()
    with pytest.raises(KeyDestroyed):
        ws.vault.open_recording(film.id)


def test_intent_and_end_are_on_record_in_this_order(family: Family, film: Recording) -> None:
    ws = family.ws
    report = erase(ws, of_film(film), REASON)
    told = [event for envelope, event in happened(ws) if envelope.seq in report.entries]
    assert told == [report.begun, report.done]
    assert isinstance(told[0], ErasureBegun)
    assert isinstance(told[1], Erased)


def test_nothing_is_destroyed_before_the_intent_is_on_record(family: Family, film: Recording) -> None:
    erasure = Erasure(family.ws, of_film(film), REASON)
    assert family.ws.index.entries(object=film.id)[-1].act == ACT_NAMES[ErasureBegun]
    assert not is_erased(family.ws, film.id)
    with pytest.raises(NotRun):
        erasure.finish()


def _pieces(text: str) -> list[bytes]:
    """The ends of the longer words as people and as the search write them: it keeps the beginnings apart."""
    words = [word.strip("?") for word in text.replace("-", " ").split()]
    return [form[3:].encode() for word in words if len(word) > 6 for form in (word, word.casefold())]


def test_a_case_leaves_no_word_anywhere(family: Family, film: Recording, other_film: Recording) -> None:
    ws = family.ws
    kept = add_case(ws, "Toinen perhe")
    needles = [piece for text in (*NAMES[:3], QUESTION, TITLE, WORDS) for piece in _pieces(text)]
    assert ws.index.search(CASE_NAME.split()[1])  # from the first search on, the tables of the search hold words, too
    before = in_memory(ws)
    assert [one for one in needles if one not in before] == []  # what is there is found
    erase(ws, of_case(family), REASON)
    assert [one.id for one in cases(ws)] == [kept.id]
    assert ws.index.documents(family.case.id) == []
    assert ws.index.search(CASE_NAME.split()[1]) == []
    after = in_memory(ws)
    assert [one for one in needles if one in after] == []
    assert not list(ws.folder.rglob(f"{film.id}*"))
    assert not list(ws.folder.rglob(f"{other_film.id}*"))
    assert verify_vault(ws).damage == ()


def test_after_a_restart_an_erased_case_is_gone_and_the_chain_is_whole(
    family: Family, film: Recording, again: list[Workspace]
) -> None:
    erase(family.ws, of_case(family), REASON)
    before = family.ws.vault.journal.count
    ws = opened(family.ws)
    again.append(ws)
    assert ws.vault.journal.count == before
    assert cases(ws) == []
    assert verify_vault(ws).damage == ()
    bodies = [body for envelope, body in ws.vault.journal.replay() if envelope.case == family.case.id]
    assert bodies
    assert set(bodies) == {None}
    assert ws.index.entries(object=film.id)


def test_what_concerns_one_person_leaves_the_case(family: Family, film: Recording, other_film: Recording) -> None:
    ws = family.ws
    record_consent(ws, family.child.id, Purposes.SUPERVISION, Answer.GIVEN, by=f"{PARENT_NAME} puolesta")
    view = ChildView(family.child.id, other_film.id, Stance.WILLING, "Joo!", ws.clock())
    ws.record(ChildViewHeard(family.case.id, view))
    before = consents(ws, family.case.id)
    leaves = [leaf_of(ws.index, one.id) for one in before]
    erase(ws, of_child(family), REASON)
    assert [one.id for one in people(ws, family.case.id)] == [family.parent.id]
    assert person(ws, family.child.id).name == ""
    assert is_erased(ws, film.id)
    assert not is_erased(ws, other_film.id)
    (kept,) = moments(ws, film.id)
    assert [turn.person for turn in kept.turns] == [family.parent.id]
    assert child_views(ws, other_film.id) == []
    after = consents(ws, family.case.id)
    assert [(one.id, one.answer) for one in after] == [(one.id, one.answer) for one in before]
    assert [leaf_of(ws.index, one.id) for one in after] == leaves
    assert after[-1].by == ""
    assert CHILD_NAME.encode() not in in_memory(ws)
    assert verify_vault(ws).damage == ()


@pytest.mark.usefixtures("film")
def test_a_person_stays_erased_over_a_restart_and_the_case_goes_on(
    family: Family, other_film: Recording, again: list[Workspace]
) -> None:
    erase(family.ws, of_child(family), REASON)
    before = checkpoint(family.ws)
    mark_frames(family.ws, other_film.id, first=5, end=8, title="Uusi")
    ws = opened(family.ws)
    again.append(ws)
    assert [one.name for one in people(ws, family.case.id)] == [PARENT_NAME]
    assert [one.title for one in moments(ws, other_film.id)] == ["Yksin", "Uusi"]
    assert CHILD_NAME.encode() not in in_memory(ws)
    old = [body for envelope, body in ws.vault.journal.replay() if envelope.case and envelope.seq < before.size - 2]
    assert set(old) == {None}
    assert ws.vault.journal.keys_of(family.case.id)[0] == family.case.id
    assert not ws.vault.has_key(family.case.id)
    assert is_permitted(ws, Act.ANNOTATE, Purposes.GUIDANCE, other_film.id)
    assert add_person(ws, family.case.id, "Uusi lapsi", family.child.role).number == family.child.number + 1
    assert ws.repairs is not None
    assert (ws.repairs.shredded, ws.repairs.removed) == ((), ())


@pytest.mark.usefixtures("film")
def test_undo_ends_where_a_person_was_erased(family: Family, other_film: Recording) -> None:
    ws = family.ws
    case_desk, marking = CaseDesk(ws, family.case.id), MarkingDesk(ws, other_film.id)
    case_desk.edit(CaseStep.FILM_AWAY, film_put_away(case_desk.book, other_film.id))
    assert case_desk.can_undo
    assert marking.can_undo
    erase(ws, of_child(family), REASON)
    for desk in (case_desk, CaseDesk(ws, family.case.id)):
        assert desk.can_undo is None
        assert [one.id for one in desk.book.people] == [family.parent.id]
        assert [card.away for card in desk.book.films] == [False, True]
    for marks in (marking, MarkingDesk(ws, other_film.id)):
        assert marks.can_undo is None
        assert [one.title for one in marks.marks] == ["Yksin"]
    case_desk.restore(other_film.id)
    case_desk.undo()
    assert [card.away for card in case_desk.book.films] == [False, True]


def test_a_film_that_is_left_out_stays_with_its_reason(family: Family, film: Recording) -> None:
    with pytest.raises(NoReasonToSpare):
        erase(family.ws, of_child(family), REASON, {film.id: " "})
    report = erase(family.ws, of_child(family), REASON, {film.id: "a court asked for it"})
    assert not is_erased(family.ws, film.id)
    assert report.begun.reason == f"{REASON}\n{film.id}: a court asked for it"
    assert [one.id for one in everyone(family.ws, family.case.id)] == [family.child.id, family.parent.id]
    assert verify_vault(family.ws).damage == ()


@pytest.mark.usefixtures("other_film")
def test_two_people_of_a_case_one_after_the_other(family: Family) -> None:
    erase(family.ws, of_child(family), REASON)
    erase(family.ws, Target(Erasing.PERSON, family.parent.id), REASON)
    assert people(family.ws, family.case.id) == []
    first, second, third = family.ws.vault.journal.keys_of(family.case.id)
    assert [family.ws.vault.has_key(one) for one in (first, second, third)] == [False, False, True]
    erase(family.ws, of_case(family), REASON)
    assert not family.ws.vault.has_key(third)
    assert verify_vault(family.ws).damage == ()


@pytest.mark.usefixtures("other_film")
def test_papers_of_one_person_go_and_those_of_others_stay_readable(
    family: Family, tmp_path: Path, again: list[Workspace]
) -> None:
    ws, case = family.ws, family.case.id
    hers, shared, alone = (_paper(ws, case, tmp_path / name) for name in ("a.pdf", "b.pdf", "c.pdf"))
    record_consent(ws, family.child.id, Purposes.GUIDANCE, Answer.GIVEN, evidence=(hers, shared))
    record_consent(ws, family.parent.id, Purposes.GUIDANCE, Answer.GIVEN, evidence=(shared,))
    report = erase(ws, of_child(family), REASON)
    assert report.plan.papers == (hers,)
    assert not list(ws.folder.rglob(f"{hers}*"))
    opened_again = opened(ws)
    again.append(opened_again)
    for paper in (shared, alone):
        assert read_evidence(opened_again, case, paper).startswith(b"%PDF-")
    assert verify_vault(opened_again).damage == ()
    erase(opened_again, of_case(family), REASON)
    assert not list((ws.folder / "evidence").iterdir())
    assert verify_vault(opened_again).damage == ()


def _paper(ws: Workspace, case: CaseId, path: Path) -> EvidenceId:
    path.write_bytes(b"%PDF-1.7 " + path.name.encode())
    return keep_evidence(ws, case, path).id


def test_the_session_log_still_tells_the_pseudonym(family: Family) -> None:
    held = add_session(family.ws, family.case.id, present=[family.child.id, family.parent.id], words="Hyvin meni")
    erase(family.ws, of_child(family), REASON)
    log = gather(family.ws, held.id)
    assert [(one.role, one.number) for one in log.present] == [
        (family.child.role, family.child.number),
        (family.parent.role, family.parent.number),
    ]


def test_a_frozen_film_is_not_erased(family: Family, film: Recording) -> None:
    freeze(family.ws, film.id, "a dispute")
    count = family.ws.vault.journal.count
    for target in (of_film(film), of_case(family), of_child(family)):
        with pytest.raises(FilmsFrozen) as refused:
            erase(family.ws, target, REASON)
        assert refused.value.films == (film.id,)
    assert family.ws.vault.journal.count == count
    assert not is_erased(family.ws, film.id)
    erase(family.ws, of_child(family), REASON, {film.id: "a dispute"})
    assert not is_erased(family.ws, film.id)


def test_a_reason_is_asked_for(family: Family, film: Recording) -> None:
    with pytest.raises(ReasonMissing):
        erase(family.ws, of_film(film), "  ")


def test_once_is_enough(family: Family, film: Recording) -> None:
    erase(family.ws, of_film(film), REASON)
    with pytest.raises(NothingToErase):
        plan_erasure(family.ws, of_film(film))
    erase(family.ws, of_child(family), REASON)
    with pytest.raises(NothingToErase):
        plan_erasure(family.ws, of_child(family))


def test_a_vault_for_reading_erases_nothing(family: Family, film: Recording, again: list[Workspace]) -> None:
    family.ws.close()
    ws = open_workspace(family.ws.folder, PASSPHRASE, read_only=True)
    again.append(ws)
    with pytest.raises(VaultReadOnly):
        erase(ws, of_film(film), REASON)
    assert not is_erased(ws, film.id)


@pytest.mark.usefixtures("film")
def test_what_is_left_of_a_person_is_found_by_nobody(family: Family) -> None:
    assert family.ws.index.search(CHILD_NAME.split("-")[0])
    erase(family.ws, of_child(family), REASON)
    assert family.ws.index.search(CHILD_NAME.split("-")[0]) == []
    assert find(family.ws.index, PERSON, type(family.child), family.child.id).family == ""


@pytest.mark.usefixtures("film")
def test_another_family_is_not_touched(family: Family, tmp_path: Path) -> None:
    other = found_family(family.ws)
    theirs = other.film(tmp_path)
    erase(family.ws, of_case(family), REASON)
    assert not is_erased(family.ws, theirs.id)
    assert [one.id for one in people(family.ws, other.case.id)] == [other.child.id, other.parent.id]
    assert verify_vault(family.ws).damage == ()
