"""Covering people: edits are on record and can be undone, and nothing leaves with a frame of which nobody knows."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.in_process_tasks import run_in_process
from tests.services.casework import FRAMES, PASSPHRASE, VISITOR_NAME, Family, happened, last_event
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.deciding import Permit
from vigtool.domain.events import ActRefused, MasksChanged
from vigtool.domain.identifiers import PersonId
from vigtool.domain.masking import Box, Mask, Masking, MaskPoint, VoiceMask, VoiceWay
from vigtool.domain.people import Role
from vigtool.domain.purposes import Act, Purposes
from vigtool.services.case_editing import set_people
from vigtool.services.cases import add_case
from vigtool.services.consents import permit, record_consent
from vigtool.services.errors import ConsentRefused, NotCovered, UnknownId
from vigtool.services.masking import MaskingDesk, boxes_to_cover, demand_covered, masking, uncovered_of
from vigtool.services.opening import open_workspace
from vigtool.services.people import add_person
from vigtool.services.recordings import frame_times

BOX = Box(10, 10, 40, 50)
ALL = range(FRAMES)


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    return family.film(tmp_path)


def covered(family: Family, film: Recording, frames: range, person: PersonId | None = None) -> Mask:
    """Cover somebody, the child if nobody is named, in these frames as one edit."""
    desk, times = MaskingDesk(family.ws, film.id), frame_times(family.ws, film.id)
    points = [MaskPoint(times.tick_of(n), BOX) for n in frames]
    mask = desk.new_mask(family.child.id if person is None else person).with_points(points)
    desk.edit("draw", desk.masking.with_mask(mask))
    return mask


def test_a_film_in_which_nobody_is_covered_has_no_masks(family: Family, film: Recording) -> None:
    assert masking(family.ws, film.id) == Masking()
    assert MaskingDesk(family.ws, film.id).masking == Masking()


def test_edits_undo_and_redo_are_on_record(family: Family, film: Recording) -> None:
    desk = MaskingDesk(family.ws, film.id)
    first = covered(family, film, range(3))
    second = covered(family, film, range(3, 9))
    assert desk.masking.masks == (second,)
    assert desk.new_mask(family.child.id) == second
    assert first.id == second.id
    voices = (VoiceMask(frame_times(family.ws, film.id).span(2, 5), VoiceWay.PITCHED),)
    desk.edit("voices", desk.masking.with_voices(voices))
    assert (desk.can_undo, desk.can_redo) == ("voices", None)
    desk.undo()
    desk.undo()
    assert masking(family.ws, film.id) == desk.masking == Masking((first,))
    desk.undo()
    assert masking(family.ws, film.id) == Masking()
    for _ in range(4):
        desk.redo()
    assert masking(family.ws, film.id) == desk.masking == Masking((second,), voices)
    steps = [event.step for _, event in happened(family.ws) if isinstance(event, MasksChanged)]
    assert steps == ["draw", "draw", "voices", "undo", "undo", "undo", "redo", "redo", "redo"]


def test_an_edit_that_changes_nothing_is_not_on_record(family: Family, film: Recording) -> None:
    desk = MaskingDesk(family.ws, film.id)
    before = family.ws.vault.journal.count
    desk.edit("nothing", desk.masking)
    desk.undo()
    assert family.ws.vault.journal.count == before


def test_what_was_covered_is_there_after_a_restart_with_its_steps(family: Family, film: Recording) -> None:
    covered(family, film, range(3))
    covered(family, film, range(5))
    kept, folder = masking(family.ws, film.id), family.ws.folder
    family.ws.close()
    again = open_workspace(folder, PASSPHRASE)
    again.run_task = run_in_process
    try:
        desk = MaskingDesk(again, film.id)
        assert masking(again, film.id) == desk.masking == kept
        desk.undo()
        desk.redo()
        assert masking(again, film.id) == kept
        desk.undo_to(2)
        assert masking(again, film.id) == Masking()
    finally:
        again.close()


def test_two_desks_do_not_undo_each_other_unseen(family: Family, film: Recording) -> None:
    here, there = MaskingDesk(family.ws, film.id), MaskingDesk(family.ws, film.id)
    hers = covered(family, film, range(2))
    there.edit("draw", there.masking.with_mask(there.new_mask(family.parent.id)))
    assert len(here.masking.masks) == 2
    here.undo()
    assert there.masking.masks == (hers,)


def test_a_withdrawal_refuses_the_next_edit(family: Family, film: Recording) -> None:
    desk = MaskingDesk(family.ws, film.id)
    kept = covered(family, film, range(3))
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    for edit in (desk.undo, lambda: desk.edit("clear", Masking()), lambda: MaskingDesk(family.ws, film.id)):
        with pytest.raises(ConsentRefused):
            edit()
        assert masking(family.ws, film.id) == Masking((kept,))
        event = last_event(family.ws)
        assert isinstance(event, ActRefused)
        assert event.act is Act.ANNOTATE


def test_somebody_of_another_case_cannot_be_covered(family: Family, film: Recording) -> None:
    stranger = add_person(family.ws, add_case(family.ws, "Toinen").id, "", Role.CHILD)
    desk = MaskingDesk(family.ws, film.id)
    with pytest.raises(UnknownId):
        desk.new_mask(stranger.id)
    with pytest.raises(UnknownId):
        desk.new_mask(PersonId("nobody"))


KNOWN = st.dictionaries(st.integers(0, FRAMES - 1), st.sampled_from([None, BOX]))


def test_one_uncovered_frame_is_told_and_stands_in_the_way(family: Family, film: Recording) -> None:
    desk, times = MaskingDesk(family.ws, film.id), frame_times(family.ws, film.id)

    @settings(max_examples=25)
    @given(KNOWN, st.integers(0, FRAMES), st.integers(0, FRAMES))
    def holds(known: dict[int, Box | None], first: int, stop: int) -> None:
        points = [MaskPoint(times.tick_of(n), box) for n, box in known.items()]
        desk.edit("draw", Masking().with_mask(desk.new_mask(family.child.id)))
        desk.edit(
            "draw", Masking().with_mask(Mask(desk.masking.masks[0].id, film.id, family.child.id).with_points(points))
        )
        frames, masked = range(first, stop), (family.child.id,)
        missing = [n for n in frames if n not in known]
        gaps = uncovered_of(family.ws, film.id, frames, masked)[family.child.id]
        assert [n for gap in gaps for n in gap] == missing
        if missing:
            with pytest.raises(NotCovered) as refused:
                demand_covered(family.ws, film.id, frames, masked)
            assert (refused.value.film, refused.value.person, refused.value.gaps) == (film.id, family.child.id, gaps)
        else:
            demand_covered(family.ws, film.id, frames, masked)
        boxes = boxes_to_cover(family.ws, film.id, frames, masked)
        assert boxes == {n: (BOX,) for n in frames if known.get(n) is not None}

    holds()


def test_each_of_several_people_has_to_be_covered(family: Family, film: Recording) -> None:
    covered(family, film, ALL)
    both = (family.child.id, family.parent.id)
    with pytest.raises(NotCovered) as refused:
        demand_covered(family.ws, film.id, ALL, both)
    assert (refused.value.person, refused.value.gaps) == (family.parent.id, (ALL,))
    demand_covered(family.ws, film.id, ALL, both[:1])
    demand_covered(family.ws, film.id, ALL, ())
    assert boxes_to_cover(family.ws, film.id, ALL, both[1:]) == {}


def test_who_is_masked_is_not_asked_for_the_acts_own_purpose(family: Family, film: Recording) -> None:
    record_consent(family.ws, family.parent.id, Purposes.TRAINING, Answer.GIVEN)
    record_consent(family.ws, family.child.id, Purposes.TRAINING, Answer.REFUSED)
    with pytest.raises(ConsentRefused):
        permit(family.ws, Act.CLIP, Purposes.TRAINING, film.id)
    given = permit(family.ws, Act.CLIP, Purposes.TRAINING, film.id, masked=[family.child.id])
    assert {(one.person, one.purpose) for one in given.consents} == {
        (family.child.id, Purposes.GUIDANCE),
        (family.parent.id, Purposes.GUIDANCE),
        (family.parent.id, Purposes.TRAINING),
    }


def test_a_bystander_who_is_masked_is_not_asked(family: Family, film: Recording) -> None:
    passer = add_person(family.ws, family.case.id, VISITOR_NAME, Role.BYSTANDER)
    set_people(family.ws, film.id, [*film.people, passer.id])
    with pytest.raises(ConsentRefused):
        permit(family.ws, Act.STILL, Purposes.GUIDANCE, film.id)
    given = permit(family.ws, Act.STILL, Purposes.GUIDANCE, film.id, masked=[passer.id])
    assert isinstance(given, Permit)
    assert {one.person for one in given.consents} == {family.child.id, family.parent.id}
