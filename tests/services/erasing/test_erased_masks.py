"""Where an erased person was covered is gone with them; where others are covered stays, and no undo leads back."""

from tests.services.casework import Family
from tests.services.erasing.targets import REASON, of_child, opened
from vigtool.domain.cases import Recording
from vigtool.domain.identifiers import PersonId
from vigtool.domain.masking import Box, Mask, Masking, MaskPoint, VoiceMask, VoiceWay
from vigtool.services.erasing import erase
from vigtool.services.masking import MaskingDesk, masking
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace


def covered(desk: MaskingDesk, person: PersonId, tick: int) -> Mask:
    mask = desk.new_mask(person).with_points([MaskPoint(tick, Box(1, 2, 30, 40), by_hand=True)])
    desk.edit("draw", desk.masking.with_mask(mask))
    return mask


def assert_only(ws: Workspace, film: Recording, left: Masking) -> None:
    desk = MaskingDesk(ws, film.id)
    assert masking(ws, film.id) == desk.masking == left
    assert desk.can_undo is None


def test_masks_go_with_the_person_and_stay_with_the_others(family: Family, film: Recording) -> None:
    ws, tick = family.ws, frame_times(family.ws, film.id).tick_of(3)
    desk = MaskingDesk(ws, film.id)
    covered(desk, family.child.id, tick)
    hers = covered(desk, family.parent.id, tick)
    voices = (VoiceMask(frame_times(ws, film.id).span(2, 5), VoiceWay.MUTED),)
    desk.edit("voices", desk.masking.with_voices(voices))
    erase(ws, of_child(family), REASON, {film.id: "a court asked for it"})
    left = Masking((hers,), voices)
    assert_only(ws, film, left)
    assert desk.masking == left
    again = opened(ws)
    try:
        assert_only(again, film, left)
        after = MaskingDesk(again, film.id)
        after.edit("clear", Masking())
        after.undo()
        assert masking(again, film.id) == left
    finally:
        again.close()
